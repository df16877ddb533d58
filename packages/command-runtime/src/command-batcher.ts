/**
 * Decides the queued commands of one partition and gathers their events into batches.
 *
 * Invariants, each with its test in `command-batcher.spec.ts`:
 * 1. One batch is sent at a time; the next one gathers ("gathers commands while a batch is sent").
 * 2. A command's events are in one batch ("never splits a command or exceeds the limit").
 * 3. A command is decided on the committed state with the uncommitted batches laid over it. An
 *    outcome that depends on a batch is held until its commit ("holds every outcome that depends on
 *    a batch").
 * 4. A lost batch returns its commands to the front of the queue, in the order of their submission
 *    ("decides again the commands that depended on a lost batch").
 */
import type { CommandOutcome } from './command-outcome.ts';
import { type CommandDecision, decideCommand } from './decide-command.ts';
import type { CommandEntry, PartitionState } from './partition-state.ts';
import { type HeldOutcome, PendingBatch } from './pending-batch.ts';
import type { PendingCommand } from './pending-command.ts';
import type { RecordedCommandReader } from './recorded-command-reader.ts';
import { StateStoreError } from './state-store/state-store.ts';
import { computeRecordingTime } from './timing.ts';

type RepeatedDecision = Extract<CommandDecision, { kind: 'repeated' }>;

export interface CommandBatcherOptions {
  readonly partition: number;
  /** Returns the recording time. */
  readonly clock: () => Date;
  readonly recordedCommands: RecordedCommandReader;
  /** Called when the clock is behind the last event of the partition: its times no longer advance. */
  readonly onClockBehind: (behindMs: number, partition: number) => void;
}

/** The report of a clock that is behind the log. */
export type ClockReport = Pick<CommandBatcherOptions, 'onClockBehind'>;

/** Smaller differences are those of the clocks of several machines. */
const CLOCK_BEHIND_MS_MAX = 2_000;

export class CommandBatcher {
  readonly #options: CommandBatcherOptions;
  /** Not decided yet, in the order of their submission. */
  #queue: PendingCommand[] = [];
  /** The committed state with the sent and the gathering batch; undefined while both are empty. */
  #overlay: PartitionState | undefined;
  #sent: PendingBatch | undefined;
  #gathering = new PendingBatch();
  #unconfirmed: HeldOutcome[] = [];

  constructor(options: CommandBatcherOptions) {
    this.#options = options;
  }

  /** The batch that is being appended. */
  get sentBatch(): PendingBatch | undefined {
    return this.#sent;
  }

  get canSend(): boolean {
    return this.#sent === undefined && !this.#gathering.isEmpty;
  }

  get hasQueued(): boolean {
    return this.#queue.length > 0;
  }

  /** Outcomes that depend on no batch. They need a confirmation of the ownership. */
  get unconfirmedCount(): number {
    return this.#unconfirmed.length;
  }

  enqueue(command: PendingCommand): void {
    this.#queue.push(command);
  }

