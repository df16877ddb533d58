import {
  EMPTY_HEAD,
  type EventLog,
  hashPartitionIdentity,
  type LogBatch,
  LogError,
  readPartitionIdentity,
} from '@rapporteur/event-log';
import { EMPTY_PARTITION_STATE, type PartitionState } from '../partition-state.ts';
import { PartitionStore } from './partition-store.ts';
import { type StateStores, StateStoreError } from './state-store.ts';

/** The default of {@link StateKeeperOptions.saveEvents}. */
const SAVE_EVENTS = 10_000;

/** Returns a state without the changes that were written. */
export type DropWritten = (state: PartitionState) => PartitionState;

export interface StateKeeperOptions {
  readonly log: EventLog;
  readonly partition: number;
  /** Without stores the state is kept in memory only. */
  readonly stateStores?: StateStores | undefined;
  /** A state is written when it is this many events later than the one written last. */
  readonly saveEvents?: number | undefined;
  /** Called when a store cannot be used, does not match the log, or is damaged. */
  readonly onStoreProblem: (error: unknown, partition: number) => void;
}

/** Reads the state of a partition from its store at the start, and writes it as it grows. */
export class StateKeeper {
  readonly #options: StateKeeperOptions;
  #store: PartitionStore | undefined;
  #loading: Promise<PartitionState> | undefined;
  #writing: Promise<void> | undefined;
  /** SHA-256 of the first event; undefined while the partition is empty. */
  #identity: string | undefined;
  #writtenPseq = EMPTY_HEAD.pseq;
  /** Whether no event was read after the head of the stored state yet. */
  #isUnconfirmed = false;

  constructor(options: StateKeeperOptions) {
    this.#options = options;
  }

  /** Returns the stored state, once: an empty one if none is stored. Rejects if the log fails. */
  load(): Promise<PartitionState> {
    this.#loading ??= this.#load().catch((error: unknown) => {
      this.#loading = undefined;
      throw error;
    });
    return this.#loading;
  }

  /** Takes note of events that follow the stored state in the log. */
  confirm({ events }: LogBatch): void {
    this.#isUnconfirmed = false;
    const [first] = events;
    if (first?.event.pseq === 0) this.#identity = hashPartitionIdentity(first.bytes);
  }

  /** Returns whether an error says that the stored state does not match the log, or is damaged. */
  isStale(error: unknown): boolean {
    if (error instanceof StateStoreError) return true;
    return this.#isUnconfirmed && error instanceof LogError && error.code === 'LOG_TAIL_LOST';
  }

  /** Clears the store. The log must be read again from its beginning. */
  discard(error: unknown): void {
    const { partition, onStoreProblem } = this.#options;
    onStoreProblem(error, partition);
    this.#isUnconfirmed = false;
    this.#writtenPseq = EMPTY_HEAD.pseq;
    const store = this.#store;
    this.#store = undefined;
    const writing = this.#writing;
    this.#loading = (async () => {
      await writing;
      await this.#clear(store);
      return EMPTY_PARTITION_STATE;
    })();
  }

  /** Writes the state if that is due. `onWritten` may be called later, then before any change. */
  save(state: PartitionState, onWritten: (drop: DropWritten) => void): void {
    const { saveEvents = SAVE_EVENTS } = this.#options;
    const isDue = state.head.pseq - this.#writtenPseq >= saveEvents;
    if (isDue && this.#writing === undefined) this.#startWriting(state, onWritten);
  }

  /** Writes the last state, and closes the store. */
  async close(state: PartitionState): Promise<void> {
    await this.#loading?.catch(() => undefined);
    await this.#writing;
    if (state.head.pseq > this.#writtenPseq) this.#startWriting(state, () => undefined);
    await this.#writing;
    const store = this.#store;
    this.#store = undefined;
    await store?.close().catch(this.#report);
  }

  readonly #report = (error: unknown): void => {
    this.#options.onStoreProblem(error, this.#options.partition);
  };

  async #load(): Promise<PartitionState> {
    const { log, stateStores, partition } = this.#options;
    if (stateStores === undefined) return EMPTY_PARTITION_STATE;
    const { signal } = new AbortController();
    this.#identity = await readPartitionIdentity(log, partition, signal);
    try {
      this.#store ??= new PartitionStore(await stateStores.open(partition));
    } catch (error) {
      this.#report(error);
      return EMPTY_PARTITION_STATE;
    }

    const stored = this.#readStored(this.#store);
    if (stored === undefined) {
      await this.#clear(this.#store);
      return EMPTY_PARTITION_STATE;
    }
    this.#writtenPseq = stored.head.pseq;
    this.#isUnconfirmed = true;
    return stored;
  }

  #readStored(store: PartitionStore): PartitionState | undefined {
    if (this.#identity === undefined) return undefined;
    try {
      return store.read(this.#identity);
    } catch (error) {
      this.#report(error);
      return undefined;
    }
  }

  /** A store that cannot be cleared is not used. */
  async #clear(store: PartitionStore | undefined): Promise<void> {
    try {
      await store?.clear();
      this.#store = store;
    } catch (error) {
      this.#store = undefined;
      this.#report(error);
    }
  }

  #startWriting(state: PartitionState, onWritten: (drop: DropWritten) => void): void {
    const [store, identity] = [this.#store, this.#identity];
    if (store === undefined || identity === undefined) return;
    // After a failure the changes stay in memory, and the next attempt waits for as many events.
    this.#writtenPseq = state.head.pseq;
    const write = async (): Promise<void> => {
      try {
        const written = await store.write(state, identity);
        if (this.#store === store) onWritten((current) => store.withoutWritten(current, written));
      } catch (error) {
        this.#report(error);
      } finally {
        this.#writing = undefined;
      }
    };
    this.#writing = write();
  }
}
