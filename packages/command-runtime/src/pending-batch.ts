import { type Bytes, COMMAND_BYTES_MAX, COMMAND_EVENTS_MAX } from '@rapporteur/event-log';
import type { CommandOutcome, CommandRecorded } from './command-outcome.ts';
import type { AppendDecision } from './decide-command.ts';
import type { PartitionState } from './partition-state.ts';
import type { PendingCommand } from './pending-command.ts';

export interface HeldOutcome {
  readonly command: PendingCommand;
  readonly outcome: CommandOutcome;
}

function createOutcome(
  { state, commandId, events, already, stream, version, similarIds }: AppendDecision,
  collection: string,
  partition: number,
): CommandRecorded {
  return {
    kind: 'recorded',
    commandId,
    collection,
    stream,
    position: { partition, pseq: state.head.pseq },
    events,
    already,
    version,
    similarIds,
    repeated: false,
  };
}

/** Commands whose events are appended together, and the outcomes that depend on that append. */
export class PendingBatch {
  readonly bytes: Bytes[] = [];
  /** The recording time of all its events; empty while it has none. */
  time = '';
  #size = 0;
  #partitionState: PartitionState | undefined;
  readonly #held: HeldOutcome[] = [];
  /** Keyed by the sequence of the first event. */
  readonly #recorded = new Map<number, CommandRecorded>();
  readonly #recording: { readonly command: PendingCommand; readonly commandId: string }[] = [];

  get isEmpty(): boolean {
    return this.bytes.length === 0;
  }

  /** The partition's state after this batch. */
  get partitionState(): PartitionState {
    if (this.#partitionState === undefined) throw new Error('An empty batch has no state.');
    return this.#partitionState;
  }

  replaceState(state: PartitionState): void {
    this.#partitionState = state;
  }

  /** Returns whether the events can be appended with those of the batch. */
  fits({ bytes, size }: AppendDecision): boolean {
    return (
      this.isEmpty ||
      (this.bytes.length + bytes.length <= COMMAND_EVENTS_MAX &&
        this.#size + size <= COMMAND_BYTES_MAX)
    );
  }

  add(command: PendingCommand, decision: AppendDecision, partition: number): void {
    const { bytes, size, state, commandId, opening } = decision;
    for (const event of bytes) this.bytes.push(event);
    this.time = state.head.time;
    this.#size += size;
    this.#partitionState = state;

    const { collection } = command.submission.command;
    const toOutcome = (recorded: AppendDecision) => createOutcome(recorded, collection, partition);
    const outcome = toOutcome(decision);
    if (opening !== undefined) this.#setRecorded(toOutcome(opening));
    const events = decision.events.slice(opening?.events.length ?? 0);
    this.#setRecorded({ ...outcome, events });
    this.#recording.push({ command, commandId });
    this.#held.push({ command, outcome });
  }

  #setRecorded(outcome: CommandRecorded): void {
    this.#recorded.set(outcome.events[0]?.pseq ?? 0, outcome);
  }

  /** Holds an outcome until this batch is committed. */
  holdOutcome(command: PendingCommand, outcome: CommandOutcome): void {
    this.#held.push({ command, outcome });
  }

  /** Returns the outcome of the command that begins at this sequence, if it is in the batch. */
  findRecorded(first: number): CommandRecorded | undefined {
    return this.#recorded.get(first);
  }

  recordAppendAttempt(term: number): void {
    for (const { command, commandId } of this.#recording)
      command.recordAppendAttempt(term, commandId);
  }

  /** Settles every held outcome, after the commit. */
  resolveAll(): void {
    for (const { command, outcome } of this.#held) command.resolve(outcome);
  }

  /** Returns the commands with a held outcome, in the order of their submission. */
  listCommands(): readonly PendingCommand[] {
    return this.#held.map(({ command }) => command);
  }

  /** The commands whose events are in the batch. */
  get recordingCommands(): readonly PendingCommand[] {
    return this.#recording.map(({ command }) => command);
  }
}
