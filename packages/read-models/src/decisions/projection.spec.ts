import { DEFINITIONS, EXAMPLES } from '@rapporteur/contracts';
import { readDeclaredTables, tableColumns, VersionedRow } from '@rapporteur/projection-runtime';
import { describe, expect, it } from 'vitest';
import { createDecodedEvent } from '../testing/sample-event.ts';
import { DECISIONS, projectDecisions } from './projection.ts';
import { STRENGTH_LEVELS, STRENGTHS, classifyStrength } from '@rapporteur/statements';

const VERSION_COLUMNS: ReadonlySet<string> = new Set(Object.keys(tableColumns(VersionedRow, 'v')));
const state = (id: string) => ({ id, kind: 'state', nameAsWritten: id });
const council = { id: 'council', kind: 'organ', nameAsWritten: 'Council' };
const members = {
  id: 'sco-member-states',
  kind: 'class',
  nameAsWritten: 'Member States',
  of: 'sco',
};

const tables = readDeclaredTables(DECISIONS, 'decisions_v5');

/** Returns the own columns of a table, by property. */
function listOwnColumns(table: string): readonly string[] {
  const columns = tables.get(table)?.columns.map(({ property }) => property) ?? [];
  return columns.filter((property) => !VERSION_COLUMNS.has(property));
}

/** Returns the rows in a table. A column that the row does not set is null. */
function rowsIn(table: string, ...args: Parameters<typeof createDecodedEvent>) {
  const unset = Object.fromEntries(listOwnColumns(table).map((property) => [property, null]));
  return projectDecisions(createDecodedEvent(...args))
    .filter((row) => row.table === table)
    .map(({ values }) => ({ ...unset, ...values }));
}

