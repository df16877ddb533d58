import { rankStates } from './rank-queries.ts';
import type { ScopeOverrides } from '../testing/scope-overrides.ts';
import { describe, expect, it } from 'vitest';
import { Aliases } from '../query/aliases.ts';
import { completeEventData, type EventSample } from '../testing/sample-event.ts';
import type { PageRequest } from '../query/pages.ts';
import { FULL_PAGE, useReadModel } from '../testing/use-read-model.ts';
import { buildParticipationMatrix } from './matrix.ts';
import { PARTICIPATION } from './projection.ts';
import { listMatrixEntries } from './matrix-entries.ts';
import { listMeetingsHeld } from './meetings-held.ts';
import { countRoles, listParticipations } from './queries.ts';

const state = (id: string) => ({ id, kind: 'state', nameAsWritten: id });
const organ = (id: string) => ({ id, kind: 'organ', nameAsWritten: id });
const members = { id: 'members', kind: 'class', nameAsWritten: 'Member States', of: 'union' };
const thing = (id: string) => ({ collection: 'sco', id });
const on = (edtf: string) => ({ edtf, basis: 'stated' });

const held44 = {
  meeting: 'council-44',
  body: 'council',
  ordinal: { value: 44 },
  occurredOn: on('2025-09-10'),
};
const attended = (meeting: string, id: string): EventSample => [
  'DelegationAttended',
  { meeting, state: state(id), basis: 'named' },
];
const strikes = { incident: 'strikes', occurredOn: on('2025-06') };

/** In the order of the record: event n has the id `cn.1`. */
const RECORD: readonly EventSample[] = [
  ['MeetingHeld', held44], // 1
  ['MeetingChaired', { meeting: 'council-44', chairs: [state('KGZ')] }], // 2
  attended('council-44', 'KGZ'), // 3
  attended('council-44', 'PAK'), // 4
  [
    'OrganAttended',
    { meeting: 'council-44', organ: organ('secretariat'), capacity: 'secretariat' },
  ], // 5
  ['MeetingHeld', { meeting: 'ministers-22', body: 'ministers', occurredOn: on('2025-07') }], // 6
  [
    'IncidentCondemned',
    {
      condemner: members,
      strength: 'condemned',
      target: { ...strikes, againstState: { code: 'IRN' } },
      perpetrators: [state('ISR')],
    },
  ], // 7
  [
    'PositionStated',
    { by: [members], verb: 'stated', topic: 'legality', summary: 's', incidents: ['strikes'] },
  ], // 8
  [
    'ChairmanshipTransferred',
    { body: 'council', from: state('KGZ'), to: state('PAK'), effectiveOn: on('2025-09-10') },
  ], // 9
  ['IntentReported', { by: [state('PAK')], what: 'w' }], // 10
  // From another source: the same attendance again.
  attended('council-44', 'PAK'), // 11
  ['MeetingHeld', { meeting: 'council-43', body: 'council', occurredOn: on('2025-03') }], // 12
  ['DelegationAttended', { meeting: 'council-43', state: members, basis: 'class' }], // 13
  [
    'ActivityReported',
    {
      kind: 'operation',
      summary: 's',
      by: [{ id: 'ru-agency', kind: 'agency', nameAsWritten: 'A', of: 'RUS' }],
    },
  ], // 14
  // It was India, not Kyrgyzstan.
  [
    'RecordCorrected',
    {
      target: 'c3.1',
      field: 'state',
      oldValue: null,
      newValue: null,
      reason: 'r',
      evidence: { note: 'n' },
      correctedType: 'org.rapporteur.delegation-attended.v1',
      corrected: completeEventData(...attended('council-44', 'IND')),
    },
  ], // 15
  ['RecordRetracted', { target: 'c10.1', reason: 'r', evidence: { note: 'n' } }], // 16
];
const model = useReadModel(PARTICIPATION, RECORD);

const refs = (ids: readonly string[]) => ids.map((id) => ({ collection: 'sco', id }));

async function rolesOf(actor: string, overrides: ScopeOverrides = {}): Promise<readonly string[]> {
  const { rows } = await listParticipations(
    model.database,
    model.createScope(overrides),
    { actors: [thing(actor)] },
    FULL_PAGE,
  );
  return rows.map(({ role, event }) => `${role} ${event}`);
}

async function matrixOf(
  bodies: readonly string[],
  overrides: ScopeOverrides = {},
  requestedStates: readonly string[] = [],
) {
  const { rows } = await listMeetingsHeld(
    model.database,
    model.createScope(overrides),
    { bodies: refs(bodies) },
    FULL_PAGE,
  );
  const entries = await listMatrixEntries(
    model.database,
    model.createScope(overrides),
    rows.flatMap(({ meeting }) => model.createScope(overrides).aliases.things('meeting', meeting)),
  );
  return buildParticipationMatrix(rows, entries, { states: requestedStates });
}

