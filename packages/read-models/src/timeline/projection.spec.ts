import { CATALOGUE, EXAMPLES, type EventType } from '@rapporteur/contracts';
import { readDeclaredTables } from '@rapporteur/projection-runtime';
import { describe, expect, it } from 'vitest';
import { createDecodedEvent, type EventSample } from '../testing/sample-event.ts';
import { projectTimeline, TIMELINE } from './projection.ts';

const types = CATALOGUE.definitions.map(({ type }) => type as EventType);
const tables = readDeclaredTables(TIMELINE, 'timeline_v9');
const factGroups = new Set([
  'sources',
  'bodies',
  'chair',
  'meetings',
  'decisions',
  'incidents',
  'positions',
  'reports',
]);

function rowsOf(...[type, data]: EventSample) {
  return projectTimeline(createDecodedEvent(type, data));
}

function factOf(...sample: EventSample) {
  return rowsOf(...sample).find(({ table }) => table === 'facts')?.values;
}

const on = (edtf: string, basis = 'stated') => ({ edtf, basis });
const actor = (id: string, kind: string, overrides = {}) => ({
  id,
  kind,
  nameAsWritten: `the ${id}`,
  ...overrides,
});

describe('The timeline', () => {
  it.each(types)('creates rows for %s that fit its tables', (type) => {
    const rows = projectTimeline(createDecodedEvent(type, EXAMPLES[type] as EventSample[1]));
    for (const { table, values } of rows) {
      const columns = tables.get(table)?.columns.map(({ property }) => property) ?? [];
      expect(columns).toEqual(expect.arrayContaining(Object.keys(values)));
    }
    const isFact = factGroups.has(CATALOGUE.getDefinition(type).group);
    expect(rows.filter(({ table }) => table === 'facts')).toHaveLength(isFact ? 1 : 0);
  });

  it('stores an external identifier of any thing in one table, from a fact or from a link', () => {
    const identifiers = [{ scheme: 'wikidata', value: 'Q1' }];
    const identifierRows = (...sample: EventSample) =>
      rowsOf(...sample)
        .filter(({ table }) => table === 'identifiers')
        .map(({ values }) => Object.values(values));
    const rows = (kind: string, id: string) => [[kind, id, 'wikidata', 'Q1']];
    expect(
      identifierRows('BodyRegistered', { body: 'b', name: 'B', kind: 'organ', identifiers }),
    ).toEqual(rows('body', 'b'));
    expect(identifierRows('MeetingHeld', { meeting: 'b-1', body: 'b', identifiers })).toEqual(
      rows('meeting', 'b-1'),
    );
    expect(identifierRows('IncidentRecorded', { incident: 'i', name: 'I', identifiers })).toEqual(
      rows('incident', 'i'),
    );
    const link = { id: 'p', relation: 'same', reason: 'One name.', evidence: { note: 'A list' } };
    expect(
      identifierRows('RecordsLinked', { ...link, kind: 'actor', other: identifiers[0] }),
    ).toEqual(rows('actor', 'p'));
    const other = { collection: 'c', id: 'q' };
    const linked: EventSample = ['RecordsLinked', { ...link, kind: 'actor', other }];
    expect(identifierRows(...linked)).toEqual([]);
    expect(rowsOf(...linked)[0]?.values).toMatchObject({
      kind: 'actor',
      thingId: 'p',
      relation: 'same',
      otherCollection: 'c',
      otherId: 'q',
    });
  });

  it('stores the own date of a fact, and the date at which it is shown', () => {
    const dates = (...sample: EventSample) => {
      const fact = factOf(...sample);
      return [fact?.['occurredEarliest'], fact?.['placedEarliest'], fact?.['placedBy']];
    };
    const agreed = {
      decision: 'd',
      meeting: 'm',
      what: 'campaigns',
      topic: 'campaigns',
      verb: 'agreed',
    };
    expect(dates('AgreementReached', { ...agreed, dueOn: on('2026') })).toEqual([
      null,
      '2026-01-01',
      'due',
    ]);
    expect(dates('AgreementReached', agreed)).toEqual([null, null, 'meeting']);
    expect(dates('NextMeetingAgreed', { body: 'b', after: 'm' })).toEqual([null, null, null]);
    const planned = { decision: 'd', meeting: 'm', kind: 'seminar', verb: 'planned' };
    expect(dates('EventPlanned', { ...planned, scheduledOn: on('2026-03') })).toEqual([
      null,
      '2026-03-01',
      'scheduled',
    ]);
    const status = {
      decision: 'd',
      status: 'in-force',
      heldAsOf: on('2025-09-29'),
      period: on('2025/2027'),
    };
    expect(dates('DecisionStatusReported', status)).toEqual(['2025-09-29', '2025-01-01', 'period']);
    const plan = { decision: 'd', kind: 'work-plan', verb: 'approved', period: on('2026/2028') };
    expect(dates('PlanApproved', plan)).toEqual([null, null, null]);
  });

  it('stores an infinite bound for an open date, and no days for a recurring one', () => {
    const activity = (edtf: string) =>
      factOf('ActivityReported', { kind: 'commemoration', summary: 's', occurredOn: on(edtf) });
    expect(activity('2013/..')).toMatchObject({
      occurredEarliest: '2013-01-01',
      occurredLatest: 'infinity',
    });
    expect(activity('XXXX-09-03')).toMatchObject({
      occurredEarliest: null,
      occurredOn: { edtf: 'XXXX-09-03' },
    });
  });

  it('lists the values that the passage does not state, with their basis', () => {
    const place = { name: 'Beslan', country: { code: 'RUS', basis: 'context' } };
    const fact = factOf('IncidentRecorded', {
      incident: 'beslan',
      name: 'seizure',
      places: [place],
      occurredOn: on('2004', 'relative'),
    });
    expect(fact?.['inferred']).toEqual([
      { field: 'occurredOn', basis: 'relative', rule: null },
      { field: 'places.0.country', basis: 'context', rule: null },
    ]);
    const attended = { meeting: 'm', state: actor('KGZ', 'state') };
    expect(factOf('DelegationAttended', { ...attended, basis: 'named' })?.['inferred']).toEqual([]);
    expect(factOf('DelegationAttended', { ...attended, basis: 'derived' })?.['inferred']).toEqual([
      { field: 'state', basis: 'derived', rule: null },
    ]);
  });

  it('distinguishes an omitted agent from an empty list', () => {
    const measure = { decision: 'd', kind: 'measure', topic: 't', verb: 'taken' };
    expect(factOf('MeasureTaken', measure)?.['agentUnknown']).toBe(true);
    expect(
      factOf('MeasureTaken', { ...measure, by: actor('sco', 'organization') })?.['agentUnknown'],
    ).toBe(false);
    expect(
      factOf('EventPlanned', { decision: 'd', kind: 'seminar', verb: 'planned' })?.['agentUnknown'],
    ).toBe(false);
  });

  it('assigns a fact to acting bodies, not to mentioned or speaking ones', () => {
    const condemned = {
      condemner: actor('council', 'organ'),
      strength: 'condemned',
      target: { incident: 'i' },
      perpetrators: [actor('group-x', 'group')],
    };
    expect(factOf('IncidentCondemned', condemned)).toMatchObject({
      bodies: ['council'],
      incidents: ['i'],
    });
    const members = { ...condemned, condemner: actor('members', 'class', { of: 'council' }) };
    expect(factOf('IncidentCondemned', members)).toMatchObject({ bodies: [] });
    const registered = { body: 'council', name: 'Council', kind: 'organ', parents: ['sco'] };
    expect(factOf('BodyRegistered', registered)).toMatchObject({ bodies: ['council'] });
    const banned = {
      organization: actor('group-x', 'group'),
      by: actor('RUS', 'state'),
      status: 'banned',
    };
    expect(factOf('OrganizationDesignated', banned)).toMatchObject({
      bodies: ['group-x'],
      states: ['RUS'],
    });
  });

  it('stores every name as written', () => {
    const place = { name: 'Osh', country: { code: 'KGZ', nameAsWritten: 'Kyrgyz Republic' } };
    const rows = rowsOf('MeetingHeld', {
      meeting: 'm',
      body: 'council',
      places: [place],
      host: actor('KGZ', 'state'),
    });
    const names = rows
      .filter(({ table }) => table === 'names')
      .map(({ values }) => [values['named'], values['name']]);
    expect(names).toEqual([
      ['KGZ', 'the KGZ'],
      ['KGZ', 'Kyrgyz Republic'],
    ]);
  });
});
