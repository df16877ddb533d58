/** What is timed: each records one event after another, in its own way. */
export type TargetName =
  | 'Emmett on Postgres'
  | 'bare writer'
  | 'bare group commit'
  | 'plain INSERT'
  | 'Rapporteur, in process'
  | 'Rapporteur, over HTTP';

/** Makes ready to record; what it makes is dropped with `close`. */
export type BenchmarkTargetFactory = () => Promise<BenchmarkTarget>;

/** A candidate at work. */
export interface BenchmarkTarget {
  /**
   * Records one event, with whatever checks the candidate makes, and resolves when it will not be lost.
   * `worker` is the number of the caller: calls of one worker come one after another.
   */
  record(worker: number): Promise<void>;
  close(): Promise<void>;
}
