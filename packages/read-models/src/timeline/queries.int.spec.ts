import { describe, expect, it } from 'vitest';
import { completeEventData, type EventSample } from '../testing/sample-event.ts';
import { useReadModel } from '../testing/use-read-model.ts';
import { listBodies, listBodiesWithOrgans } from './body-queries.ts';
import { findChair } from './chair-queries.ts';
import { findEvent } from './event-queries.ts';
import type { FactFilter } from './fact-filter.ts';
import { listFacts } from './fact-queries.ts';
import { listMeetings, listOrdinalGaps } from './meeting-queries.ts';
import { TIMELINE } from './projection.ts';
import { listConflicts, listCorrections, readAliases } from './record-queries.ts';
import { listSources } from './source-queries.ts';
import { listMemberships, listOffices } from './tenure-queries.ts';

const ALL = { limit: 100, after: null };
const on = (edtf: string, basis = 'stated') => ({ edtf, basis });
const nth = (value: number) => ({ value });
const actor = (id: string, kind: string, given = {}) => ({ id, kind, nameAsWritten: id, ...given });
const state = (id: string) => actor(id, 'state');
const evidence = { note: 'See the minutes.' };
const sha = (digit: string) => digit.repeat(64);

const council41 = {
  meeting: 'council-41',
  body: 'council',
  ordinal: nth(41),
  occurredOn: on('2024-03-15'),
};
const wrongPlace = { ...council41, places: [{ name: 'Osh' }] };

