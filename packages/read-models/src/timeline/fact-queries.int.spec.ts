import { describe, expect, it } from 'vitest';
import { SAMPLE_TIMELINE } from '../testing/sample-timeline.ts';
import { type PageRequest, readAllPages } from '../query/pages.ts';
import { FULL_PAGE, useReadModel } from '../testing/use-read-model.ts';
import { findEvent } from './event-queries.ts';
import type { FactFilter } from './fact-filter.ts';
import { listFacts } from './fact-queries.ts';
import { listFactsAsRecorded } from './recorded-facts.ts';
import { listMeetings } from './meeting-queries.ts';
import { TIMELINE } from './projection.ts';
import { readAliases } from './alias-queries.ts';
import { listConflicts, listCorrections } from './record-queries.ts';

const model = useReadModel(TIMELINE, SAMPLE_TIMELINE);
const mergedScope = async () => {
  const scope = model.createScope();
  return { ...scope, aliases: await readAliases(model.database, scope) };
};
const sco = (...ids: string[]) => ids.map((id) => ({ collection: 'sco', id }));
const eventsOf = async (filter: FactFilter, overrides = {}, page = {}) => {
  const scope = model.createScope(overrides);
  const { rows } = await listFacts(
    model.database,
    scope,
    filter,
    { ...FULL_PAGE, ...page },
    'placed',
  );
  return rows.map(({ event }) => event);
};

describe('Facts', () => {
  it('belong to an acting body, the body of their meeting, or a body connected by another fact', async () => {
    expect(await eventsOf({ bodies: sco('council'), types: ['PlanApproved'] })).toEqual(['c27.1']);
    expect(await eventsOf({ bodies: sco('forum'), types: ['PlanApproved'] })).toEqual(['c27.1']);
    expect(await eventsOf({ bodies: sco('joint'), types: ['PlanApproved'] })).toEqual([]);
  });

  it('are shown at their meeting if they have no own date; a plan is not shown in its period', async () => {
    const { rows } = await listFacts(
      model.database,
      model.createScope(),
      { types: ['PlanApproved'] },
      FULL_PAGE,
      'placed',
    );
    expect(rows).toMatchObject([
      { placedBy: 'meeting', placedOn: { edtf: '2024-03-15' }, dateOf: 'meeting' },
    ]);
  });

  it('do not give an announcement the date of the announced meeting', async () => {
    const types = ['MeetingAnnounced'];
    const { rows } = await listFacts(
      model.database,
      model.createScope(),
      { types, meetings: sco('council-44') },
      FULL_PAGE,
      'placed',
    );
    expect(rows).toMatchObject([
      { date: { stated: false }, placedOn: { edtf: '2025-09' }, placedBy: 'scheduled' },
    ]);
  });

  it('come last if they are undated or recurring', async () => {
    const types = ['MeetingHeld', 'ActivityReported'];
    expect(await eventsOf({ types })).toEqual(['c32.1', 'c6.1', 'c11.1', 'c7.1', 'c29.1', 'c8.1']);
    expect(await eventsOf({ types }, {}, { days: { from: '2025-06-30', to: null } })).toEqual([
      'c11.1',
      'c7.1',
    ]);
  });

  it('are listed with the newest first: those with a day in the reverse order, undated ones last', async () => {
    const dated = await eventsOf({}, {}, { days: { from: '1900-01-01', to: null } });
    const undated = (await eventsOf({})).slice(dated.length);
    const newest = await eventsOf({}, {}, { newestFirst: true });
    expect(dated.length).toBeGreaterThan(3);
    expect(undated.length).toBeGreaterThan(3);
    expect(newest).toEqual([...dated.toReversed(), ...undated.toReversed()]);
  });

  it('are listed in the order of recording, also with the last recorded first', async () => {
    const list = async (newestFirst: boolean) => {
      const read = (page: PageRequest) =>
        listFactsAsRecorded(model.database, model.createScope(), {}, { ...page, newestFirst });
      const rows = await readAllPages(({ after }) => read({ limit: 7, after }));
      return rows.map(({ pseq }) => pseq);
    };
    const oldest = await list(false);
    expect(oldest).toEqual(oldest.toSorted((a, b) => a - b));
    expect(await list(true)).toEqual(oldest.toReversed());
  });

  it('are found by either of two merged ids', async () => {
    const { database } = model;
    const scope = await mergedScope();
    const found = async (incident: string) =>
      (
        await listFacts(
          database,
          scope,
          { incidents: scope.aliases.things('incident', incident) },
          FULL_PAGE,
        )
      ).rows;
    expect((await found('jaffar')).map(({ event }) => event)).toEqual(['c18.1', 'c19.1']);
    expect(await found('jaffer')).toEqual(await found('jaffar'));
    expect((await found('jaffer')).flatMap(({ incidents }) => incidents)).toEqual([
      'jaffer',
      'jaffer',
    ]);
    const collections = [{ collection: 'sco', partition: 0, position: 19 }];
    const before = {
      ...scope,
      collections,
      aliases: await readAliases(database, { ...scope, collections }),
    };
    expect(
      (await listFacts(database, before, { incidents: sco('jaffer') }, FULL_PAGE)).rows,
    ).toHaveLength(1);
  });
});

