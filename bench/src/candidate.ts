/** Something that records events, to be timed beside others. */
export interface Candidate {
  readonly name: string;
  /** Makes ready to record; what it makes is dropped with `close`. */
  open(): Promise<Opened>;
}

/** A candidate at work. */
export interface Opened {
  /**
   * Records one event, with whatever checks the candidate makes, and resolves when it will not be lost.
   * `worker` is the number of the caller: calls of one worker come one after another.
   */
  record(worker: number): Promise<void>;
  close(): Promise<void>;
}
