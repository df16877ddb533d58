import { setImmediate as nextTurn } from 'node:timers/promises';
import {
  EMPTY_HEAD,
  InMemoryLog,
  InMemoryStore,
  LogError,
  partitionOf,
} from '@rapporteur/event-log';
import {
  checkHistory,
  SeededRandom,
  type CheckInput,
  readPartitions,
  HistoryRecorder,
  VIOLATION_INJECTORS,
  formatViolations,
  type ReadResult,
  type CommandRequest,
  countResponses,
  Workload,
} from '@rapporteur/testing/history';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CommandRuntime } from './command-runtime.ts';
import { TestTiming } from './testing/runtime-fixture.ts';

/** What happens to a batch on its way; most often nothing. */
const FATES = ['fine', 'slow', 'landed unsaid', 'lost', 'fenced', 'taken over'] as const;
type CheckedBatchFate = (typeof FATES)[number];

interface HistoryPlan {
  readonly seed: number;
  readonly clients: number;
  readonly commands: number;
  readonly partitions: number;
  /** So many batches in a hundred do not go well. */
  readonly trouble: number;
}

const plans: fc.Arbitrary<HistoryPlan> = fc.record({
  seed: fc.nat(),
  clients: fc.integer({ min: 1, max: 8 }),
  commands: fc.integer({ min: 1, max: 60 }),
  partitions: fc.integer({ min: 1, max: 2 }),
  trouble: fc.constantFrom(0, 20, 60),
});

/** How often a client that is told to ask again does so. */
const TRIES_MAX = 20;

/** Several clients over two instances on one log in memory, in which batches get lost. */
class HistoryTrial {
  readonly recorder = new HistoryRecorder();
  readonly store: InMemoryStore;
  readonly #plan: HistoryPlan;
  readonly #dice: SeededRandom;
  readonly #workload: Workload;
  readonly #runtimes: readonly CommandRuntime[];
  #landedUnsaid = false;

