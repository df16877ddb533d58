import { type ChildProcess, spawn, type StdioOptions } from 'node:child_process';
import { existsSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { EXIT } from '@rapporteur/platform/exit-codes';
import { CliError } from './cli-error.ts';
import { REPOSITORY } from './repository.ts';

/** A larger young generation takes 100 MB more, and was not seen to save processor time. */
const MEMORY_FLAG = '--max-semi-space-size=16';
// A checkout runs its source, whatever was built there before.
const LOADER = join(REPOSITORY, 'packages/source-loader/src/register.js');
const PROGRAMS = [
  ['--import', LOADER, join(REPOSITORY, 'apps/standalone/src/main.ts')],
  [join(REPOSITORY, 'apps/standalone/dist/main.js')],
] as const;

/** Starts standalone in its own process, with the Node of this one. */
export function spawnStandalone(
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  stdio: StdioOptions,
): ChildProcess {
  const program = PROGRAMS.find((words) => words.filter(isAbsolute).every(existsSync));
  if (program === undefined) {
    throw new CliError(
      EXIT.usage,
      'This command needs standalone to open the log, and standalone is not installed here.',
      'Run it in a checkout, or run standalone with the same arguments: `node dist/main.js doctor`.',
    );
  }
  return spawn(process.execPath, [MEMORY_FLAG, ...program, ...args], { env, stdio });
}

/** Waits for the end of a process and returns its exit code; null if a signal ended it. */
export function waitForExit(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', resolve);
  });
}