describe('The decisions read model', () => {
  it('sets only columns of its entities, for every event type', () => {
    for (const { type } of DEFINITIONS) {
      for (const { table, values } of projectDecisions(
        createDecodedEvent(type, EXAMPLES[type] as Record<string, unknown>),
      )) {
        expect(listOwnColumns(table), `${type} in ${table}`).toEqual(
          expect.arrayContaining(Object.keys(values)),
        );
      }
    }
  });

  it('distinguishes an omitted agent from a type without agents', () => {
    const measure = { decision: 'd', kind: 'mechanism', topic: 't', verb: 'developed' };
    expect(rowsIn('decisions', 'MeasureTaken', measure)[0]).toMatchObject({
      agentField: 'by',
      agents: null,
    });
    expect(rowsIn('decisions', 'MeasureTaken', { ...measure, by: council })[0]).toMatchObject({
      agents: [expect.objectContaining({ id: 'council' })],
    });
    const plan = { decision: 'd', kind: 'work-plan', verb: 'approved' };
    expect(rowsIn('decisions', 'PlanApproved', plan)[0]).toMatchObject({
      agentField: null,
      agents: null,
    });
  });

  it('keeps a commitment with a due year due until the last day of the year', () => {
    const agreed = {
      decision: 'd',
      what: 'campaigns',
      topic: 'information-campaigns',
      dueOn: { edtf: '2026', basis: 'stated' },
      verb: 'agreed',
    };
    expect(rowsIn('decisions', 'AgreementReached', agreed)[0]).toMatchObject({
      dueKind: 'due',
      dueEarliest: '2026-01-01',
      dueLatest: '2026-12-31',
      strength: 'agreed',
      commitment: true,
    });
  });

  it('lists an agreed next meeting among the agreements of the meeting before it', () => {
    const next = { body: 'b', after: 'b-44', place: { name: 'Tashkent' } };
    expect(rowsIn('decisions', 'NextMeetingAgreed', next)[0]).toMatchObject({
      decision: null,
      meeting: 'b-44',
      strength: 'agreed',
      agentField: 'parties',
      agents: null,
      dueOn: null,
    });
    expect(rowsIn('next_meetings', 'NextMeetingAgreed', next)).toHaveLength(1);
  });

  it('keeps the perpetrators of one condemner out of the condemnation of another', () => {
    const target = { incident: 'strikes', occurredOn: { edtf: '2025-06', basis: 'stated' } };
    const named = {
      condemner: members,
      strength: 'condemned',
      target,
      perpetrators: [state('ISR'), state('USA')],
    };
    const unnamed = { condemner: council, strength: 'strongly-condemned', target };
    expect(rowsIn('condemnations', 'IncidentCondemned', named)[0]).toMatchObject({
      condemner: 'sco-member-states',
      perpetrators: [
        expect.objectContaining({ id: 'ISR' }),
        expect.objectContaining({ id: 'USA' }),
      ],
    });
    expect(rowsIn('condemnations', 'IncidentCondemned', unnamed)[0]).toMatchObject({
      perpetrators: [],
    });
    // The row of the incident itself has no perpetrators.
    expect(rowsIn('incidents', 'IncidentCondemned', named)[0]).not.toHaveProperty('perpetrators');
  });

  it('creates no incident for a class of acts', () => {
    const target = {
      class: 'terrorist-acts',
      occurredOn: { edtf: '2025', basis: 'stated' },
      territory: 'member states',
    };
    const condemned = { condemner: council, strength: 'strongly-condemned', target };
    expect(rowsIn('incidents', 'IncidentCondemned', condemned)).toEqual([]);
    expect(rowsIn('condemnations', 'IncidentCondemned', condemned)[0]).toMatchObject({
      class: 'terrorist-acts',
      incident: null,
      targetEarliest: '2025-01-01',
      targetLatest: '2025-12-31',
    });
  });

  it('creates a row for an incident from every fact that names it', () => {
    expect(
      rowsIn('incidents', 'CasualtiesReported', { incident: 'strikes', civilian: true })[0],
    ).toMatchObject({
      incident: 'strikes',
      countries: [],
      words: '',
    });
  });

  it('keeps an unstated number null', () => {
    expect(
      rowsIn('awards', 'AwardsConferred', { meeting: 'm', recipients: 'employees' })[0],
    ).toMatchObject({
      count: null,
    });
  });

  it('keeps a stated zero', () => {
    const counted = { what: 'attacks outside the region', value: 0 };
    expect(
      rowsIn('reports', 'AssessmentReported', { kind: 'threat', summary: 's', counted })[0],
    ).toMatchObject({
      counted,
    });
  });

  it('stores whether the agent of an activity is stated', () => {
    const clashes = { kind: 'incident-count', summary: 's', count: { min: 10, max: 10 } };
    expect(rowsIn('reports', 'ActivityReported', clashes)[0]).toMatchObject({
      agentStated: false,
      countMin: 10,
    });
    expect(
      rowsIn('reports', 'ActivityReported', { ...clashes, by: [state('RUS')] })[0],
    ).toMatchObject({
      agentStated: true,
    });
    expect(rowsIn('reports', 'IntentReported', { by: [state('TJK')], what: 'w' })[0]).toMatchObject(
      {
        agentStated: null,
      },
    );
  });
});

describe('The levels of strength', () => {
  it('are ordered from an approval down to an opinion', () => {
    expect(STRENGTHS).toEqual([
      'approved',
      'agreed',
      'asked',
      'acted',
      'considered',
      'planned',
      'announced',
      'intended',
      'opinion',
    ]);
  });

  it('contain each verb once', () => {
    const verbs: readonly string[] = STRENGTH_LEVELS.flatMap((rung) => [...rung.verbs]);
    expect(new Set(verbs).size).toBe(verbs.length);
  });

  it('depend on the verb, and on the type if the verb has no level', () => {
    expect(classifyStrength('EventPlanned', 'planned')).toBe('planned');
    expect(classifyStrength('EventPlanned', 'agreed')).toBe('agreed');
    expect(classifyStrength('MeasureTaken', 'developed')).toBe('acted');
    expect(classifyStrength('PlanApproved', 'stated')).toBe('approved');
    expect(classifyStrength('DocumentAdopted', 'dated')).toBeNull();
  });

  it('do not treat an endorsed draft as decided', () => {
    expect(classifyStrength('DraftEndorsed', 'approved')).toBe('agreed');
  });
});