  constructor(plan: HistoryPlan) {
    this.#plan = plan;
    this.#dice = new SeededRandom(plan.seed + 1);
    this.#workload = new Workload({ seed: plan.seed, partitions: plan.partitions });
    this.store = new InMemoryStore({
      partitions: plan.partitions,
      beforeCommit: (partition, events) =>
        events.length > 0 ? this.#before(partition) : Promise.resolve(),
      afterCommit: (_partition, events) => (events.length > 0 ? this.#after() : Promise.resolve()),
    });
    this.#runtimes = ['left', 'right'].map((owner) => {
      const log = new InMemoryLog(this.store);
      const timing = new TestTiming(() => (1 + this.#dice.integerBelow(99)) / 100);
      return new CommandRuntime({ log, owner: { owner }, timing });
    });
  }

  async run(): Promise<void> {
    const first = this.#runtimes[0];
    const opener = this.recorder.createClient(
      'opener',
      (sent) => first?.submit(sent) ?? Promise.reject(new Error('none')),
    );
    for (const sent of this.#workload.setupCommands()) await opener(sent);
    const { clients, commands } = this.#plan;
    // Dealt out in turn, so that at any time all are about the same things.
    const all = this.#workload.take(commands);
    const shares = Array.from({ length: clients }, (_, client) =>
      all.filter((_sent, n) => n % clients === client),
    );
    await Promise.all(shares.map((share, client) => this.#work(`client-${client}`, share)));
    await Promise.all(this.#runtimes.map((runtime) => runtime.close()));
  }

  async evidence(): Promise<CheckInput> {
    const log = await Promise.all(
      readPartitions(new InMemoryLog(this.store)).map((events) => Array.fromAsync(events)),
    );
    return { history: this.recorder.history, log };
  }

  async #work(name: string, share: readonly CommandRequest[]): Promise<void> {
    const submit = this.recorder.createClient(name, (sent) => {
      const answer =
        this.#dice.pick(this.#runtimes)?.submit(sent) ?? Promise.reject(new Error('no runtime'));
      if (!this.#dice.percentChance(5)) return answer;
      // The client does not wait; its command goes on.
      answer.catch(() => undefined);
      return Promise.reject(new Error('the client gave up'));
    });
    for (const sent of share) {
      let answer = await submit(sent);
      for (let tries = 1; answer.kind === 'unavailable' && tries < TRIES_MAX; tries += 1)
        answer = await submit(sent);
      if (answer.kind === 'unknown' && this.#dice.percentChance(50)) await submit(sent);
      if (this.#dice.percentChance(10)) await this.#look(name);
    }
  }

  async #look(client: string): Promise<void> {
    const collection = this.#dice.pick(this.#workload.collections) ?? '';
    await this.recorder.recordRead(client, { collection, fresh: true }, () =>
      this.#read(collection),
    );
  }

  /** What the log itself says of a collection. */
  async #read(collection: string): Promise<ReadResult> {
    const partition = partitionOf(collection, this.#plan.partitions);
    const options = { follow: false, signal: new AbortController().signal };
    const seen: string[] = [];
    let pseq = -1;
    for await (const { events, head } of new InMemoryLog(this.store).read(
      partition,
      EMPTY_HEAD,
      options,
    )) {
      const own = events.filter(({ event }) => event.source === `/collections/${collection}`);
      seen.push(...own.map(({ event }) => event.id));
      ({ pseq } = head);
    }
    return { position: { partition, pseq }, events: seen };
  }

  async #before(partition: number): Promise<void> {
    const fate: CheckedBatchFate = this.#dice.percentChance(this.#plan.trouble)
      ? (this.#dice.pick(FATES) ?? 'fine')
      : 'fine';
    this.#landedUnsaid = fate === 'landed unsaid';
    if (fate === 'slow') for (let turn = 0; turn < 20; turn += 1) await nextTurn();
    if (fate === 'lost') throw new LogError('LOG_OUTCOME_UNKNOWN', 'planted');
    if (fate === 'fenced') throw new LogError('LOG_WRITER_FENCED', 'planted');
    if (fate !== 'taken over') return;
    const writer = await new InMemoryLog(this.store).openWriter(
      partition,
      { owner: 'other' },
      EMPTY_HEAD,
      () => undefined,
    );
    await writer.close();
  }

  #after(): Promise<void> {
    if (!this.#landedUnsaid) return Promise.resolve();
    this.#landedUnsaid = false;
    return Promise.reject(new LogError('LOG_OUTCOME_UNKNOWN', 'planted'));
  }
}

describe('Whatever happens to the batches of random clients', { timeout: 120_000 }, () => {
  it('the log proves that everything they were told is so', async () => {
    await fc.assert(
      fc.asyncProperty(plans, async (plan) => {
        const trial = new HistoryTrial(plan);
        await trial.run();
        const { history, log } = await trial.evidence();
        const violations = await checkHistory(history, log);
        expect(violations, formatViolations(violations)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it('a good part of what they ask is recorded, and something of everything else happens', async () => {
    const trial = new HistoryTrial({
      seed: 1,
      clients: 8,
      commands: 400,
      partitions: 2,
      trouble: 20,
    });
    await trial.run();
    const tally = countResponses(trial.recorder.history);
    expect(Object.keys(tally)).toEqual(
      expect.arrayContaining([
        'recorded',
        'repeated',
        'unavailable',
        'refused',
        'conflict',
        'unknown',
        'invalid',
      ]),
    );
    // About half: which, hangs on how the promises of two instances interleave.
    expect(tally['recorded']).toBeGreaterThan(100);
  });

  it('any promise broken in their history would be found', async () => {
    const trial = new HistoryTrial({
      seed: 2,
      clients: 6,
      commands: 200,
      partitions: 2,
      trouble: 20,
    });
    await trial.run();
    const evidence = await trial.evidence();
    const missed: string[] = [];
    let planted = 0;
    for (const { name, expectedKind: finds, inject: plant } of VIOLATION_INJECTORS) {
      const broken = plant(evidence, new SeededRandom(planted));
      if (broken === undefined) continue;
      planted += 1;
      const violations = await checkHistory(broken.history, broken.log);
      if (!violations.some(({ kind }) => kind === finds)) missed.push(name);
    }
    expect(missed).toEqual([]);
    expect(planted).toBeGreaterThan(VIOLATION_INJECTORS.length / 2);
  });
});
