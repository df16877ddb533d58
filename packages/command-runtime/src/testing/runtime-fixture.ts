/** What tests of the runtime share: a log whose commits can be held back or lost, time that runs fast, and the log read back. */
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import type { Envelope } from '@rapporteur/contracts';
import {
  type LogBatch,
  type CommittedRange,
  EMPTY_HEAD,
  InMemoryLog,
  InMemoryStore,
  type RecordedEvent,
  type Writer,
} from '@rapporteur/event-log';
import { CommandRuntime } from '../command-runtime.ts';
import type { CommandOutcome, CommandRecorded } from '../command-outcome.ts';
import { CLOSING_MS, SWEEP_INTERVAL_MS } from '../partition-runtime.ts';
import { IDLE_CHECK_INTERVAL_MS } from '../partition-ownership.ts';
import type { Timing } from '../timing.ts';

/** How much faster than the world a back-off passes in a test. */
const HASTE = 2_000;

/** Time that does not pass but by the back-offs that are waited for, and by what a test lets pass. */
export class TestTiming implements Timing {
  /** The back-offs, in milliseconds, in order. */
  readonly backoffs: number[] = [];
  readonly #random: () => number;
  #now = 0;
  #sweeps = Promise.withResolvers<void>();

  constructor(random: () => number = Math.random) {
    this.#random = random;
  }

  now(): number {
    return this.#now;
  }

  async delay(ms: number, signal: AbortSignal): Promise<void> {
    if ([SWEEP_INTERVAL_MS, CLOSING_MS, IDLE_CHECK_INTERVAL_MS].includes(ms)) {
      const aborted = Promise.withResolvers<void>();
      signal.addEventListener('abort', () => aborted.resolve(), { once: true });
      await Promise.race([this.#sweeps.promise, aborted.promise]);
      return;
    }
    this.backoffs.push(ms);
    await sleep(ms / HASTE, undefined, { signal }).catch(() => undefined);
    this.#now += ms;
  }

  /** Lets time pass, and the runtime look at its deadlines. */
  advance(ms: number): void {
    this.#now += ms;
    this.#sweeps.resolve();
    this.#sweeps = Promise.withResolvers();
  }

  defer(callback: () => void): void {
    setImmediate(callback);
  }

  random(): number {
    return this.#random();
  }
}

/** What happens to a batch on its way into the log and back. */
export interface LogHooks {
  beforeOpen?: () => Promise<void>;
  /** Between the end that a read found and who asked for it. */
  afterRead?: () => Promise<void>;
  beforeCommit?: (events: readonly RecordedEvent[]) => Promise<void>;
  afterCommit?: (events: readonly RecordedEvent[]) => Promise<void>;
  /** What a writer is told of where its batch landed. */
  mapCommitted?: (committed: CommittedRange) => CommittedRange;
}

/** A log in memory that tells how many events are read from it, and may say of a batch what is not so. */
class HookedLog extends InMemoryLog {
  readonly #way: LogHooks;
  readonly #count: (events: number) => void;

  constructor(store: InMemoryStore, way: LogHooks, count: (events: number) => void) {
    super(store);
    this.#way = way;
    this.#count = count;
  }

  override async openWriter(
    ...[partition, owner, from, onBatch]: Parameters<InMemoryLog['openWriter']>
  ): Promise<Writer> {
    const writer = await super.openWriter(partition, owner, from, (batch) => {
      this.#count(batch.events.length);
      onBatch(batch);
    });
    return {
      term: writer.term,
      append: async (events) => {
        const committed = await writer.append(events);
        return this.#way.mapCommitted?.(committed) ?? committed;
      },
      close: () => writer.close(),
    };
  }

  override async *read(...reading: Parameters<InMemoryLog['read']>): AsyncIterable<LogBatch> {
    for await (const batch of super.read(...reading)) {
      this.#count(batch.events.length);
      yield batch;
    }
    await this.#way.afterRead?.();
  }
}

/** A log in memory and runtimes on it. */
export class RuntimeFixture {
  readonly hooks: LogHooks = {};
  readonly store: InMemoryStore;
  now = new Date('2026-01-01T12:00:00.000Z');
  /** How many events runtimes have read. */
  eventsRead = 0;

  constructor(partitions = 1) {
    this.store = new InMemoryStore({
      partitions,
      clock: () => this.now,
      // An opening comes without events of its own.
      beforeCommit: async (_partition, events) =>
        events.length > 0 ? this.hooks.beforeCommit?.(events) : this.hooks.beforeOpen?.(),
      afterCommit: async (_partition, events) =>
        events.length > 0 ? this.hooks.afterCommit?.(events) : undefined,
    });
  }

  /** A runtime of its own on the log, as another process would have one. */
  createRuntime(owner = 'desk-1', timing: Timing = new TestTiming()): CommandRuntime {
    const log = new HookedLog(this.store, this.hooks, (events) => (this.eventsRead += events));
    return new CommandRuntime({ log, owner: { owner }, clock: () => this.now, timing });
  }

  /** Every event of the log, in order. */
  async readEvents(partition = 0): Promise<readonly Envelope[]> {
    const found: Envelope[] = [];
    const options = { follow: false, signal: new AbortController().signal };
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

/** Lets everything run that can run now. */
export async function flushEventLoop(count = 10): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) await nextTurn();
}

/** The outcome of a command that is meant to be recorded. */
export function expectRecorded(outcome: CommandOutcome): CommandRecorded {
  if (outcome.kind !== 'recorded')
    throw new Error(`it was not recorded: ${JSON.stringify(outcome)}`);
  return outcome;
}

/** A gate that holds back whoever passes until it is opened. */
export class ManualBarrier {
  readonly #opened = Promise.withResolvers<void>();
  readonly #reached = Promise.withResolvers<void>();

  /** Resolves when the first has come. */
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
