import { serialiseEvent, sha256Hex } from '@rapporteur/contracts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CommandRuntime } from './command-runtime.ts';
import { History, recorded } from './history.ts';
import type { Outcome } from './outcome.ts';
import {
  assess,
  holdMeeting,
  openCollection,
  recordDocument,
  registerSource,
  retract,
  type SampleCommand,
} from './sample-commands.ts';

describe('Submitting a command', () => {
  let history: History;
  let runtime: CommandRuntime;

  beforeEach(async () => {
    history = new History();
    runtime = history.runtime();
    recorded(await runtime.submit(openCollection()));
    recorded(await runtime.submit(registerSource()));
  });
  afterEach(() => runtime.close());

  const repeat = (
    count: number,
    command: (n: number) => SampleCommand,
    options = {},
  ): Promise<Outcome[]> =>
    Promise.all(
      Array.from({ length: count }, (_, n) => runtime.submit({ ...command(n), ...options })),
    );

  it('records its events and says where', async () => {
    const outcome = recorded(
      await runtime.submit({ ...assess(1), commandId: 'mine', actor: 'ana', traceparent: '00-1' }),
    );
    expect(outcome).toMatchObject({
      commandId: 'mine',
      collection: 'sco',
      stream: 'source-note',
      version: 2,
      position: { partition: 0, pseq: 4 },
      repeated: false,
      already: [],
    });
    expect(outcome.events).toMatchObject([
      { id: 'mine.1', streamversion: 2, actor: 'ana', traceparent: '00-1', term: 1 },
    ]);
    const stored = (await history.events()).at(-1);
    expect(stored && serialiseEvent(stored)).toEqual(serialiseEvent(outcome.events[0]!));
  });

  it('refuses what no command is called, and what is malformed, before anything else', async () => {
    expect(await runtime.submit({ name: 'RecordNothing', body: {} })).toEqual({
      kind: 'unknownCommand',
      name: 'RecordNothing',
    });
    expect(await runtime.submit({ name: 'RetractRecord', body: {} })).toMatchObject({
      kind: 'invalid',
    });
    expect(await runtime.submit({ ...assess(1), commandId: 'not an id' })).toMatchObject({
      kind: 'invalid',
      issues: [{ path: ['commandId'] }],
    });
  });

  it('takes the hash of the command for its id when it has none', async () => {
    const outcome = recorded(await runtime.submit(assess(1)));
    expect(outcome.commandId).toBe(outcome.events[0]?.commandhash);
  });

  it('gives a repeated command its first answer, also after a restart', async () => {
    const first = recorded(await runtime.submit(assess(1)));
    const again = { ...first, repeated: true, already: null };
    expect(await runtime.submit(assess(1))).toEqual(again);
    await runtime.close();
    runtime = history.runtime();
    recorded(await runtime.submit(assess(2)));
    expect(await runtime.submit(assess(1))).toEqual(again);
    expect(
      (await history.events()).filter(({ commandid }) => commandid === first.commandId),
    ).toHaveLength(1);
  });

  it('refuses an id that was used for other content', async () => {
    recorded(await runtime.submit({ ...assess(1), commandId: 'mine' }));
    expect(await runtime.submit({ ...assess(2), commandId: 'mine' })).toMatchObject({
      kind: 'differentContent',
    });
  });

  it('answers one that is still in progress with the same outcome', async () => {
    const outcomes = await Promise.all([1, 2, 3].map(() => runtime.submit(assess(1)))).then((all) =>
      all.map(recorded),
    );
    expect(outcomes.map(({ repeated }) => repeated)).toEqual([false, true, true]);
    expect(outcomes[1]?.events).toEqual(outcomes[0]?.events);
    expect(await history.events()).toHaveLength(5);
  });

  it('leaves no trace of what was refused, and decides it anew', async () => {
    const unknown = holdMeeting(1, 'who');
    const before = await history.events();
    expect(await runtime.submit(unknown)).toMatchObject({
      kind: 'refused',
      refusals: [{ code: 'DOMAIN_COLLECTION_UNKNOWN' }],
    });
    expect(await history.events()).toEqual(before);
    recorded(await runtime.submit(openCollection('who')));
    recorded(await runtime.submit(registerSource('who')));
    recorded(await runtime.submit(unknown));
  });

  it('records nothing where nothing is new, and says what stood before', async () => {
    const { events } = recorded(await runtime.submit({ ...assess(1), commandId: 'first' }));
    expect(await runtime.submit({ ...assess(1), commandId: 'second' })).toMatchObject({
      kind: 'unchanged',
      already: [events[0]?.id],
      version: 2,
      stream: 'source-note',
    });
    expect(await history.events()).toHaveLength(5);
  });

  it('records again what was retracted, under an id of its own, and then no more', async () => {
    const first = recorded(await runtime.submit(assess(1)));
    const retraction = recorded(await runtime.submit(retract(`${first.commandId}.1`)));
    const second = recorded(await runtime.submit(assess(1)));
    expect(second).toMatchObject({
      commandId: sha256Hex(`${first.commandId}:${retraction.events[0]?.id}`),
      repeated: false,
    });
    expect(await runtime.submit(assess(1))).toMatchObject({
      commandId: second.commandId,
      repeated: true,
    });
    recorded(await runtime.submit(retract(`${second.commandId}.1`)));
    const third = recorded(await runtime.submit(assess(1)));
    expect(new Set([first.commandId, second.commandId, third.commandId]).size).toBe(3);
  });

  it('gives an id of the sender its first answer even after what it recorded was retracted', async () => {
    recorded(await runtime.submit({ ...assess(1), commandId: 'mine' }));
    recorded(await runtime.submit(retract('mine.1')));
    expect(await runtime.submit({ ...assess(1), commandId: 'mine' })).toMatchObject({
      kind: 'recorded',
      repeated: true,
    });
  });

  it('lets exactly one of 64 win that expect the same version', async () => {
    const outcomes = await repeat(64, assess, { expectedVersion: 1 });
    expect(outcomes.filter(({ kind }) => kind === 'recorded')).toHaveLength(1);
    expect(
      outcomes.filter((one) => one.kind === 'conflict' && one.actual === 2 && one.expected === 1),
    ).toHaveLength(63);
    expect(await history.events()).toHaveLength(5);
  });

  it('lets exactly one of 64 create a stream that must not exist', async () => {
    const held = Array.from({ length: 64 }, (_, n) => ({
      ...holdMeeting(1),
      commandId: `c${n}`,
      expectedVersion: 0,
    }));
    const outcomes = await Promise.all(held.map((command) => runtime.submit(command)));
    expect(outcomes.filter(({ kind }) => kind === 'recorded')).toHaveLength(1);
    expect(outcomes.filter(({ kind }) => kind === 'conflict')).toHaveLength(63);
  });

  it('refuses what the service objects to, unless it was recorded before', async () => {
    const objections = [
      { code: 'SAMPLE', message: 'no', field: null, event: null, remedy: 'none' },
    ];
    expect(await runtime.submit({ ...assess(1), objections })).toMatchObject({
      kind: 'refused',
      refusals: objections,
    });
    recorded(await runtime.submit(assess(1)));
    expect(await runtime.submit({ ...assess(1), objections })).toMatchObject({
      kind: 'recorded',
      repeated: true,
    });
  });

  it('refuses a command that alone is larger than a batch, and only that', async () => {
    const { name, body } = recordDocument(1_500);
    const facts = (body['facts'] as { summary: string }[]).map((fact) => ({
      ...fact,
      summary: 'x'.repeat(600),
    }));
    const [large, small] = await Promise.all([
      runtime.submit({ name, body: { ...body, facts } }),
      runtime.submit(assess(1)),
    ]);
    expect(large).toMatchObject({ kind: 'tooLarge', events: 1_501, bytesMax: 800_000 });
    recorded(small);
  });

  it('says what a dry run would record, and records nothing', async () => {
    const before = await history.events();
    const outcome = await runtime.submit({ ...assess(1), dryRun: true });
    expect(outcome).toMatchObject({
      kind: 'wouldRecord',
      version: 2,
      stream: 'source-note',
      events: [{ streamversion: 2 }],
    });
    expect(await runtime.submit({ ...retract('nothing.1'), dryRun: true })).toMatchObject({
      kind: 'refused',
    });
    expect(await history.events()).toEqual(before);
    const { events } = recorded(await runtime.submit(assess(1)));
    expect(
      outcome.kind === 'wouldRecord' && outcome.events.map(({ id, data }) => ({ id, data })),
    ).toEqual(events.map(({ id, data }) => ({ id, data })));
  });

  it('points out new ids that nearly equal known ones, in documents and dry runs', async () => {
    recorded(await runtime.submit(recordDocument(1, 'annual-report')));
    const near = {
      field: 'document.document',
      referent: 'document',
      id: 'anual-report',
      near: 'annual-report',
    };
    expect(await runtime.submit(recordDocument(2, 'anual-report'))).toMatchObject({
      nearMisses: [near],
    });
    expect(await runtime.submit({ ...holdMeeting(1), dryRun: true })).toMatchObject({
      nearMisses: [],
    });
  });

  it('does not become the writer for a dry run', async () => {
    const other = history.runtime('desk-2');
    expect(await other.submit({ ...assess(1), dryRun: true })).toMatchObject({
      kind: 'wouldRecord',
    });
    expect(other.status()).toMatchObject([
      { state: 'following', position: { pseq: 3 }, owner: { owner: 'desk-1' } },
    ]);
    await other.close();
  });

  it('takes the time of the clock, one for a batch, and never an earlier one than the last', async () => {
    history.now = new Date('2026-02-01T00:00:00.000Z');
    const [later] = await repeat(3, assess).then((all) => all.map(recorded));
    history.now = new Date('2026-01-15T00:00:00.000Z');
    const earlier = recorded(await runtime.submit(assess(9)));
    expect([later, earlier].map((outcome) => outcome?.events[0]?.time)).toEqual(
      Array.from({ length: 2 }, () => '2026-02-01T00:00:00.000Z'),
    );
  });

  it('keeps collections apart', async () => {
    recorded(await runtime.submit(openCollection('who')));
    recorded(await runtime.submit(registerSource('who')));
    const [here, there] = [
      await runtime.submit({ ...assess(1), commandId: 'mine' }),
      await runtime.submit({ ...assess(1, 'who'), commandId: 'mine' }),
    ];
    expect([here.kind, there.kind]).toEqual(['recorded', 'recorded']);
  });
});