describe('The participation of a state', () => {
  it('is listed by role, by the date of the fact or its meeting, then by command', async () => {
    expect(await rolesOf('PAK')).toEqual(['attended c11.1', 'attended c4.1', 'chair-to c9.1']);
  });

  it('returns the record as of a position', async () => {
    expect(await rolesOf('PAK', { position: 10 })).toEqual([
      'attended c4.1',
      'chair-to c9.1',
      'intends c10.1',
    ]);
    expect(await rolesOf('IND', { position: 14 })).toEqual([]);
    expect(await rolesOf('IND')).toEqual(['attended c3.1']);
  });

  it('skips facts after a day, and those without any day', async () => {
    expect(await rolesOf('PAK', { position: 10, asOf: '2025-09-09' })).toEqual([]);
    expect(await rolesOf('PAK', { position: 10, asOf: '2025-09-10' })).toHaveLength(2);
  });

  it('is counted by role, participation first', async () => {
    expect(
      await countRoles(model.database, model.createScope(), { actors: [thing('PAK')] }),
    ).toEqual([
      { role: 'attended', takesPart: true, facts: 2 },
      { role: 'chair-to', takesPart: false, facts: 1 },
    ]);
  });

  it('includes facts about an incident that affected it, but not for states that are blamed', async () => {
    expect(await rolesOf('IRN')).toEqual(['target c7.1', 'incident-told-of c8.1']);
    expect(await rolesOf('ISR')).toEqual(['attributed-perpetrator c7.1']);
    const { rows } = await listParticipations(
      model.database,
      model.createScope(),
      { actors: [thing('ISR')] },
      FULL_PAGE,
    );
    expect(rows[0]).toMatchObject({ takesPart: false, saidBy: 'members' });
  });

  it('includes the facts of its agencies, under their own ids', async () => {
    const { rows } = await listParticipations(
      model.database,
      model.createScope(),
      { actors: [thing('RUS')] },
      FULL_PAGE,
    );
    expect(rows).toMatchObject([
      { actor: 'ru-agency', kind: 'agency', actorOf: 'RUS', role: 'activity-by' },
    ]);
  });

  it('returns pages in the order of the whole list', async () => {
    const whole = await rolesOf('PAK', { position: 10 });
    const pages: string[] = [];
    for (let after: PageRequest['after'] = null, more = true; more;) {
      const page = await listParticipations(
        model.database,
        model.createScope({ position: 10 }),
        { actors: [thing('PAK')] },
        { limit: 1, after },
      );
      pages.push(...page.rows.map(({ role, event }) => `${role} ${event}`));
      after = page.next;
      more = after !== null;
    }
    expect(pages).toEqual(whole);
  });
});

describe('The participation matrix', () => {
  it('shows attendance by name or as a class, and the chair', async () => {
    const matrix = await matrixOf(['council']);
    expect(
      matrix.meetings.map(({ meeting, listing, states, organs }) => [
        meeting,
        listing,
        states,
        organs,
      ]),
    ).toEqual([
      ['council-43', 'by-class', 0, 0],
      ['council-44', 'by-name', 2, 1],
    ]);
    expect(
      matrix.states.map(({ actor, cells, total }) => [actor, cells.map(({ kind }) => kind), total]),
    ).toEqual([
      ['IND', ['not-stated', 'attended'], '1 of 1 meeting with a recorded list'],
      ['KGZ', ['not-stated', 'chaired'], '0 of 1 meeting with a recorded list'],
      ['PAK', ['not-stated', 'attended'], '1 of 1 meeting with a recorded list'],
    ]);
    expect(
      matrix.others.map(({ actor, kind, cells }) => [actor, kind, cells.map(({ basis }) => basis)]),
    ).toEqual([
      ['members', 'class', ['class', null]],
      ['secretariat', 'organ', [null, 'named']],
    ]);
  });

  it('counts a meeting once, even if several sources state an attendance', async () => {
    const { states } = await matrixOf(['council']);
    expect(states.find(({ actor }) => actor === 'PAK')).toMatchObject({
      namedAttended: 1,
      attended: 1,
    });
  });

  it('reports a state that is missing in a list as not listed, never as absent', async () => {
    const { states } = await matrixOf(['council'], {}, ['AFG']);
    const cells = states.find(({ actor }) => actor === 'AFG')?.cells;
    expect(cells?.map(({ kind }) => kind)).toEqual(['not-stated', 'not-listed']);
  });

  it('reports attendance as not stated if a meeting has no list', async () => {
    const matrix = await matrixOf(['ministers'], {}, ['CHN']);
    expect(matrix.meetings[0]).toMatchObject({ listing: 'not-stated', states: 0 });
    expect(matrix.states[0]).toMatchObject({
      actor: 'CHN',
      total: '0 of 0 meetings with a recorded list',
    });
    expect(matrix.states[0]?.cells[0]).toMatchObject({ kind: 'not-stated', basis: null });
  });

  it('shows a merged meeting under its canonical id', async () => {
    const aliases = new Aliases(
      ['sco'],
      [{ collection: 'sco', kind: 'meeting', merged: 'council-43', into: 'council-44' }],
    );
    const matrix = await matrixOf(['council'], { aliases });
    expect(matrix.meetings.map(({ meeting }) => meeting)).toEqual(['council-44']);
    expect(matrix.others.map(({ actor }) => actor)).toEqual(['members', 'secretariat']);
  });
});

describe('The ranking of states', () => {
  it('counts the distinct meetings that name a state, and zero for other known states', async () => {
    expect(await rankStates(model.database, model.createScope(), {})).toEqual([
      { state: 'IND', namedAttendances: 1, rank: 1 },
      { state: 'PAK', namedAttendances: 1, rank: 1 },
      { state: 'IRN', namedAttendances: 0, rank: 3 },
      { state: 'ISR', namedAttendances: 0, rank: 3 },
      { state: 'KGZ', namedAttendances: 0, rank: 3 },
    ]);
  });

  it('counts only the meetings of the overrides bodies', async () => {
    const ranked = await rankStates(model.database, model.createScope(), {
      bodies: refs(['ministers']),
    });
    expect(ranked.every(({ namedAttendances }) => namedAttendances === 0)).toBe(true);
  });
});
