/** The implementations that are measured. Each records one command after another. */
export type TargetName =
  | 'Emmett on Postgres'
  | 'bare writer'
  | 'bare group commit'
  | 'plain INSERT'
  | 'Rapporteur, in process'
  | 'Rapporteur, over HTTP';

/** Opens a target. `close` removes what it created. */
export type BenchmarkTargetFactory = () => Promise<BenchmarkTarget>;

/** An open target. */
export interface BenchmarkTarget {
  /** The process that does the work; undefined if it is this one. */
  readonly pid?: number | undefined;
  /**
   * Records one command, or its events, with the target's own checks. Resolves when they are
   * durable.
   * `worker` is the number of the caller; the calls of one worker are sequential.
   */
  record(worker: number): Promise<void>;
  close(): Promise<void>;
}
