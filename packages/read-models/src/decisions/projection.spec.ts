import { DEFINITIONS, EXAMPLES } from '@rapporteur/contracts';
import { readDeclaredTables } from '@rapporteur/projection-runtime';
import { describe, expect, it } from 'vitest';
import { createDecodedEvent } from '../testing/sample-event.ts';
import { DECISIONS, projectDecisions } from './projection.ts';
import { STRENGTH_LEVELS, STRENGTHS, classifyStrength } from '@rapporteur/statements';

const state = (id: string) => ({ id, kind: 'state', nameAsWritten: id });
const council = { id: 'council', kind: 'organ', nameAsWritten: 'Council' };
const members = {
  id: 'sco-member-states',
  kind: 'class',
  nameAsWritten: 'Member States',
  of: 'sco',
};

function rowsIn(table: string, ...args: Parameters<typeof createDecodedEvent>) {
  return projectDecisions(createDecodedEvent(...args))
    .filter((row) => row.table === table)
    .map(({ values }) => values);
}

describe('The decisions read model', () => {
  it('sets exactly the columns of its entities, for every event type', () => {
    const tables = readDeclaredTables(DECISIONS, 'decisions_v2');
    const own = (table: string) =>
      tables
        .get(table)
        ?.columns.slice(13)
        .map(({ name }) => name);
    for (const { type } of DEFINITIONS) {
      for (const { table, values } of projectDecisions(
        createDecodedEvent(type, EXAMPLES[type] as Record<string, unknown>),
      )) {
        expect(Object.keys(values).toSorted(), `${type} in ${table}`).toEqual(
          own(table)?.toSorted(),
        );
      }
    }
  });

  it('distinguishes an omitted agent from a type without agents', () => {
    const measure = { decision: 'd', kind: 'mechanism', topic: 't', verb: 'developed' };
    expect(rowsIn('decisions', 'MeasureTaken', measure)[0]).toMatchObject({
      agent_field: 'by',
      agents: null,
    });
    expect(rowsIn('decisions', 'MeasureTaken', { ...measure, by: council })[0]).toMatchObject({
      agents: [expect.objectContaining({ id: 'council' })],
    });
    const plan = { decision: 'd', kind: 'work-plan', verb: 'approved' };
    expect(rowsIn('decisions', 'PlanApproved', plan)[0]).toMatchObject({
      agent_field: null,
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
      due_kind: 'due',
      due_earliest: '2026-01-01',
      due_latest: '2026-12-31',
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
      agent_field: 'parties',
      agents: null,
      due_on: null,
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
      target_earliest: '2025-01-01',
      target_latest: '2025-12-31',
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
      agent_stated: false,
      count_min: 10,
    });
    expect(
      rowsIn('reports', 'ActivityReported', { ...clashes, by: [state('RUS')] })[0],
    ).toMatchObject({
      agent_stated: true,
    });
    expect(rowsIn('reports', 'IntentReported', { by: [state('TJK')], what: 'w' })[0]).toMatchObject(
      {
        agent_stated: null,
      },
    );
  });
});

describe('The levels of strength', () => {
  it('are ordered from an approval down to an opinion', () => {
    expect(STRENGTHS).toEqual([
      'approved',
      'agreed',
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
