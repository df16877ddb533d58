import type { EventCriteria } from '@rapporteur/contracts';
import {
  type CollectionState,
  findEvents,
  findRecordedActor,
  type FoundEvent,
  type RecordedActor,
} from '@rapporteur/domain';
import {
  EMPTY_HEAD,
  type EventLog,
  type Head,
  isWriterOpened,
  type LogPosition,
  type OwnerInfo,
  computePartition,
} from '@rapporteur/event-log';
import type {
  CommandOutcome,
  CommandSubmission,
  ParsedCommandSubmission,
} from './command-outcome.ts';
import { isParsedSubmission, parseCommandSubmission } from './parse-command-submission.ts';
import type { OwnershipState } from './partition-lifecycle.ts';
import { PartitionRuntime } from './partition-runtime.ts';
import { parseTermOwner, type TermOwner } from './partition-state.ts';
import type { StateStores } from './state-store/state-store.ts';
import { SYSTEM_TIMING, type Timing } from './timing.ts';

export interface CommandRuntimeOptions {
  readonly log: EventLog;
  /** This instance, as the log names it. */
  readonly owner: OwnerInfo;
  /** Returns the recording time; default: this machine's clock. */
  readonly clock?: () => Date;
  readonly timing?: Timing;
  /** Called with a permanent error of a partition, which then accepts no more commands. */
  readonly onError?: (error: unknown, partition: number) => void;
  /** Where the state is kept between two starts; without it, in memory only. */
  readonly stateStores?: StateStores;
  /** The events after which the state is stored again; default: 10,000. */
  readonly saveEvents?: number | undefined;
  /** Called when a state store cannot be used, does not match the log, or is damaged. */
  readonly onStoreProblem?: (error: unknown, partition: number) => void;
  /** Called with the time by which the clock is behind the last event of a partition. */
  readonly onClockBehind?: (behindMs: number, partition: number) => void;
}

/** The state of one partition and its owner. */
export interface PartitionStatus {
  readonly state: OwnershipState;
  readonly position: LogPosition;
  readonly term: number;
  readonly owner: OwnerInfo | null;
  readonly pendingCount: number;
}

/** The owner of a partition, as far as this instance has read the log. */
export type PartitionOwner =
  | { readonly kind: 'self' | 'none' }
  | {
      readonly kind: 'other';
      readonly instance: OwnerInfo;
      /** The time of the partition's last event; empty if it is unknown. */
      readonly lastEventAt: string;
    };

/** The longest wait of a reader for an event that another instance recorded just now. */
const POSITION_WAIT_MAX_MS = 5_000;
const WAIT_STEP_MS = 20;

/** Decides commands on the log's state and records their events: the only writer of the log. */
export class CommandRuntime {
  readonly #partitions: readonly PartitionRuntime[];
  readonly #owner: OwnerInfo;
  readonly #log: EventLog;
  readonly #timing: Timing;

