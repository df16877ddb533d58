import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import type { Envelope } from '@rapporteur/contracts';
import {
  type Bytes,
  type CommittedRange,
  EMPTY_HEAD,
  InMemoryLog,
  InMemoryStore,
  type LogBatch,
  type RecordedEvent,
  type Writer,
} from '@rapporteur/event-log';
import type { CommandOutcome, CommandRecorded } from '../command-outcome.ts';
import { CommandRuntime } from '../command-runtime.ts';
import { IDLE_CHECK_INTERVAL_MS } from '../idle-watch.ts';
import { DEADLINE_CHECK_INTERVAL_MS } from '../deadline-watch.ts';
import { DRAIN_TIMEOUT_MS } from '../partition-runtime.ts';
import type { StateStores } from '../state-store/state-store.ts';
import type { Timing } from '../timing.ts';

/** A back-off passes this much faster in a test. */
const SPEED_UP = 2_000;

// Only the length distinguishes them from back-offs, so no back-off of a test may have one of these.
const PERIODIC_DELAYS_MS: readonly number[] = [
  DEADLINE_CHECK_INTERVAL_MS,
  DRAIN_TIMEOUT_MS,
  IDLE_CHECK_INTERVAL_MS,
];

/** A clock that only advances by the back-offs and by calls of `advance`. */
export class TestTiming implements Timing {
  /** The back-offs in milliseconds, in order. */
  readonly backoffs: number[] = [];
  readonly #random: () => number;
  #now = 0;
  #advanced = Promise.withResolvers<void>();

  constructor(random: () => number = Math.random) {
    this.#random = random;
  }

  now(): number {
    return this.#now;
  }

  async delay(ms: number, signal: AbortSignal): Promise<void> {
    if (PERIODIC_DELAYS_MS.includes(ms)) {
      const aborted = Promise.withResolvers<void>();
      signal.addEventListener('abort', () => aborted.resolve(), { once: true });
      await Promise.race([this.#advanced.promise, aborted.promise]);
      return;
    }

    this.backoffs.push(ms);
    await sleep(ms / SPEED_UP, undefined, { signal }).catch(() => undefined);
    this.#now += ms;
  }

  /** Advances the clock and ends the periodic delays. */
  advance(ms: number): void {
    this.#now += ms;
    this.#advanced.resolve();
    this.#advanced = Promise.withResolvers();
  }

  defer(callback: () => void): void {
    setImmediate(callback);
  }

  random(): number {
    return this.#random();
  }
}

/** Hooks into the log's operations. */
export interface LogHooks {
  /** Called with the sequence number after which is read. */
  beforeRead?: (after: number) => void;
  beforeOpen?: () => Promise<void>;
  /** Runs between the end of a read and its return to the caller. */
  afterRead?: () => Promise<void>;
  beforeCommit?: (events: readonly RecordedEvent[]) => Promise<void>;
  afterCommit?: (events: readonly RecordedEvent[]) => Promise<void>;
  /** Changes the range that an append returns. */
  mapCommitted?: (committed: CommittedRange) => CommittedRange;
}

/** A log in memory that runs hooks and counts the events that are read. */
class HookedLog extends InMemoryLog {
  readonly #hooks: LogHooks;
  readonly #countRead: (events: number) => void;

  constructor(store: InMemoryStore, hooks: LogHooks, countRead: (events: number) => void) {
    super(store);
    this.#hooks = hooks;
    this.#countRead = countRead;
  }

  override async openWriter(
    ...[partition, owner, from, onBatch]: Parameters<InMemoryLog['openWriter']>
  ): Promise<Writer> {
    const writer = await super.openWriter(partition, owner, from, (batch) => {
      this.#countRead(batch.events.length);
      onBatch(batch);
    });
    return {
      term: writer.term,
      append: async (events) => {
        const committed = await writer.append(events);
        return this.#hooks.mapCommitted?.(committed) ?? committed;
      },
      close: () => writer.close(),
    };
  }

  override async *read(...reading: Parameters<InMemoryLog['read']>): AsyncIterable<LogBatch> {
    const [, from] = reading;
    this.#hooks.beforeRead?.(typeof from === 'number' ? from - 1 : from.pseq);
    for await (const batch of super.read(...reading)) {
      this.#countRead(batch.events.length);
      yield batch;
    }
    await this.#hooks.afterRead?.();
  }
}

/** A log in memory with runtimes on it. */
export class RuntimeFixture {
  readonly hooks: LogHooks = {};
  readonly store: InMemoryStore;
  now = new Date('2026-01-01T12:00:00.000Z');
  readonly storeProblems: unknown[] = [];
  /** The number of events that the runtimes have read. */
  eventsRead = 0;

  constructor(partitions = 1) {
    this.store = new InMemoryStore({
      partitions,
      clock: () => this.now,
      // The commit of a writer's opening has no events.
      beforeCommit: async (_partition, events) =>
        events.length > 0 ? this.hooks.beforeCommit?.(events) : this.hooks.beforeOpen?.(),
      afterCommit: async (_partition, events) =>
        events.length > 0 ? this.hooks.afterCommit?.(events) : undefined,
    });
  }

  /** Creates another runtime on the log, like another process. */
  createRuntime(
    owner = 'instance-1',
    timing: Timing = new TestTiming(),
    stateStores?: StateStores,
  ): CommandRuntime {
    const log = new HookedLog(this.store, this.hooks, (events) => (this.eventsRead += events));
    return new CommandRuntime({
      log,
      owner: { instance: owner },
      clock: () => this.now,
      timing,
      ...(stateStores !== undefined && { stateStores }),
      onStoreProblem: (error) => this.storeProblems.push(error),
    });
  }

  /** Writes events into the empty log. */
  async restore(events: readonly Bytes[]): Promise<void> {
    const chunks = async function* () {
      yield events;
    };
    await new InMemoryLog(this.store).restore(0, chunks());
  }

  /** Returns every event of a partition, in order. */
  async readEvents(partition = 0): Promise<readonly Envelope[]> {
    const options = { follow: false, signal: new AbortController().signal };
    const found: Envelope[] = [];
    for await (const { events } of new InMemoryLog(this.store).read(
      partition,
      EMPTY_HEAD,
      options,
    )) {
      found.push(...events.map(({ event }) => event));
    }
    return found;
  }
}

/** Lets the event loop run several times. */
export async function flushEventLoop(count = 10): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) await nextTurn();
}

/** Returns the outcome if the command was recorded, and throws otherwise. */
export function expectRecorded(outcome: CommandOutcome): CommandRecorded {
  if (outcome.kind !== 'recorded')
    throw new Error(`The command was not recorded: ${JSON.stringify(outcome)}`);
  return outcome;
}

/** A barrier that blocks its callers until it is opened. */
export class ManualBarrier {
  readonly #opened = Promise.withResolvers<void>();
  readonly #reached = Promise.withResolvers<void>();

  /** Resolves when the first caller waits. */
  get reached(): Promise<void> {
    return this.#reached.promise;
  }

  wait(): Promise<void> {
    this.#reached.resolve();
    return this.#opened.promise;
  }

  open(): void {
    this.#opened.resolve();
  }
}
