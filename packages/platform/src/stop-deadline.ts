/**
 * Ends this process in time once it is asked to stop, whatever it waits for. The log survives every
 * end of a process: an acknowledged command is recorded.
 */
import { Worker } from 'node:worker_threads';
import type { ExitCode } from './exit-codes.ts';

/** The time after which a stopping process ends by itself. */
const EXIT_MS = 9_000;
/** The time after which it is killed: its event loop is busy. Below the 10 s of container engines. */
const KILL_MS = 9_700;

/** Options of {@link startStopDeadline}; the times are for tests. */
export interface StopDeadlineOptions {
  readonly exitCode: ExitCode;
  /** Called before the process ends by itself, for a last message. */
  readonly onLate: () => void;
  readonly exitMs?: number;
  readonly killMs?: number;
}

/** Starts the time within which this process ends. It does not keep the process alive. */
export function startStopDeadline({
  exitCode,
  onLate,
  exitMs = EXIT_MS,
  killMs = KILL_MS,
}: StopDeadlineOptions): void {
  const end = (): never => {
    onLate();
    process.exit(exitCode);
  };
  setTimeout(end, exitMs).unref();

  // A timer needs the event loop. A thread of its own ends the process also if the loop is busy.
  const kill = `setTimeout(() => process.kill(${process.pid}, 'SIGKILL'), ${killMs});`;
  new Worker(kill, { eval: true, execArgv: [], env: {} }).unref();
}
