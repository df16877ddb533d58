/** The implementations that are measured. Each records one event after another. */
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
  /**
   * Records one event with the target's own checks. Resolves when the event is durable.
   * `worker` is the number of the caller; the calls of one worker are sequential.
   */
  record(worker: number): Promise<void>;
  close(): Promise<void>;
}