const TOLD: EventSample[] = [
  /*  1 */ ['CollectionOpened', { collection: 'sco', title: 'Organization', rootBody: 'org' }],
  /*  2 */ ['BodyRegistered', { body: 'org', name: 'Organization', kind: 'organization' }],
  /*  3 */ [
    'BodyRegistered',
    { body: 'council', name: 'Council', kind: 'organ', parents: ['org'] },
  ],
  /*  4 */ ['BodyRegistered', { body: 'forum', name: 'Forum', kind: 'organ', parents: ['org'] }],
  /*  5 */ [
    'BodyRegistered',
    { body: 'joint', name: 'Joint', kind: 'joint-session', parents: ['council', 'forum'] },
  ],
  /*  6 */ ['MeetingHeld', wrongPlace],
  /*  7 */ [
    'MeetingHeld',
    { meeting: 'council-44', body: 'council', ordinal: nth(44), occurredOn: on('2025-09-10') },
  ],
  /*  8 */ [
    'MeetingHeld',
    { meeting: 'council-x', body: 'council', session: 'extraordinary', ordinal: nth(1) },
  ],
  /*  9 */ [
    'MeetingAnnounced',
    { meeting: 'forum-3', body: 'forum', ordinal: nth(3), scheduledOn: on('2026-05') },
  ],
  /* 10 */ [
    'MeetingRescheduled',
    { meeting: 'forum-3', outcome: 'postponed', scheduledOn: on('2026-10') },
  ],
  /* 11 */ ['MeetingHeld', { meeting: 'joint-1', body: 'joint', occurredOn: on('2025-06') }],
  /* 12 */ [
    'RecordCorrected',
    {
      target: 'c6.1',
      field: 'places',
      oldValue: [],
      newValue: [],
      correctedType: 'org.rapporteur.meeting-held.v1',
      corrected: completeEventData('MeetingHeld', council41),
      reason: 'No place is told.',
      evidence,
    },
  ],
  /* 13 */ ['MeetingChaired', { meeting: 'council-41', chairs: [state('UZB')] }],
  /* 14 */ ['MeetingChaired', { meeting: 'council-41', chairs: [state('TJK')] }],
  /* 15 */ [
    'ConflictFlagged',
    { events: ['c13.1', 'c14.1'], field: 'chairs', values: ['UZB', 'TJK'] },
  ],
  /* 16 */ ['RecordRetracted', { target: 'c14.1', reason: 'Of another meeting.', evidence }],
  /* 17 */ [
    'ConflictResolved',
    {
      conflict: 'c15.1',
      events: ['c13.1', 'c14.1'],
      field: 'chairs',
      values: ['UZB', 'TJK'],
      resolution: 'One was of another meeting.',
    },
  ],
  /* 18 */ [
    'IncidentRecorded',
    { incident: 'jaffar', name: 'Jaffar Express', occurredOn: on('2025-03-11') },
  ],
  /* 19 */ ['IncidentRecorded', { incident: 'jaffer', name: 'Jaffer Express' }],
  /* 20 */ [
    'RecordsMerged',
    { kind: 'incident', merged: 'jaffar', into: 'jaffer', reason: 'Two spellings.', evidence },
  ],
  /* 21 */ [
    'OfficeRecorded',
    {
      office: 'secretary',
      body: 'org',
      holder: actor('a', 'person'),
      stage: 'holds',
      heldAsOf: on('2023-01-01'),
    },
  ],
  /* 22 */ [
    'OfficeRecorded',
    {
      office: 'secretary',
      body: 'org',
      holder: actor('a', 'person'),
      stage: 'left',
      endedOn: on('2024-12-31'),
    },
  ],
  /* 23 */ [
    'OfficeRecorded',
    {
      office: 'secretary',
      body: 'org',
      holder: actor('b', 'person'),
      stage: 'appointed',
      startedOn: on('2025-01-01'),
    },
  ],
  /* 24 */ [
    'MembershipStatusRecorded',
    {
      member: state('MNG'),
      body: 'org',
      status: 'observer',
      startedOn: on('2012'),
      endedOn: on('2020'),
    },
  ],
  /* 25 */ [
    'SourceDocumentRegistered',
    {
      document: 'note',
      docType: 'note',
      title: 'Note',
      language: 'en',
      sha256: sha('a'),
      characters: 10,
    },
  ],
  /* 26 */ ['DocumentSuperseded', { document: 'note', previous: sha('a'), next: sha('b') }],
  /* 27 */ [
    'PlanApproved',
    {
      decision: 'plan-1',
      meeting: 'council-41',
      kind: 'work-plan',
      verb: 'approved',
      period: on('2025/2027'),
    },
  ],
  /* 28 */ [
    'DecisionStatusReported',
    { decision: 'plan-1', body: 'forum', status: 'in-progress', heldAsOf: on('2025-01') },
  ],
  /* 29 */ [
    'ActivityReported',
    { kind: 'commemoration', summary: 'Remembered', within: 'org', occurredOn: on('XXXX-09-03') },
  ],
  /* 30 */ [
    'BodyRegistered',
    { body: 'old-council', name: 'Old Council', kind: 'organ', parents: ['org'] },
  ],
  /* 31 */ [
    'RecordsMerged',
    { kind: 'body', merged: 'old-council', into: 'council', reason: 'Renamed.', evidence },
  ],
  /* 32 */ [
    'MeetingHeld',
    { meeting: 'old-council-1', body: 'old-council', ordinal: nth(1), occurredOn: on('2004') },
  ],
  /* 33 */ [
    'MeetingAnnounced',
    { meeting: 'council-44', body: 'council', scheduledOn: on('2025-09') },
  ],
];

const model = useReadModel(TIMELINE, TOLD);
const merged = async () => {
  const at = model.createScope();
  return { ...at, aliases: await readAliases(model.database, at) };
};
const eventsOf = async (filter: FactFilter, given = {}, page = {}) =>
  (
    await listFacts(model.database, model.createScope(given), filter, { ...ALL, ...page }, 'placed')
  ).rows.map(({ event }) => event);

