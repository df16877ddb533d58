import { type ChildProcess, spawn, type StdioOptions } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { EXIT } from '@rapporteur/platform/exit-codes';
import { CliError } from './cli-error.ts';

// Source starts source, and a build starts a build: the extension is that of this file.
const MAIN = [`../../standalone/src/main.ts`, `../../standalone/dist/main.js`]
  .map((path) => fileURLToPath(new URL(path, import.meta.url)))
  .find((path) => path.endsWith(import.meta.url.slice(-3)) && existsSync(path));

/** Starts standalone in its own process, with the Node and the Node flags of this one. */
export function spawnStandalone(
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  stdio: StdioOptions,
): ChildProcess {
  if (MAIN === undefined) {
    throw new CliError(
      EXIT.usage,
      'This command needs standalone to open the log, and standalone is not installed here.',
      'Run it in a checkout, or run standalone with the same arguments: `node dist/main.js doctor`.',
    );
  }
  return spawn(process.execPath, [...process.execArgv, MAIN, ...args], { env, stdio });
}

/** Waits for the end of a process and returns its exit code; null if a signal ended it. */
export function waitForExit(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', resolve);
  });
}
