import { createInterface } from 'node:readline';
import { EXIT, type ExitCode, toExitCode } from '@rapporteur/platform/exit-codes';
import type { CliSession } from './session.ts';
import { spawnStandalone, waitForExit } from './standalone-process.ts';

/** A task on the generations or the parked commands of read models. */
export interface ProjectionsTask {
  readonly action: 'list' | 'rebuild' | 'rollback' | 'retire' | 'parked' | 'retry';
  readonly name?: string;
  readonly generation?: string;
  readonly allowed?: readonly unknown[];
}

/** The progress of a rebuild or a rollback. */
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

/** The outcome of a task, or the exit code of its failure. */
export type ProjectionsTaskResult<T> = { readonly outcome: T } | { readonly exitCode: ExitCode };

interface TaskMessage<T> {
  readonly progress?: ProjectionsProgress;
  readonly outcome?: T;
}

/**
 * Runs a task in a process of standalone, which opens the log and the read models. The command line
 * itself only speaks HTTP. A running server continues to serve.
 */
export async function runProjectionsTask<T>(
  { terminal }: CliSession,
  task: ProjectionsTask,
  onProgress: (progress: ProjectionsProgress) => void = () => undefined,
): Promise<ProjectionsTaskResult<T>> {
  const args = ['projections', JSON.stringify(task)];
  const child = spawnStandalone(args, terminal.env, ['ignore', 'pipe', 'inherit']);
  // A terminal sends Ctrl-C to both processes, `kill` only to this one.
  terminal.interrupt.signal.addEventListener('abort', () => child.kill('SIGINT'));
  const exited = waitForExit(child);

  let result: { readonly outcome: T } | undefined;
  // The pipe is always there: the fallback only satisfies the type.
  for await (const line of createInterface({ input: child.stdout ?? process.stdin })) {
    const { progress, outcome } = JSON.parse(line) as TaskMessage<T>;
    if (progress !== undefined) onProgress(progress);
    if (outcome !== undefined) result = { outcome };
  }

  const exitCode = toExitCode(await exited);
  if (exitCode !== EXIT.success) return { exitCode };
  return result ?? { exitCode: EXIT.internalError };
}
