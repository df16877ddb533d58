import { CATALOGUE, unwrapSchema } from '@rapporteur/contracts';
import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { Aliases } from '../query/aliases.ts';
import type { EventSample } from '../testing/sample-event.ts';
import { FULL_PAGE, useReadModel } from '../testing/use-read-model.ts';
import { listMeetings } from './meeting-queries.ts';
import { readMeetingRecord } from './meeting-record.ts';
import { MEETING_PAGE_PARTS, MEETING_SECTIONS } from './meeting-sections.ts';
import { TIMELINE } from './projection.ts';

const on = (edtf: string) => ({ edtf, basis: 'stated' });
const state = (id: string, kind = 'state') => ({ id, kind, nameAsWritten: id });
const said = (document: string, modality = 'narrated') => ({
  modality,
  passages: [
    {
      document,
      documentSha256: '0'.repeat(64),
      start: 0,
      end: 10,
      sha256: '1'.repeat(64),
      line: 1,
    },
  ],
});

function describeDocument(document: string, day: string): EventSample {
  const data = { document, aspect: 'published', occurredOn: on(day), assertion: said(document) };
  return ['DocumentDescribed', data];
}

function announce(document: string, day: string, overrides: object = {}): EventSample {
  const meeting = { meeting: 'board-7', body: 'board', scheduledOn: on(day) };
  return ['MeetingAnnounced', { ...meeting, ...overrides, assertion: said(document) }];
}

function attend(actor: object, document: string, overrides: object = {}): EventSample {
  const data = { meeting: 'board-8', state: actor, basis: 'named', ...overrides };
  return ['DelegationAttended', { ...data, assertion: said(document) }];
}

const held = (document: string, overrides: object): EventSample => [
  'MeetingHeld',
  { meeting: 'board-8', body: 'board', ...overrides, assertion: said(document) },
];

const RECORD: readonly EventSample[] = [
  ['BodyRegistered', { body: 'board', name: 'Board of the Club', kind: 'organ' }],
  describeDocument('early', '2031-01-10'),
  describeDocument('late', '2031-03-10'),
  announce('late', '2031-05-22/2031-05-25', {
    place: { name: 'Bergen' },
    chair: state('MLT'),
    agenda: ['fishing'],
  }),
  announce('early', '2031-05-23/2031-05-25'),
  // An older notice was entered after a newer one.
  announce('early', '2031-07-01', { meeting: 'board-9' }),
  ['MeetingRescheduled', { meeting: 'board-9', outcome: 'cancelled', assertion: said('late') }],
  announce('late', '2031-02-02', { meeting: 'board-8', place: { name: 'Turin' } }),
  held('late', { occurredOn: on('2031-02-03'), places: [{ name: 'Genoa' }], host: state('ITA') }),
  held('early', { occurredOn: on('2031-02') }),
  ['MeetingChaired', { meeting: 'board-8', chairs: [state('ITA')], assertion: said('late') }],
  attend(state('NOR'), 'early', { capacity: 'guest', count: { min: 3, max: 3 } }),
  attend({ ...state('NOR'), nameAsWritten: 'Norway' }, 'late', {
    heads: [state('kari', 'person')],
  }),
  attend(state('nine', 'class'), 'late', { basis: 'class', count: { min: 9, max: 9 } }),
  [
    'IncidentCondemned',
    {
      meeting: 'board-8',
      condemner: state('board', 'organ'),
      strength: 'condemned',
      target: { class: 'piracy' },
      assertion: said('early'),
    },
  ],
  [
    'IncidentCondemned',
    {
      meeting: 'board-8',
      condemner: state('board', 'organ'),
      strength: 'condemned',
      target: { class: 'piracy' },
      assertion: said('late'),
    },
  ],
  ['MeetingHeld', { meeting: 'prep-1', body: 'board', prepares: 'board-8' }],
];
const model = useReadModel(TIMELINE, RECORD);
const scope = () => ({ ...model.createScope(), aliases: new Aliases(['sco']) });
const find = async (id: string, overrides = {}) => {
  const filter = { meetings: [{ collection: 'sco', id }] };
  const wide = { ...scope(), ...overrides };
  const options = { statements: true };
  return (await listMeetings(model.database, wide, filter, FULL_PAGE, options)).rows[0];
};

