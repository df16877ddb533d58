import { type ChildProcess, spawn, type StdioOptions } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

// From source or from a build: whichever this file is.
const MAIN = [`../../standalone/src/main.ts`, `../../standalone/dist/main.js`]
  .map((path) => fileURLToPath(new URL(path, import.meta.url)))
  .filter((path) => path.endsWith(import.meta.url.slice(-3)) && existsSync(path))[0];

/** Starts standalone in a process of its own, on the same Node and in the same way as this one. */
export function spawnStandalone(args: readonly string[], env: NodeJS.ProcessEnv, stdio: StdioOptions): ChildProcess {
  if (MAIN === undefined) throw new Error('standalone is not beside the command line');
  return spawn(process.execPath, [...process.execArgv, MAIN, ...args], { env, stdio });
}

/** Waits for a process to end and answers its exit code; null where a signal ended it. */
export function endOf(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', resolve);
  });
}
