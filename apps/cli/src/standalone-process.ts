import { type ChildProcess, spawn, type StdioOptions } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { CliError } from './cli-error.ts';
import { EXIT } from '@rapporteur/platform/exit-codes';

// From source or from a build: whichever this file is.
const MAIN = [`../../standalone/src/main.ts`, `../../standalone/dist/main.js`]
  .map((path) => fileURLToPath(new URL(path, import.meta.url)))
  .filter((path) => path.endsWith(import.meta.url.slice(-3)) && existsSync(path))[0];

/** Starts standalone in a process of its own, on the same Node and in the same way as this one. */
export function spawnStandalone(
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  stdio: StdioOptions,
): ChildProcess {
  if (MAIN === undefined) {
    throw new CliError(
      EXIT.usage,
      'This verb opens the log itself, which standalone does, and standalone is not installed beside this command line.',
      'Call it in a checkout, or call standalone with the same words: `node dist/main.js doctor`.',
    );
  }
  return spawn(process.execPath, [...process.execArgv, MAIN, ...args], { env, stdio });
}

/** Waits for a process to end and answers its exit code; null where a signal ended it. */
export function waitForExit(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', resolve);
  });
}