describe('A fact that was corrected or retracted', () => {
  it('has the value of the record at every position', async () => {
    const placesAt = async (position: number) =>
      (
        await listMeetings(
          model.database,
          model.createScope({ position }),
          { meetings: [{ collection: 'sco', id: 'council-41' }] },
          FULL_PAGE,
        )
      ).rows.map(({ places }) => places.length);
    expect(await placesAt(5)).toEqual([]);
    expect(await placesAt(6)).toEqual([1]);
    expect(await placesAt(11)).toEqual([1]);
    expect(await placesAt(12)).toEqual([0]);
    expect(await eventsOf({ types: ['MeetingChaired'] }, { position: 15 })).toEqual([
      'c13.1',
      'c14.1',
    ]);
    expect(await eventsOf({ types: ['MeetingChaired'] }, { position: 16 })).toEqual(['c13.1']);
  });

  it('can still be read, with its corrections and conflicts', async () => {
    const found = await findEvent(model.database, model.createScope(), 'c14.1');
    expect(found).toMatchObject({
      standing: 'retracted',
      data: { meeting: 'council-41' },
      history: [{ fromPseq: 14, toPseq: 16, endedBy: 'c16.1' }],
      changes: [{ change: 'retracted', reason: 'Of another meeting.' }],
      conflicts: [{ conflict: 'c15.1', resolved: true }],
    });
    expect(
      await findEvent(model.database, model.createScope({ position: 15 }), 'c14.1'),
    ).toMatchObject({
      standing: 'stands',
      history: [{ toPseq: null }],
      changes: [],
      conflicts: [{ resolved: false }],
    });
    expect(await findEvent(model.database, model.createScope(), 'c16.1')).toMatchObject({
      standing: 'not-a-fact',
      data: null,
    });
    expect(
      await findEvent(model.database, model.createScope({ position: 13 }), 'c14.1'),
    ).toBeNull();
  });

  it('is listed since a time', async () => {
    const since = async (time: string) =>
      (
        await listCorrections(
          model.database,
          model.createScope(),
          { since: new Date(time) },
          FULL_PAGE,
        )
      ).rows.map(({ event }) => event);
    expect(await since('2026-01-01T12:00:00.000Z')).toEqual(['c12.1', 'c16.1']);
    expect(await since('2026-01-01T12:00:00.001Z')).toEqual(['c16.1']);
    const first = await listCorrections(
      model.database,
      model.createScope(),
      {},
      { limit: 1, after: null },
    );
    const rest = await listCorrections(
      model.database,
      model.createScope(),
      {},
      { limit: 1, after: first.next },
    );
    expect([first.rows[0]?.event, rest.rows[0]?.event, rest.next]).toEqual([
      'c12.1',
      'c16.1',
      null,
    ]);
  });
});

describe('A conflict', () => {
  it('is open until it is resolved, and lists its valid facts', async () => {
    const conflicts = async (position: number, resolved?: boolean) =>
      (
        await listConflicts(
          model.database,
          model.createScope({ position }),
          { resolved },
          FULL_PAGE,
        )
      ).rows;
    expect(await conflicts(15)).toMatchObject([
      { resolved: false, standing: ['c13.1', 'c14.1'], resolution: null },
    ]);
    expect(await conflicts(16)).toMatchObject([{ resolved: false, standing: ['c13.1'] }]);
    expect(await conflicts(33)).toMatchObject([
      { resolved: true, resolution: 'One was of another meeting.' },
    ]);
    expect(await conflicts(33, false)).toEqual([]);
    expect(await conflicts(33, true)).toHaveLength(1);
  });
});