  constructor(options: CommandRuntimeOptions) {
    const { log, owner, clock, timing, onError, onClockBehind } = options;
    this.#timing = timing ?? SYSTEM_TIMING;
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
          onError: onError ?? (() => undefined),
          onClockBehind: onClockBehind ?? (() => undefined),
          stateStores: options.stateStores,
          saveEvents: options.saveEvents,
          onStoreProblem: options.onStoreProblem ?? (() => undefined),
        }),
    );
  }

  /** Follows every partition, so that the first command does not wait until the log is read. */
  start(): void {
    for (const partition of this.#partitions) partition.start();
  }

  /** Resolves when the end of every partition was reached once. */
  async whenReady(): Promise<void> {
    await Promise.all(this.#partitions.map((partition) => partition.whenReady()));
  }

  /** Returns the outcome of a command. Rejects only with an internal error. */
  async submit(submission: CommandSubmission): Promise<CommandOutcome> {
    const parsed = parseCommandSubmission(submission);
    return isParsedSubmission(parsed) ? this.submitParsed(parsed) : parsed;
  }

  /** Does the same as {@link submit} for a submission that was parsed before. */
  submitParsed(submission: ParsedCommandSubmission): Promise<CommandOutcome> {
    const number = computePartition(submission.command.collection, this.#partitions.length);
    const partition = this.#partitions[number];
    if (partition === undefined) throw new Error('The log has no partitions.');
    return partition.submit(submission);
  }

  /** Returns the owner of a collection's partition. Throws a LogError if the log cannot be read. */
  async findOwner(collection: string): Promise<PartitionOwner> {
    const number = computePartition(collection, this.#partitions.length);
    const { state, partitionState } = this.#partitions[number]?.readStatus() ?? {};
    if (state === 'owning' || state === 'opening') return { kind: 'self' };

    // If no owner was read yet, one may have opened the partition since.
    const head = partitionState?.head ?? EMPTY_HEAD;
    const owner = partitionState?.owner ?? (await this.#readOwner(number, head));
    if (owner === undefined) return { kind: 'none' };

    // After a restart the log still names this instance: no other instance owns the partition.
    const isSelf = owner.instance === this.#owner.instance && owner.url === this.#owner.url;
    return isSelf ? { kind: 'self' } : { kind: 'other', instance: owner, lastEventAt: head.time };
  }

  async #readOwner(partition: number, from: Head): Promise<TermOwner | undefined> {
    const options = { follow: false, signal: new AbortController().signal };
    let owner: TermOwner | undefined;
    for await (const { events } of this.#log.read(partition, from, options)) {
      const opened = events.findLast(({ event }) => isWriterOpened(event));
      if (opened !== undefined) owner = parseTermOwner(opened.event);
    }
    return owner;
  }

  /**
   * Returns the actors of a collection with these ids, as far as it knows them. Reads the log as
   * far as this instance has folded it; rejects with a LogError if the log cannot be read.
   */
  async findActors(collection: string, ids: readonly string[]): Promise<readonly RecordedActor[]> {
    return this.#query(collection, -1, (state) =>
      ids.flatMap((id) => findRecordedActor(state, id) ?? []),
    );
  }

  /**
   * Returns the events of a collection that fit the criteria. Reads and rejects like findActors, but
   * waits for the event with the given number in the partition, for a few seconds at most.
   */
  async findEvents(
    collection: string,
    criteria: EventCriteria,
    minPseq = -1,
  ): Promise<readonly FoundEvent[]> {
    return this.#query(collection, minPseq, (state) => findEvents(state, criteria));
  }

  async #query<T>(
    collection: string,
    minPseq: number,
    find: (state: CollectionState) => readonly T[],
  ): Promise<readonly T[]> {
    const number = computePartition(collection, this.#partitions.length);
    const partition = this.#partitions[number];
    if (partition === undefined) throw new Error('The log has no partitions.');
    partition.start();
    await partition.whenReady();
    const isBehind = (): boolean => partition.readStatus().partitionState.head.pseq < minPseq;
    const { signal } = new AbortController();
    for (let waitedMs = 0; isBehind() && waitedMs < POSITION_WAIT_MAX_MS; waitedMs += WAIT_STEP_MS)
      await this.#timing.delay(WAIT_STEP_MS, signal);
    const { collections } = partition.readStatus().partitionState;
    const state = collections.get(collection)?.state;
    try {
      return state === undefined ? [] : find(state);
    } catch (error) {
      if (!partition.recoverFrom(error)) throw error;
      return this.#query(collection, minPseq, find);
    }
  }

  readStatus(): readonly PartitionStatus[] {
    return this.#partitions.map((runtime, partition) => {
      const { state, partitionState, pendingCount } = runtime.readStatus();
      const { pseq, term } = partitionState.head;
      const owner = partitionState.owner ?? null;
      return { state, position: { partition, pseq }, term, owner, pendingCount };
    });
  }

  /** Settles the pending commands, accepts no more, and releases the partitions. */
  async close(): Promise<void> {
    await Promise.all(this.#partitions.map((partition) => partition.close()));
  }
}
