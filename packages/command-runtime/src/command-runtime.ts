import {
  EMPTY_HEAD,
  type EventLog,
  type Head,
  isWriterOpened,
  type OwnerInfo,
  partitionOf,
  type LogPosition,
} from '@rapporteur/event-log';
import { type TermOwner, parseTermOwner } from './partition-state.ts';
import type { CommandOutcome, ParsedSubmission, CommandSubmission } from './command-outcome.ts';
import { PartitionRuntime } from './partition-runtime.ts';
import { isParsedSubmission, parseSubmission } from './parse-submission.ts';
import type { OwnershipState } from './partition-ownership.ts';
import { SYSTEM_TIMING, type Timing } from './timing.ts';

/** What the command runtime works with. */
export interface CommandRuntimeOptions {
  readonly log: EventLog;
  /** This instance, as the log names it. */
  readonly owner: OwnerInfo;
  /** The time of recording; default: this machine's clock. */
  readonly clock?: () => Date;
  readonly timing?: Timing;
  /** Told of what ends a partition's work until it is mended. */
  readonly onError?: (fault: unknown, partition: number) => void;
}

/** Where one partition stands, and who writes it. */
export interface PartitionStatus {
  readonly state: OwnershipState;
  readonly position: LogPosition;
  readonly term: number;
  readonly owner: OwnerInfo | null;
  /** Commands that wait for their answer. */
  readonly open: number;
}

/** Who writes a partition, as the log tells it here. */
export type PartitionOwner =
  | { readonly kind: 'us' | 'nobody' }
  | {
      readonly kind: 'other';
      readonly owner: OwnerInfo;
      /** When it was last heard of in the log. */ readonly lastEventAt: string;
    };

/** Decides commands from the log, and records what they come to: the only writer of the log. */
export class CommandRuntime {
  readonly #partitions: readonly PartitionRuntime[];
  readonly #owner: OwnerInfo;
  readonly #log: EventLog;

  constructor({ log, owner, clock, timing, onError: onFault }: CommandRuntimeOptions) {
    this.#owner = owner;
    this.#log = log;
    this.#partitions = Array.from(
      { length: log.partitions },
      (_, partition) =>
        new PartitionRuntime({
          log,
          partition,
          owner,
          clock: clock ?? (() => new Date()),
          timing: timing ?? SYSTEM_TIMING,
          onError: onFault ?? (() => undefined),
        }),
    );
  }

  /** Follows every partition, so that the first command need not wait for the whole log to be read. */
  start(): void {
    for (const partition of this.#partitions) partition.start();
  }

  /** Resolves when every partition was read to its end once. */
  async whenReady(): Promise<void> {
    await Promise.all(this.#partitions.map((partition) => partition.whenReady()));
  }

  /** Answers a command; rejects only for a fault of ours. */
  async submit(submission: CommandSubmission): Promise<CommandOutcome> {
    const read = parseSubmission(submission);
    return isParsedSubmission(read) ? this.submitParsed(read) : read;
  }

  /** As {@link submit}, for a command that was read already. */
  submitParsed(submission: ParsedSubmission): Promise<CommandOutcome> {
    const partition =
      this.#partitions[partitionOf(submission.command.collection, this.#partitions.length)];
    if (partition === undefined) throw new Error('the log has no partitions');
    return partition.submit(submission);
  }

  /** Who writes the partition of a collection. @throws LogError */
  async findOwner(collection: string): Promise<PartitionOwner> {
    const number = partitionOf(collection, this.#partitions.length);
    const { state, image } = this.#partitions[number]?.readStatus() ?? {};
    if (state === 'owning' || state === 'opening') return { kind: 'us' };
    // Where nobody was read of yet, somebody may have begun just now.
    const last = image?.owner ?? (await this.#lastOwner(number, image?.head ?? EMPTY_HEAD));
    if (last === undefined) return { kind: 'nobody' };
    // After a restart we are the owner that the log names, and nobody else answers for it.
    const isUs = last.owner === this.#owner.owner && last.url === this.#owner.url;
    return isUs
      ? { kind: 'us' }
      : { kind: 'other', owner: last, lastEventAt: image?.head.time ?? '' };
  }

  async #lastOwner(partition: number, from: Head): Promise<TermOwner | undefined> {
    let last: TermOwner | undefined;
    const { signal } = new AbortController();
    for await (const { events } of this.#log.read(partition, from, { follow: false, signal })) {
      const opened = events.findLast(({ event }) => isWriterOpened(event));
      if (opened !== undefined) last = parseTermOwner(opened.event);
    }
    return last;
  }

  readStatus(): readonly PartitionStatus[] {
    return this.#partitions.map((runtime, partition) => {
      const { state, image, open } = runtime.readStatus();
      const { pseq, term } = image.head;
      return { state, position: { partition, pseq }, term, owner: image.owner ?? null, open };
    });
  }

  /** Answers what waits, takes no more, and lets the partitions go. */
  async close(): Promise<void> {
    await Promise.all(this.#partitions.map((partition) => partition.close()));
  }
}
