import { LogError } from '@rapporteur/event-log';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CommandRuntime } from './command-runtime.ts';
import {
  ManualBarrier,
  RuntimeFixture,
  expectRecorded,
  flushEventLoop,
} from './testing/runtime-fixture.ts';
import type { CommandOutcome } from './command-outcome.ts';
import {
  recordAssessment,
  openCollection,
  recordDocument,
  registerSource,
  retractRecord,
} from './testing/sample-commands.ts';

describe('Committing in groups', () => {
  let fixture: RuntimeFixture;
  let runtime: CommandRuntime;
  let batches: number[];

  beforeEach(async () => {
    fixture = new RuntimeFixture();
    runtime = fixture.createRuntime();
    expectRecorded(await runtime.submit(openCollection()));
    expectRecorded(await runtime.submit(registerSource()));
    batches = [];
  });
  afterEach(() => runtime.close());

  function hold(): ManualBarrier {
    const barrier = new ManualBarrier();
    fixture.hooks.beforeCommit = (events) => {
      batches.push(events.length);
      return barrier.wait();
    };
    return barrier;
  }

  it('gathers commands while a batch is sent', async () => {
    const barrier = hold();
    const first = runtime.submit(recordAssessment(1));
    await barrier.reached;
    const rest = Promise.all([2, 3, 4, 5].map((n) => runtime.submit(recordAssessment(n))));
    await flushEventLoop();
    expect(batches).toEqual([1]);
    barrier.open();
    expect(
      [await first, ...(await rest)].map((outcome) => expectRecorded(outcome).position.pseq),
    ).toEqual([4, 5, 6, 7, 8]);
    expect(batches).toEqual([1, 4]);
  });

  it('never splits a command or exceeds the limit', async () => {
    const barrier = hold();
    const first = runtime.submit(recordAssessment(1));
    await barrier.reached;
    const documents = Promise.all(
      [1, 2, 3, 4].map((n) => runtime.submit(recordDocument(400, `document-${n}`))),
    );
    const last = runtime.submit(recordAssessment(2));
    barrier.open();
    const outcomes = [await first, ...(await documents), await last];
    expect(batches).toEqual([1, 802, 803]);
    const events = await fixture.readEvents();
    for (const { position, events: own } of outcomes.map(expectRecorded)) {
      expect(events.slice(position.pseq - own.length + 1, position.pseq + 1)).toEqual(own);
    }
  });

  it('holds every outcome that depends on a batch until its commit', async () => {
    const barrier = hold();
    const settled: string[] = [];
    const watch = (label: string, outcome: Promise<CommandOutcome>): Promise<unknown> =>
      outcome.then(({ kind }) => settled.push(`${label} ${kind}`));
    const all = [watch('first', runtime.submit({ ...recordAssessment(1), commandId: 'first' }))];
    await barrier.reached;
    all.push(
      watch('same', runtime.submit({ ...recordAssessment(1), commandId: 'first' })),
      watch('other', runtime.submit({ ...recordAssessment(2), commandId: 'first' })),
      watch('nothing new', runtime.submit({ ...recordAssessment(1), commandId: 'second' })),
      watch('stale', runtime.submit({ ...recordAssessment(3), expectedVersion: 1 })),
      watch('refused', runtime.submit(retractRecord('first.2'))),
      watch('dry', runtime.submit({ ...recordAssessment(4), dryRun: true })),
    );
    await flushEventLoop();
    expect(settled).toEqual([]);
    barrier.open();
    await Promise.all(all);
    expect(settled).toEqual([
      'first recorded',
      'same recorded',
      'other differentContent',
      'nothing new unchanged',
      'stale conflict',
      'refused refused',
      'dry wouldRecord',
    ]);
  });

  it('decides again the commands that depended on a lost batch', async () => {
    const barrier = new ManualBarrier();
    fixture.hooks.beforeCommit = async () => {
      await barrier.wait();
      delete fixture.hooks.beforeCommit;
      throw new LogError('LOG_OUTCOME_UNKNOWN', 'injected error');
    };
    // Its expected version is right only after the first command.
    const lost = runtime.submit({ ...recordAssessment(1), commandId: 'first', expectedVersion: 1 });
    await barrier.reached;
    const dependent = runtime.submit({ ...recordAssessment(2), expectedVersion: 2 });
    barrier.open();
    expect([expectRecorded(await lost).version, expectRecorded(await dependent).version]).toEqual([
      2, 3,
    ]);
    expect((await fixture.readEvents()).map(({ pseq }) => pseq)).toEqual([0, 1, 2, 3, 4, 5, 6]);
  });

  it('answers pending commands when it closes, and accepts no more', async () => {
    const barrier = hold();
    const first = runtime.submit(recordAssessment(1));
    await barrier.reached;
    const second = runtime.submit(recordAssessment(2));
    const closed = runtime.close();
    expect(await runtime.submit(recordAssessment(3))).toEqual({
      kind: 'unavailable',
      retryAfterSeconds: 1,
    });
    barrier.open();
    expectRecorded(await first);
    expectRecorded(await second);
    await closed;
  });
});