describe('A meeting of which several documents tell', () => {
  it('shows all days that were announced, and that they differ', async () => {
    const meeting = await find('board-7');
    expect(meeting).toMatchObject({
      name: 'Board of the Club, 22 to 25 May 2031',
      stage: 'announced',
      agreement: { scheduledOn: 'sources differ', scheduledPlace: 'one source' },
      announcedDays: [{ edtf: '2031-05-22/2031-05-25' }, { edtf: '2031-05-23/2031-05-25' }],
      alternatives: { scheduledOn: [{ edtf: '2031-05-23/2031-05-25' }] },
      scheduledPlaces: [{ name: 'Bergen' }],
      plannedChair: { id: 'MLT' },
      agenda: ['fishing'],
      chairs: [],
    });
    expect(meeting?.statements?.['scheduledOn']).toHaveLength(2);
  });

  it('has the stage that the latest document tells, whatever was recorded last', async () => {
    expect(await find('board-9')).toMatchObject({
      stage: 'cancelled',
      documents: ['early', 'late'],
    });
    // By then only the older notice had been published.
    const asOf = '2031-02-01';
    expect(await find('board-9', { asOf })).toMatchObject({ stage: 'announced' });
    expect(await find('board-8', { asOf })).toBeUndefined();
  });

  it('keeps the announced day and place beside those of the held meeting', async () => {
    expect(await find('board-8')).toMatchObject({
      stage: 'held',
      heldOn: { edtf: '2031-02-03' },
      scheduledOn: { edtf: '2031-02-02' },
      places: [{ name: 'Genoa' }],
      scheduledPlaces: [{ name: 'Turin' }],
      host: { id: 'ITA' },
      agreement: { occurredOn: 'sources agree', scheduledOn: 'one source' },
      conflicts: [],
      documents: ['early', 'late'],
    });
  });

  it('has each delegation once, with its number, capacity and heads', async () => {
    const { delegations } = await readMeetingRecord(model.database, scope(), [
      { collection: 'sco', id: 'board-8' },
    ]);
    expect(delegations).toMatchObject([
      {
        actor: 'NOR',
        capacity: 'guest',
        isGuest: true,
        count: { min: 3 },
        heads: [{ id: 'kari' }],
        documents: ['early', 'late'],
      },
      {
        actor: 'nine',
        kind: 'class',
        basis: 'class',
        count: { stated: true, min: 9 },
      },
    ]);
  });

  it('has one entry for facts with the same content, and the meetings that prepared it', async () => {
    const { sections } = await readMeetingRecord(model.database, scope(), [
      { collection: 'sco', id: 'board-8' },
    ]);
    expect(sections.condemnations).toMatchObject([
      { events: ['c15.1', 'c16.1'], documents: ['early', 'late'], data: { strength: 'condemned' } },
    ]);
    expect(sections.preparedBy).toMatchObject([{ data: { meeting: 'prep-1' } }]);
    expect(sections.held).toHaveLength(2);
  });
});

describe('The page of a meeting', () => {
  it('has a part for each type of fact that can name a meeting', () => {
    const named = CATALOGUE.definitions.filter(({ schema }) =>
      Object.values(schema.shape).some(
        (field) => unwrapSchema(field as z.ZodType).meta()?.['referent'] === 'meeting',
      ),
    );
    expect(named.map(({ type }) => type).toSorted()).toEqual(
      Object.keys(MEETING_PAGE_PARTS).toSorted(),
    );
    const sections = Object.values(MEETING_SECTIONS).flat();
    const shown = Object.entries(MEETING_PAGE_PARTS).filter(([, part]) => part in MEETING_SECTIONS);
    for (const [type] of shown) expect(sections).toContain(type);
  });
});
