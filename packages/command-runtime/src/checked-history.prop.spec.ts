import { EMPTY_HEAD, InMemoryLog, InMemoryStore, computePartition } from '@rapporteur/event-log';
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
import { BATCH_FATES, type BatchFate, BatchFaultInjector } from './testing/batch-faults.ts';
import { TestTiming } from './testing/runtime-fixture.ts';

interface HistoryPlan {
  readonly seed: number;
  readonly clients: number;
  readonly commands: number;
  readonly partitions: number;
  /** The percentage of batches that may have a fault. */
  readonly faultPercent: number;
}

const plans: fc.Arbitrary<HistoryPlan> = fc.record({
  seed: fc.nat(),
  clients: fc.integer({ min: 1, max: 8 }),
  commands: fc.integer({ min: 1, max: 60 }),
  partitions: fc.integer({ min: 1, max: 2 }),
  faultPercent: fc.constantFrom(0, 20, 60),
});

/** The limit of a client's attempts after a 503. */
const ATTEMPTS_MAX = 20;

/** Several clients over two instances on one log in memory with faults. */
class HistoryTrial {
  readonly recorder = new HistoryRecorder();
  readonly store: InMemoryStore;
  readonly #plan: HistoryPlan;
  readonly #random: SeededRandom;
  readonly #workload: Workload;
  readonly #runtimes: readonly CommandRuntime[];

  constructor(plan: HistoryPlan) {
    this.#plan = plan;
    this.#random = new SeededRandom(plan.seed + 1);
    this.#workload = new Workload({ seed: plan.seed, partitions: plan.partitions });
    const faults = new BatchFaultInjector(
      () => this.store,
      () => this.#pickFate(),
    );
    this.store = new InMemoryStore({
      partitions: plan.partitions,
      beforeCommit: (partition, events) =>
        events.length > 0 ? faults.beforeCommit(partition) : Promise.resolve(),
      afterCommit: (_partition, events) =>
        events.length > 0 ? faults.afterCommit() : Promise.resolve(),
    });
    this.#runtimes = ['left', 'right'].map((owner) => {
      const log = new InMemoryLog(this.store);
      const timing = new TestTiming(() => (1 + this.#random.integerBelow(99)) / 100);
      return new CommandRuntime({ log, owner: { instance: owner }, timing });
    });
  }

  async run(): Promise<void> {
    const first = this.#runtimes[0];
    const opener = this.recorder.createClient(
      'opener',
      (request) => first?.submit(request) ?? Promise.reject(new Error('There is no runtime.')),
    );
    for (const request of this.#workload.setupCommands()) await opener(request);
    const { clients, commands } = this.#plan;
    // Each client takes every n-th command, so that all work on the same subjects at the same time.
    const all = this.#workload.take(commands);
    const requestsByClient = Array.from({ length: clients }, (_, client) =>
      all.filter((_request, n) => n % clients === client),
    );
    await Promise.all(
      requestsByClient.map((requests, client) => this.#runClient(`client-${client}`, requests)),
    );
    await Promise.all(this.#runtimes.map((runtime) => runtime.close()));
  }

  async readEvidence(): Promise<CheckInput> {
    const log = await Promise.all(
      readPartitions(new InMemoryLog(this.store)).map((events) => Array.fromAsync(events)),
    );
    return { history: this.recorder.history, log };
  }

  async #runClient(name: string, requests: readonly CommandRequest[]): Promise<void> {
    const submit = this.recorder.createClient(name, (request) => {
      const response =
        this.#random.pick(this.#runtimes)?.submit(request) ??
        Promise.reject(new Error('There is no runtime.'));
      if (!this.#random.percentChance(5)) return response;
      // The client disconnects, and its command continues.
      response.catch(() => undefined);
      return Promise.reject(new Error('The client disconnected.'));
    });
    for (const request of requests) {
      let response = await submit(request);
      for (
        let attempts = 1;
        response.kind === 'unavailable' && attempts < ATTEMPTS_MAX;
        attempts += 1
      )
        response = await submit(request);
      if (response.kind === 'unknown' && this.#random.percentChance(50)) await submit(request);
      if (this.#random.percentChance(10)) await this.#recordRead(name);
    }
  }

  async #recordRead(client: string): Promise<void> {
    const collection = this.#random.pick(this.#workload.collections) ?? '';
    await this.recorder.recordRead(client, { collection, fresh: true }, () =>
      this.#read(collection),
    );
  }

  /** Reads the events of a collection from the log. */
  async #read(collection: string): Promise<ReadResult> {
    const partition = computePartition(collection, this.#plan.partitions);
    const options = { follow: false, signal: new AbortController().signal };
    const ids: string[] = [];
    let pseq = -1;
    for await (const { events, head } of new InMemoryLog(this.store).read(
      partition,
      EMPTY_HEAD,
      options,
    )) {
      const own = events.filter(({ event }) => event.source === `/collections/${collection}`);
      ids.push(...own.map(({ event }) => event.id));
      ({ pseq } = head);
    }
    return { position: { partition, pseq }, events: ids };
  }

  #pickFate(): BatchFate {
    if (!this.#random.percentChance(this.#plan.faultPercent)) return 'committed';
    return this.#random.pick(BATCH_FATES) ?? 'committed';
  }
}

describe('The history of random clients under faults', { timeout: 120_000 }, () => {
  it('is consistent with the log', async () => {
    await fc.assert(
      fc.asyncProperty(plans, async (plan) => {
        const trial = new HistoryTrial(plan);
        await trial.run();
        const { history, log } = await trial.readEvidence();
        const violations = await checkHistory(history, log);
        expect(violations, formatViolations(violations)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it('has many recorded commands and every other outcome', async () => {
    const trial = new HistoryTrial({
      seed: 1,
      clients: 8,
      commands: 400,
      partitions: 2,
      faultPercent: 20,
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
    // About half; the exact number depends on the interleaving of two instances.
    expect(tally['recorded']).toBeGreaterThan(100);
  });

  it('contains no violation that the check would miss', async () => {
    const trial = new HistoryTrial({
      seed: 2,
      clients: 6,
      commands: 200,
      partitions: 2,
      faultPercent: 20,
    });
    await trial.run();
    const evidence = await trial.readEvidence();
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
