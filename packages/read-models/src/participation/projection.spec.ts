import { DEFINITIONS, EXAMPLES } from '@rapporteur/contracts';
import { describe, expect, it } from 'vitest';
import { createDecodedEvent } from '../testing/sample-event.ts';
import { projectParticipation } from './projection.ts';
import { ROLES } from './roles.ts';

const state = (id: string) => ({ id, kind: 'state', nameAsWritten: id });
const members = {
  id: 'sco-member-states',
  kind: 'class',
  nameAsWritten: 'Member States',
  of: 'sco',
};

function rolesIn(...args: Parameters<typeof createDecodedEvent>) {
  return projectParticipation(createDecodedEvent(...args))
    .filter(({ table }) => table === 'participations')
    .map(
      ({ values }) =>
        `${String(values['actor'])} ${String(values['role'])} ${String(values['takesPart'])}`,
    );
}

const valuesOf = (...args: Parameters<typeof createDecodedEvent>) =>
  projectParticipation(createDecodedEvent(...args))
    .filter(({ table }) => table === 'participations')
    .map(({ values }) => values);

describe('The participation of an event', () => {
  it('is defined for every event type', () => {
    for (const { type } of DEFINITIONS) {
      const rows = projectParticipation(
        createDecodedEvent(type, EXAMPLES[type] as Record<string, unknown>),
      );
      for (const { values } of rows.filter(({ table }) => table === 'participations')) {
        expect(ROLES, type).toHaveProperty(String(values['role']));
      }
    }
  });

  it('counts a named delegation and its head as participants', () => {
    const heads = [{ id: 'a-person', kind: 'person', nameAsWritten: 'A. Person' }];
    expect(
      rolesIn('DelegationAttended', {
        meeting: 'm-44',
        state: state('BLR'),
        heads,
        basis: 'named',
      }),
    ).toEqual(['BLR attended true', 'a-person headed-delegation true']);
  });

  it('distinguishes organs from states', () => {
    const organ = {
      id: 'sco-rats-executive-committee',
      kind: 'organ',
      nameAsWritten: 'Executive Committee',
    };
    const [row] = valuesOf('OrganAttended', { meeting: 'm-44', organ, capacity: 'secretariat' });
    expect(row).toMatchObject({
      role: 'organ-attended',
      actorKind: 'organ',
      capacity: 'secretariat',
    });
  });

  it('does not treat the country of a meeting as its host', () => {
    const held = {
      meeting: 'm-44',
      body: 'b',
      occurredOn: { edtf: '2025-09-10', basis: 'stated' },
      places: [{ name: 'Cholpon-Ata', country: { code: 'KGZ' } }],
    };
    expect(rolesIn('MeetingHeld', held)).toEqual(['KGZ place-of-meeting false']);
    expect(rolesIn('MeetingHeld', { ...held, host: state('KGZ') })).toEqual([
      'KGZ hosted true',
      'KGZ place-of-meeting false',
    ]);
  });

  it('does not treat an expected participant as present', () => {
    expect(
      rolesIn('MeetingAnnounced', { meeting: 'm-45', body: 'b', expected: [state('PAK')] }),
    ).toEqual(['PAK expected false']);
  });

  it('does not count actors that are blamed, attacked or discussed as participants', () => {
    const condemned = {
      condemner: members,
      strength: 'condemned',
      target: { incident: 'strikes', againstState: { code: 'IRN' } },
      perpetrators: [state('ISR'), state('USA')],
    };
    expect(rolesIn('IncidentCondemned', condemned)).toEqual([
      'sco-member-states condemner false',
      'ISR attributed-perpetrator false',
      'USA attributed-perpetrator false',
      'IRN target false',
    ]);
    const position = {
      by: [members],
      verb: 'noted',
      topic: 't',
      summary: 's',
      states: [{ code: 'AFG' }],
    };
    expect(rolesIn('PositionStated', position)).toContain('AFG subject-of-position false');
  });

  it('stores the condemner that blames a state, apart from other condemners of the incident', () => {
    const target = { incident: 'strikes' };
    const council = { id: 'council', kind: 'organ', nameAsWritten: 'Council' };
    const named = valuesOf('IncidentCondemned', {
      condemner: members,
      strength: 'condemned',
      target,
      perpetrators: [state('ISR')],
    });
    expect(named.find(({ role }) => role === 'attributed-perpetrator')).toMatchObject({
      saidBy: 'sco-member-states',
    });
    expect(
      rolesIn('IncidentCondemned', { condemner: council, strength: 'strongly-condemned', target }),
    ).toEqual(['council condemner false']);
  });

  it('gives a class the basis `class`', () => {
    const [row] = valuesOf('PositionStated', {
      by: [members],
      verb: 'noted',
      topic: 't',
      summary: 's',
    });
    expect(row).toMatchObject({ actor: 'sco-member-states', basis: 'class', actorOf: 'sco' });
  });

  it('keeps the basis of a country that is clear from the context', () => {
    const places = [
      { name: 'Rostov', country: { code: 'RUS', basis: 'context' } },
      { name: 'Tula', country: { code: 'RUS', basis: 'context' } },
    ];
    const rows = valuesOf('IncidentRecorded', {
      incident: 'plane-bombings',
      name: 'Plane bombings',
      places,
    });
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ actor: 'RUS', role: 'place-of-incident', basis: 'context' });
  });

  it('stores the actor to whom a fact is attributed', () => {
    const attributedTo = {
      id: 'n-yermekbayev',
      kind: 'person',
      nameAsWritten: 'Nurlan Yermekbayev',
    };
    const passages = [
      {
        document: 'd',
        documentSha256: '0'.repeat(64),
        start: 0,
        end: 1,
        sha256: '1'.repeat(64),
        line: 1,
      },
    ];
    const position = {
      by: [attributedTo],
      verb: 'said',
      topic: 't',
      summary: 's',
      occurredOn: { edtf: '2025-08-21/2025-08-31', asWritten: 'late August', basis: 'relative' },
      assertion: { passages, modality: 'attributed', attributedTo },
    };
    expect(rolesIn('PositionStated', position)).toEqual([
      'n-yermekbayev speaks false',
      'n-yermekbayev said-to-have-said false',
    ]);
    expect(valuesOf('PositionStated', position)[0]).toMatchObject({
      occurredEarliest: '2025-08-21',
      occurredLatest: '2025-08-31',
    });
  });

  it('stores the date of a fact, but not its due date', () => {
    const planned = {
      decision: 'd',
      meeting: 'm-44',
      kind: 'seminar',
      hostState: state('PAK'),
      scheduledOn: { edtf: '2026', basis: 'stated' },
      verb: 'planned',
    };
    expect(valuesOf('EventPlanned', planned)[0]).toMatchObject({
      role: 'host-of-planned-event',
      occurredOn: null,
    });
    const since = {
      kind: 'operation-series',
      summary: 's',
      by: [members],
      occurredOn: { edtf: '2013/..', basis: 'stated' },
    };
    expect(valuesOf('ActivityReported', since)[0]).toMatchObject({
      occurredEarliest: '2013-01-01',
      occurredLatest: 'infinity',
    });
  });

  it('ignores only events without actors', () => {
    const silent = DEFINITIONS.map(({ type }) => type).filter(
      (type) =>
        projectParticipation(createDecodedEvent(type, EXAMPLES[type] as Record<string, unknown>))
          .length === 0,
    );
    // Their examples name nobody, or the type has no field for anybody.
    expect(silent).not.toContain('MeetingChaired');
    expect(silent).toContain('RecordRetracted');
    expect(silent).toContain('ConflictFlagged');
  });
});
