import { LogError } from '@rapporteur/event-log';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CommandRuntime } from './command-runtime.ts';
import { Gate, History, recorded, turns } from './history.ts';
import type { Outcome } from './outcome.ts';
import {
  assess,
  openCollection,
  recordDocument,
  registerSource,
  retract,
} from './sample-commands.ts';

describe('Committing in groups', () => {
  let history: History;
  let runtime: CommandRuntime;
  let batches: number[];

  beforeEach(async () => {
    history = new History();
    runtime = history.runtime();
    recorded(await runtime.submit(openCollection()));
    recorded(await runtime.submit(registerSource()));
    batches = [];
  });
  afterEach(() => runtime.close());

  function hold(): Gate {
    const gate = new Gate();
    history.way.before = (events) => {
      batches.push(events.length);
      return gate.pass();
    };
    return gate;
  }

  it('gathers what comes while a batch is in flight, and sends it as one', async () => {
    const gate = hold();
    const first = runtime.submit(assess(1));
    await gate.reached;
    const rest = Promise.all([2, 3, 4, 5].map((n) => runtime.submit(assess(n))));
    await turns();
    expect(batches).toEqual([1]);
    gate.open();
    expect(
      [await first, ...(await rest)].map((outcome) => recorded(outcome).position.pseq),
    ).toEqual([4, 5, 6, 7, 8]);
    expect(batches).toEqual([1, 4]);
  });

  it('never splits a command, nor makes a batch too large', async () => {
    const gate = hold();
    const first = runtime.submit(assess(1));
    await gate.reached;
    const documents = Promise.all(
      [1, 2, 3, 4].map((n) => runtime.submit(recordDocument(400, `document-${n}`))),
    );
    const last = runtime.submit(assess(2));
    gate.open();
    const outcomes = [await first, ...(await documents), await last];
    expect(batches).toEqual([1, 802, 803]);
    const events = await history.events();
    for (const { position, events: own } of outcomes.map(recorded)) {
      expect(events.slice(position.pseq - own.length + 1, position.pseq + 1)).toEqual(own);
    }
  });

  it('holds every answer that rests on the batch in flight until that commits', async () => {
    const gate = hold();
    const told: string[] = [];
    const tell = (what: string, outcome: Promise<Outcome>): Promise<unknown> =>
      outcome.then(({ kind }) => told.push(`${what} ${kind}`));
    const all = [tell('first', runtime.submit({ ...assess(1), commandId: 'first' }))];
    await gate.reached;
    all.push(
      tell('same', runtime.submit({ ...assess(1), commandId: 'first' })),
      tell('other', runtime.submit({ ...assess(2), commandId: 'first' })),
      tell('nothing new', runtime.submit({ ...assess(1), commandId: 'second' })),
      tell('stale', runtime.submit({ ...assess(3), expectedVersion: 1 })),
      tell('refused', runtime.submit(retract('first.2'))),
      tell('dry', runtime.submit({ ...assess(4), dryRun: true })),
    );
    await turns();
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
    const gate = new Gate();
    history.way.before = async () => {
      await gate.pass();
      delete history.way.before;
      throw new LogError('LOG_OUTCOME_UNKNOWN', 'lost on the way');
    };
    // The retraction is right only if the fact before it is recorded: on the lost batch it would have been, too.
    const lost = runtime.submit({ ...assess(1), commandId: 'first', expectedVersion: 1 });
    await gate.reached;
    const resting = runtime.submit({ ...assess(2), expectedVersion: 2 });
    gate.open();
    expect([recorded(await lost).version, recorded(await resting).version]).toEqual([2, 3]);
    expect((await history.events()).map(({ pseq }) => pseq)).toEqual([0, 1, 2, 3, 4, 5, 6]);
  });

  it('answers what waits when it closes, and takes no more', async () => {
    const gate = hold();
    const first = runtime.submit(assess(1));
    await gate.reached;
    const second = runtime.submit(assess(2));
    const closed = runtime.close();
    expect(await runtime.submit(assess(3))).toEqual({ kind: 'unavailable', retryAfterSeconds: 1 });
    gate.open();
    recorded(await first);
    recorded(await second);
    await closed;
  });
});
