import { createInterface } from 'node:readline';
import { EXIT, EXIT_MEANINGS, type ExitCode } from '@rapporteur/platform/exit-codes';
import type { CliSession } from './session.ts';
import { waitForExit, spawnStandalone } from './standalone-process.ts';

/** What is to be done with generations of a read model, or with what it does not show. */
export interface ProjectionsTask {
  readonly action: 'list' | 'rebuild' | 'rollback' | 'retire' | 'parked' | 'retry';
  readonly name?: string;
  readonly generation?: string;
  readonly allowed?: readonly unknown[];
}

/** How far a rebuild or rollback is. */
export interface ProjectionsProgress {
  readonly phase:
    | 'begun'
    | 'resumed'
    | 'loading'
    | 'indexing'
    | 'comparing'
    | 'swapping'
    | 'handing-over';
  readonly generation: string;
  readonly done?: number;
  readonly total?: number;
}

/** How the task ended: its outcome, or the exit code of what kept it from one. */
export type ProjectionsTaskResult<T> = { readonly outcome: T } | { readonly exit: ExitCode };

/**
 * Has standalone do it, in a process of its own, which knows where log and read models lie: the command line itself
 * only speaks HTTP. A server that is at work on them goes on.
 */
export async function runProjectionsTask<T>(
  { terminal }: CliSession,
  task: ProjectionsTask,
  onProgress: (progress: ProjectionsProgress) => void = () => undefined,
): Promise<ProjectionsTaskResult<T>> {
  const child = spawnStandalone(['projections', JSON.stringify(task)], terminal.env, [
    'ignore',
    'pipe',
    'inherit',
  ]);
  // A terminal sends Ctrl-C to both; whoever sends it to this process alone means both too.
  terminal.interrupt.signal.addEventListener('abort', () => child.kill('SIGINT'));
  const ended = waitForExit(child);
  let outcome: { readonly of: T } | undefined;
  for await (const line of createInterface({ input: child.stdout ?? process.stdin })) {
    const told = JSON.parse(line) as {
      readonly progress?: ProjectionsProgress;
      readonly outcome?: T;
    };
    if (told.progress !== undefined) onProgress(told.progress);
    if (told.outcome !== undefined) outcome = { of: told.outcome };
  }
  const code = await ended;
  if (code === 0 && outcome !== undefined) return { outcome: outcome.of };
  return { exit: EXIT_MEANINGS.find((known) => known.code === code)?.code ?? EXIT.internalError };
}