describe('Facts', () => {
  it('belong to a body that is theirs, its meetings are, or their decision is said to be', async () => {
    expect(await eventsOf({ bodies: ['council'], types: ['PlanApproved'] })).toEqual(['c27.1']);
    expect(await eventsOf({ bodies: ['forum'], types: ['PlanApproved'] })).toEqual(['c27.1']);
    expect(await eventsOf({ bodies: ['joint'], types: ['PlanApproved'] })).toEqual([]);
  });

  it('stand at their meeting where they have no date of their own; a plan does not stand in the time it is for', async () => {
    const { rows } = await listFacts(
      model.database,
      model.createScope(),
      { types: ['PlanApproved'] },
      ALL,
      'placed',
    );
    expect(rows).toMatchObject([
      { placedBy: 'meeting', placedOn: { edtf: '2024-03-15' }, dateOf: 'meeting' },
    ]);
  });

  it('that a meeting is to be held did not come to be on the day it was held', async () => {
    const types = ['MeetingAnnounced'];
    const { rows } = await listFacts(
      model.database,
      model.createScope(),
      { types, meetings: ['council-44'] },
      ALL,
      'placed',
    );
    expect(rows).toMatchObject([
      { date: { stated: false }, placedOn: { edtf: '2025-09' }, placedBy: 'scheduled' },
    ]);
  });

  it('come undated last, those that recur among them', async () => {
    const types = ['MeetingHeld', 'ActivityReported'];
    expect(await eventsOf({ types })).toEqual(['c32.1', 'c6.1', 'c11.1', 'c7.1', 'c8.1', 'c29.1']);
    expect(await eventsOf({ types }, {}, { days: { from: '2025-06-30', to: null } })).toEqual([
      'c11.1',
      'c7.1',
    ]);
  });

  it('are found under either of two ids that name one thing', async () => {
    const { database } = model;
    const at = await merged();
    const found = async (incident: string) =>
      (await listFacts(database, at, { incidents: [incident] }, ALL)).rows;
    expect((await found('jaffar')).map(({ event }) => event)).toEqual(['c18.1', 'c19.1']);
    expect(await found('jaffer')).toEqual(await found('jaffar'));
    expect((await found('jaffer')).flatMap(({ incidents }) => incidents)).toEqual([
      'jaffer',
      'jaffer',
    ]);
    const before = {
      ...at,
      position: 19,
      aliases: await readAliases(database, { ...at, position: 19 }),
    };
    expect((await listFacts(database, before, { incidents: ['jaffer'] }, ALL)).rows).toHaveLength(
      1,
    );
  });
});