  /** Decides queued commands until the events of one do not fit into the gathering batch. */
  decideQueued(committed: PartitionState, term: number): void {
    let decided = 0;
    for (const command of this.#queue) {
      if (command.isPending && !this.#gather(command, committed, term)) break;
      decided += 1;
    }
    this.#queue.splice(0, decided);
  }

  /** Starts the next batch and returns the gathered one, which the caller must append. */
  startSending(term: number): PendingBatch {
    const batch = this.#gathering;
    this.#sent = batch;
    this.#gathering = new PendingBatch();
    batch.recordAppendAttempt(term);
    return batch;
  }

  /** Ends the append of the sent batch. Its held outcomes are settled by the caller. */
  finishSending(): void {
    this.#sent = undefined;
    if (this.#gathering.isEmpty) this.#overlay = undefined;
  }

  /** Replaces the states of the batches by ones with the same values. */
  replaceStates(replace: (state: PartitionState) => PartitionState): void {
    const newest = this.#overlay;
    const replaced = newest && replace(newest);
    this.#overlay = replaced;
    for (const batch of [this.#sent, this.#gathering]) {
      if (batch === undefined || batch.isEmpty) continue;
      const isNewest = batch.partitionState === newest && replaced !== undefined;
      batch.replaceState(isNewest ? replaced : replace(batch.partitionState));
    }
  }

  /** Drops both batches and returns every command without an outcome to the queue. */
  returnToQueue(): void {
    const batches = [...(this.#sent === undefined ? [] : [this.#sent]), this.#gathering];
    const unconfirmed = this.#unconfirmed.map(({ command }) => command);
    this.#queue = [
      ...unconfirmed,
      ...batches.flatMap((batch) => batch.listCommands()),
      ...this.#queue,
    ];

    this.#sent = undefined;
    this.#gathering = new PendingBatch();
    this.#unconfirmed = [];
    this.#overlay = undefined;
  }

  /** Settles the oldest `count` unconfirmed outcomes. */
  resolveUnconfirmed(count: number): void {
    for (const { command, outcome } of this.#unconfirmed.splice(0, count)) command.resolve(outcome);
  }

  /** Settles a command by the committed state alone, without recording anything. */
  resolveByState(command: PendingCommand, committed: PartitionState): void {
    const decision = this.#decide(command, committed, committed.head.term);
    if (decision?.kind === 'repeated') this.#resolveRepeated(command, decision);
    else if (decision?.kind === 'outcome') command.resolve(decision.outcome);
  }

  /** Empties the queue: recorded commands get their first outcome, all others `fallback`. */
  resolveRecorded(committed: PartitionState, fallback: CommandOutcome): void {
    for (const command of this.#queue.splice(0)) {
      const decision = this.#decide(command, committed, committed.head.term);
      if (decision?.kind === 'repeated') this.#resolveRepeated(command, decision);
      else command.resolve(fallback);
    }
  }

  /** Returns false if the command's events do not fit into the gathering batch. */
  #gather(command: PendingCommand, committed: PartitionState, term: number): boolean {
    const decision = this.#decide(command, this.#overlay ?? committed, term);
    if (decision?.kind === 'append') {
      if (!this.#gathering.fits(decision)) return false;
      this.#gathering.add(command, decision, this.#options.partition);
      this.#overlay = decision.state;
    } else if (decision?.kind === 'repeated') {
      this.#resolveRepeated(command, decision);
    } else if (decision?.kind === 'outcome') {
      this.#holdOutcome(command, decision.outcome);
    }
    return true;
  }

  /** Returns the decision. After an internal error it rejects the command and returns undefined. */
  #decide(
    command: PendingCommand,
    state: PartitionState,
    term: number,
  ): CommandDecision | undefined {
    const { partition } = this.#options;
    const time = this.#gathering.time || this.#computeTime(state.head.time);
    try {
      return decideCommand({ partition, state, term, time }, command.submissionToDecide);
    } catch (error) {
      if (error instanceof StateStoreError) throw error;
      // The state is persistent, so a failed decision leaves nothing behind.
      command.reject(error);
      return undefined;
    }
  }

  #computeTime(last: string): string {
    const { partition, clock, onClockBehind } = this.#options;
    const now = clock();
    const behindMs = Date.parse(last) - now.getTime();
    if (behindMs > CLOCK_BEHIND_MS_MAX) onClockBehind(behindMs, partition);
    return computeRecordingTime(last, now);
  }

  #holdOutcome(command: PendingCommand, outcome: CommandOutcome): void {
    const batch = this.#gathering.isEmpty ? this.#sent : this.#gathering;
    if (batch === undefined) this.#unconfirmed.push({ command, outcome });
    else batch.holdOutcome(command, outcome);
  }

  #resolveRepeated(command: PendingCommand, decision: RepeatedDecision): void {
    for (const batch of [this.#gathering, this.#sent]) {
      const recorded = batch?.findRecorded(decision.entry.first);
      if (batch === undefined || recorded === undefined) continue;
      batch.holdOutcome(command, { ...recorded, similarIds: [], repeated: true });
      return;
    }
    this.#resolveFromLog(command, decision, decision.entry).catch((error: unknown) =>
      command.reject(error),
    );
  }

  async #resolveFromLog(
    command: PendingCommand,
    { commandId, stream }: RepeatedDecision,
    entry: CommandEntry,
  ): Promise<void> {
    const events = await this.#options.recordedCommands.readEvents(entry);
    const firstTerm = events[0]?.term ?? 0;
    command.resolve({
      kind: 'recorded',
      commandId,
      collection: command.submission.command.collection,
      stream,
      position: { partition: this.#options.partition, pseq: entry.first + entry.count - 1 },
      events,
      already: null,
      version: events.findLast(({ subject }) => subject === stream)?.streamversion ?? null,
      similarIds: [],
      // This submission may have recorded them without a confirmation: then it is not repeated.
      repeated: !command.attemptedTerms.includes(firstTerm),
    });
  }
}
