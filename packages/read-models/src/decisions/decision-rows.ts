import type { ActorRef, DateValue, EventType } from '@rapporteur/contracts';
import type { ProjectedRow } from '@rapporteur/projection-runtime';
import { dateColumns } from '../world-date.ts';
import { createRow, type DecisionRowsByType, type RowValues } from './row.ts';
import { classifyStrength } from '@rapporteur/statements';

/** The values of columns that the fact does not set. */
const DEFAULTS: RowValues = {
  decision: null,
  document: null,
  meeting: null,
  body: null,
  kind: null,
  name: null,
  topic: null,
  verb: null,
  verb_as_written: null,
  commitment: false,
  agent_field: null,
  agents: null,
  part_of: null,
  host_state: null,
  due_kind: null,
  details: {},
  ...dateColumns('due', null),
  ...dateColumns('adopted', null),
  ...dateColumns('period', null),
};

interface DecisionValues extends RowValues {
  readonly verb: string | null;
}

/** A row of the table of decisions. */
export function createDecisionRow(type: EventType, values: DecisionValues): ProjectedRow {
  return createRow('decisions', {
    ...DEFAULTS,
    event_type: type,
    strength: classifyStrength(type, values.verb),
    ...values,
  });
}

function verbColumns(data: { readonly verb: string; readonly verbAsWritten: string | null }) {
  return { verb: data.verb, verb_as_written: data.verbAsWritten };
}

/** The agents, if the type has a field for them; null means that the words omit them. */
export function agentColumns(
  field: 'by' | 'parties',
  actors: readonly ActorRef[] | null,
): RowValues {
  return { agent_field: field, agents: actors };
}

// An empty list names nobody. That differs from words that omit the agent.
function namedAgentColumns(field: 'by' | 'parties', actors: readonly ActorRef[]): RowValues {
  return actors.length === 0 ? {} : agentColumns(field, actors);
}

/** The planned date, and its kind: due, scheduled, or only the next step. */
export function dueColumns(
  kind: 'due' | 'scheduled' | 'next-step',
  on: DateValue | null,
): RowValues {
  return { due_kind: kind, ...dateColumns('due', on) };
}

/** One row per decision, plan or agreement. */
export const DECISION_ROWS = {
  PlanApproved: (data) => [
    createDecisionRow('PlanApproved', {
      decision: data.decision,
      meeting: data.meeting,
      kind: data.kind,
      name: data.name,
      ...verbColumns(data),
      ...dateColumns('period', data.period),
      ...dateColumns('adopted', data.adoptedOn),
      details: { of: data.of },
    }),
  ],
  ProgrammeAdopted: (data) => [
    createDecisionRow('ProgrammeAdopted', {
      decision: data.decision,
      meeting: data.meeting,
      kind: 'programme',
      name: data.name,
      ...verbColumns(data),
      ...dateColumns('period', data.period),
      ...dateColumns('adopted', data.adoptedOn),
      details: { at: data.at },
    }),
  ],
  DraftEndorsed: (data) => [
    createDecisionRow('DraftEndorsed', {
      decision: data.decision,
      meeting: data.meeting,
      kind: data.kind,
      name: data.name,
      ...verbColumns(data),
      ...namedAgentColumns('parties', data.parties),
      ...dueColumns('next-step', data.nextStepOn),
      details: { forBody: data.forBody },
    }),
  ],
  DecisionAdopted: (data) => [
    createDecisionRow('DecisionAdopted', {
      decision: data.decision,
      meeting: data.meeting,
      kind: data.kind,
      name: data.subject,
      topic: data.topic,
      ...verbColumns(data),
      ...namedAgentColumns('by', data.by),
      ...dueColumns('due', data.dueOn),
      ...dateColumns('adopted', data.adoptedOn),
      details: {
        establishes: data.establishes,
        assignee: data.assignee,
        count: data.count,
        votes: data.votes,
      },
    }),
  ],
  MeasureTaken: (data) => [
    createDecisionRow('MeasureTaken', {
      decision: data.decision,
      meeting: data.meeting,
      kind: data.kind,
      topic: data.topic,
      ...verbColumns(data),
      ...agentColumns('by', data.by === null ? null : [data.by]),
      details: { count: data.count },
    }),
  ],
  AgreementReached: (data) => [
    createDecisionRow('AgreementReached', {
      decision: data.decision,
      meeting: data.meeting,
      kind: 'agreement',
      name: data.what,
      topic: data.topic,
      ...verbColumns(data),
      commitment: true,
      ...agentColumns('parties', data.parties),
      ...dueColumns('due', data.dueOn),
      details: { target: data.target },
    }),
  ],
  EventPlanned: (data) => [
    createDecisionRow('EventPlanned', {
      decision: data.decision,
      meeting: data.meeting,
      kind: data.kind,
      name: data.name,
      topic: data.topic,
      ...verbColumns(data),
      commitment: true,
      ...namedAgentColumns('by', data.by),
      ...dueColumns('scheduled', data.scheduledOn),
      part_of: data.partOf,
      host_state: data.hostState?.id ?? null,
      details: {
        proposedBy: data.proposedBy,
        hostState: data.hostState,
        place: data.place,
        count: data.count,
      },
    }),
  ],
  DecisionStatusReported: (data) => [
    createRow('statuses', {
      decision: data.decision,
      body: data.body,
      meeting: data.meeting,
      status: data.status,
      by: data.by,
      ...dateColumns('period', data.period),
      ...dateColumns('held', data.heldAsOf),
    }),
  ],
  DocumentAdopted: (data) => [
    createDecisionRow('DocumentAdopted', {
      document: data.document,
      meeting: data.meeting,
      kind: data.docType ?? 'document',
      name: data.title,
      ...verbColumns(data),
      ...dateColumns('adopted', data.adoptedOn),
      details: {
        by: data.by,
        parties: data.parties,
        complete: data.complete,
        establishes: data.establishes,
      },
    }),
  ],
} satisfies Partial<DecisionRowsByType>;