describe('A fact that was corrected or retracted', () => {
  it('says at every position what the record said there', async () => {
    const placesAt = async (position: number) =>
      (
        await listMeetings(
          model.database,
          model.createScope({ position }),
          { meetings: ['council-41'] },
          ALL,
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

  it('keeps its page, which says what became of it', async () => {
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

  it('is listed since a day', async () => {
    const since = async (time: string) =>
      (
        await listCorrections(model.database, model.createScope(), { since: new Date(time) }, ALL)
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
  it('is open until it is resolved, and says which of its facts still stand', async () => {
    const conflicts = async (position: number, resolved?: boolean) =>
      (await listConflicts(model.database, model.createScope({ position }), { resolved }, ALL))
        .rows;
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

describe('Meetings', () => {
  const list = async (filter: object, given = {}) =>
    (await listMeetings(model.database, model.createScope(given), filter, ALL)).rows;

  it('were held, or are announced or postponed, by the day that is told last', async () => {
    const stages = (await list({})).map(({ meeting, stage }) => `${meeting} ${stage}`);
    expect(stages).toEqual([
      'old-council-1 held',
      'council-41 held',
      'joint-1 held',
      'council-44 held',
      'forum-3 postponed',
      'council-x held',
    ]);
    expect(await list({ stages: ['postponed'] })).toMatchObject([
      {
        body: 'forum',
        heldOn: { stated: false },
        scheduledOn: { edtf: '2026-10' },
        ordinal: { value: 3 },
      },
    ]);
    expect((await list({ sessions: ['extraordinary'] })).map(({ meeting }) => meeting)).toEqual([
      'council-x',
    ]);
  });

  it('of a day that had not come were not held by then', async () => {
    const meetings = await list({ bodies: ['council'] }, { asOf: '2025-01-01' });
    expect(meetings.map(({ meeting, stage }) => `${meeting} ${stage}`)).toEqual([
      'council-41 held',
      'council-44 announced',
      'council-x held',
    ]);
  });

  it('of a joint session belong to each of its parents', async () => {
    const { database } = model;
    expect(await listBodiesWithOrgans(database, model.createScope(), ['forum'])).toEqual([
      'forum',
      'joint',
    ]);
    expect(await listBodiesWithOrgans(database, model.createScope(), ['council'])).toEqual([
      'council',
      'joint',
    ]);
    expect(await listBodiesWithOrgans(database, model.createScope(), ['org'])).toEqual([
      'council',
      'forum',
      'joint',
      'old-council',
      'org',
    ]);
  });

  it('leave gaps in the series of their body and session', async () => {
    expect(
      await listOrdinalGaps(model.database, model.createScope(), { bodies: ['council'] }),
    ).toEqual([
      { body: 'council', session: 'ordinary', from: 1, to: 40 },
      { body: 'council', session: 'ordinary', from: 42, to: 43 },
    ]);
    const [gap] = await listOrdinalGaps(model.database, await merged(), { bodies: ['council'] });
    expect(gap).toEqual({ body: 'council', session: 'ordinary', from: 2, to: 40 });
  });

  it('tell who chaired the body on their day', async () => {
    const chair = await findChair(
      model.database,
      model.createScope({ asOf: '2024-03-15' }),
      'council',
    );
    expect(chair.holder).toMatchObject({ holder: { id: 'UZB' }, events: ['c13.1'] });
    expect(
      (await findChair(model.database, model.createScope({ asOf: '2024-03-16' }), 'council'))
        .holder,
    ).toBeNull();
    const before = await findChair(
      model.database,
      model.createScope({ asOf: '2024-03-15', position: 15 }),
      'council',
    );
    expect([before.holder, before.possibly.map(({ holder }) => holder.id)]).toEqual([
      null,
      ['UZB', 'TJK'],
    ]);
  });
});

describe('Bodies', () => {
  it('that were merged are shown as one, under the id that is shown, with all they were called', async () => {
    const bodies = await listBodies(model.database, await merged(), { bodies: ['old-council'] });
    expect(bodies).toMatchObject([
      {
        body: 'council',
        name: 'Council',
        mergedIds: ['old-council'],
        names: ['Council', 'Old Council'],
      },
    ]);
    expect(
      await listBodies(model.database, model.createScope(), { kinds: ['joint-session'] }),
    ).toMatchObject([{ body: 'joint', parents: ['council', 'forum'], organs: [] }]);
  });

  it('have the officers and members of the day', async () => {
    const holders = async (asOf: string | null) =>
      (await listOffices(model.database, model.createScope({ asOf }), { bodies: ['org'] })).map(
        ({ holder, stage }) => `${holder?.id} ${stage}`,
      );
    expect(await holders(null)).toEqual(['a holds', 'a left', 'b appointed']);
    expect(await holders('2024-06-01')).toEqual(['a holds', 'a left']);
    expect(await holders('2025-06-01')).toEqual(['b appointed']);
    expect(await holders('2022-01-01')).toEqual(['a left']);
    const members = async (asOf: string) =>
      listMemberships(model.database, model.createScope({ asOf }), { bodies: ['org'] });
    expect(await members('2020-12-31')).toHaveLength(1);
    expect(await members('2021-01-01')).toEqual([]);
    expect(await members('2011-12-31')).toEqual([]);
  });
});

describe('A source', () => {
  it('means its newest text', async () => {
    const [note] = (await listSources(model.database, model.createScope(), {}, ALL)).rows;
    expect(note).toMatchObject({ sha256: sha('b'), supersededSha256: [sha('a')], held: 'full' });
    const [before] = (
      await listSources(model.database, model.createScope({ position: 25 }), {}, ALL)
    ).rows;
    expect(before).toMatchObject({ sha256: sha('a'), supersededSha256: [] });
  });
});
