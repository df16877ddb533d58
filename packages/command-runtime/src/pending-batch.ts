import { BATCH_BYTES_MAX, BATCH_EVENTS_MAX, type Bytes } from '@rapporteur/event-log';
import type { PartitionState } from './partition-state.ts';
import type { AppendDecision } from './decide-command.ts';
import type { CommandOutcome, CommandRecorded } from './command-outcome.ts';
import type { PendingCommand } from './pending-command.ts';

interface HeldOutcome {
  readonly command: PendingCommand;
  readonly outcome: CommandOutcome;
}

/** Commands that go to the log together, in order, and every answer that may be told only once they are there. */
export class PendingBatch {
  readonly bytes: Bytes[] = [];
  /** The recording time of all its events; '' while it has none. */
  time = '';
  #size = 0;
  #image: PartitionState | undefined;
  readonly #held: HeldOutcome[] = [];
  /** By the sequence of the first event. */
  readonly #recorded = new Map<number, CommandRecorded>();
  readonly #recorders: { readonly listCommands: PendingCommand; readonly commandId: string }[] = [];

  get isEmpty(): boolean {
    return this.bytes.length === 0;
  }

  /** Where the partition stands with it. */
  get partitionState(): PartitionState {
    if (this.#image === undefined) throw new Error('an empty batch leads nowhere');
    return this.#image;
  }

  fits({ bytes, size }: AppendDecision): boolean {
    return (
      this.bytes.length + bytes.length <= BATCH_EVENTS_MAX && this.#size + size <= BATCH_BYTES_MAX
    );
  }

  add(listCommands: PendingCommand, appendix: AppendDecision, partition: number): void {
    const {
      bytes,
      size,
      state: image,
      commandId,
      events,
      already,
      stream,
      version,
      similarIds: nearMisses,
    } = appendix;
    const { collection } = listCommands.submission.command;
    const position = { partition, pseq: image.head.pseq };
    const about = { commandId, collection, stream, position };
    const recorded: CommandRecorded = {
      kind: 'recorded',
      ...about,
      events,
      already,
      version,
      similarIds: nearMisses,
      repeated: false,
    };
    for (const event of bytes) this.bytes.push(event);
    this.time = image.head.time;
    this.#size += size;
    this.#image = image;
    this.#recorded.set(image.head.pseq - events.length + 1, recorded);
    this.#recorders.push({ listCommands: listCommands, commandId });
    this.#held.push({ command: listCommands, outcome: recorded });
  }

  /** Keeps an answer that rests on this batch. */
  holdOutcome(listCommands: PendingCommand, outcome: CommandOutcome): void {
    this.#held.push({ command: listCommands, outcome });
  }

  /** What the command whose events begin there is going to be answered, if it is of this batch. */
  findRecorded(first: number): CommandRecorded | undefined {
    return this.#recorded.get(first);
  }

  recordAppendAttempt(term: number): void {
    for (const { listCommands: waiting, commandId } of this.#recorders)
      waiting.recordAppendAttempt(term, commandId);
  }

  /** It is in the log: everyone gets the answer. */
  resolveAll(): void {
    for (const { command: waiting, outcome } of this.#held) waiting.resolve(outcome);
  }

  /** Those who wait for it, in the order they came. */
  listCommands(): readonly PendingCommand[] {
    return this.#held.map(({ command: waiting }) => waiting);
  }

  /** The commands whose events it carries. */
  get recordingCommands(): readonly PendingCommand[] {
    return this.#recorders.map(({ listCommands: waiting }) => waiting);
  }
}
