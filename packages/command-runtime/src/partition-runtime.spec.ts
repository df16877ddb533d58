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
  let history: RuntimeFixture;
  let runtime: CommandRuntime;
  let batches: number[];

  beforeEach(async () => {
    history = new RuntimeFixture();
    runtime = history.createRuntime();
    expectRecorded(await runtime.submit(openCollection()));
    expectRecorded(await runtime.submit(registerSource()));
    batches = [];
  });
  afterEach(() => runtime.close());

  function hold(): ManualBarrier {
    const gate = new ManualBarrier();
    history.hooks.beforeCommit = (events) => {
      batches.push(events.length);
      return gate.wait();
    };
    return gate;
  }

  it('gathers what comes while a batch is in flight, and sends it as one', async () => {
    const gate = hold();
    const first = runtime.submit(recordAssessment(1));
    await gate.reached;
    const rest = Promise.all([2, 3, 4, 5].map((n) => runtime.submit(recordAssessment(n))));
    await flushEventLoop();
    expect(batches).toEqual([1]);
    gate.open();
    expect(
      [await first, ...(await rest)].map((outcome) => expectRecorded(outcome).position.pseq),
    ).toEqual([4, 5, 6, 7, 8]);
    expect(batches).toEqual([1, 4]);
  });

  it('never splits a command, nor makes a batch too large', async () => {
    const gate = hold();
    const first = runtime.submit(recordAssessment(1));
    await gate.reached;
    const documents = Promise.all(
      [1, 2, 3, 4].map((n) => runtime.submit(recordDocument(400, `document-${n}`))),
    );
    const last = runtime.submit(recordAssessment(2));
    gate.open();
    const outcomes = [await first, ...(await documents), await last];
    expect(batches).toEqual([1, 802, 803]);
    const events = await history.readEvents();
    for (const { position, events: own } of outcomes.map(expectRecorded)) {
      expect(events.slice(position.pseq - own.length + 1, position.pseq + 1)).toEqual(own);
    }
  });

  it('holds every answer that rests on the batch in flight until that commits', async () => {
    const gate = hold();
    const told: string[] = [];
    const tell = (what: string, outcome: Promise<CommandOutcome>): Promise<unknown> =>
      outcome.then(({ kind }) => told.push(`${what} ${kind}`));
    const all = [tell('first', runtime.submit({ ...recordAssessment(1), commandId: 'first' }))];
    await gate.reached;
    all.push(
      tell('same', runtime.submit({ ...recordAssessment(1), commandId: 'first' })),
      tell('other', runtime.submit({ ...recordAssessment(2), commandId: 'first' })),
      tell('nothing new', runtime.submit({ ...recordAssessment(1), commandId: 'second' })),
      tell('stale', runtime.submit({ ...recordAssessment(3), expectedVersion: 1 })),
      tell('refused', runtime.submit(retractRecord('first.2'))),
      tell('dry', runtime.submit({ ...recordAssessment(4), dryRun: true })),
    );
    await flushEventLoop();
    expect(told).toEqual([]);
    gate.open();
    await Promise.all(all);
    expect(told).toEqual([
      'first recorded',
      'same recorded',
      'other differentContent',
      'nothing new unchanged',
      'stale conflict',
      'refused refused',
      'dry wouldRecord',
    ]);
  });

  it('decides anew what rested on a batch that was lost', async () => {
    const gate = new ManualBarrier();
    history.hooks.beforeCommit = async () => {
      await gate.wait();
      delete history.hooks.beforeCommit;
      throw new LogError('LOG_OUTCOME_UNKNOWN', 'lost on the way');
    };
    // The retraction is right only if the fact before it is recorded: on the lost batch it would have been, too.
    const lost = runtime.submit({ ...recordAssessment(1), commandId: 'first', expectedVersion: 1 });
    await gate.reached;
    const resting = runtime.submit({ ...recordAssessment(2), expectedVersion: 2 });
    gate.open();
    expect([expectRecorded(await lost).version, expectRecorded(await resting).version]).toEqual([
      2, 3,
    ]);
    expect((await history.readEvents()).map(({ pseq }) => pseq)).toEqual([0, 1, 2, 3, 4, 5, 6]);
  });

  it('answers what waits when it closes, and takes no more', async () => {
    const gate = hold();
    const first = runtime.submit(recordAssessment(1));
    await gate.reached;
    const second = runtime.submit(recordAssessment(2));
    const closed = runtime.close();
    expect(await runtime.submit(recordAssessment(3))).toEqual({
      kind: 'unavailable',
      retryAfterSeconds: 1,
    });
    gate.open();
    expectRecorded(await first);
    expectRecorded(await second);
    await closed;
  });
});
