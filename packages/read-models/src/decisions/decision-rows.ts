import type { ActorRef, Assertion, DateValue, EventData, EventType } from '@rapporteur/contracts';
import { createRow, type EntityValues, type ProjectedRow } from '@rapporteur/projection-runtime';
import { dateColumns } from '../world-date.ts';
import { DecisionRow, DecisionStatusRow } from './decision-entities.ts';
import { type DecisionRowsByType, sourceColumns } from './row.ts';
import { citationRows } from './vote-rows.ts';
import {
  classifyStrength,
  getSpeaker,
  type Strength,
  STRENGTHS,
  SPEAKERS,
} from '@rapporteur/statements';

type DecisionColumns = Partial<EntityValues<DecisionRow>>;

interface DecisionValues extends DecisionColumns {
  readonly verb: string | null;
}

/** The strengths and those that no verb gives. */
const STRENGTH_RANKS = STRENGTHS.length + 1;

/** A row of the table of decisions. */
export function createDecisionRow(
  type: EventType,
  { assertion }: { readonly assertion: Assertion },
  values: DecisionValues,
): ProjectedRow {
  const strength = classifyStrength(type, values.verb);
  return createRow(DecisionRow, {
    eventType: type,
    strength,
    rank: rankDecision(assertion, strength),
    commitment: false,
    details: {},
    ...sourceColumns(assertion),
    ...values,
  });
}

// The best speaker's strongest verb leads, as in the order of statements.
function rankDecision(assertion: Assertion, strength: Strength | null): number {
  const level = strength === null ? STRENGTHS.length : STRENGTHS.indexOf(strength);
  return SPEAKERS.indexOf(getSpeaker(assertion)) * STRENGTH_RANKS + level;
}

function verbColumns({
  verb,
  verbAsWritten,
}: Pick<EventData<'PlanApproved'>, 'verb' | 'verbAsWritten'>) {
  return { verb, verbAsWritten };
}

/** The agents, if the type has a field for them; null means that the words omit them. */
export function agentColumns(
  field: 'by' | 'parties',
  actors: readonly ActorRef[] | null,
): DecisionColumns {
  return { agentField: field, agents: actors };
}

// An empty list names nobody. That differs from words that omit the agent.
function namedAgentColumns(field: 'by' | 'parties', actors: readonly ActorRef[]): DecisionColumns {
  return actors.length === 0 ? {} : agentColumns(field, actors);
}

/** The planned date, and its kind: due, scheduled, or only the next step. */
export function dueColumns(
  kind: 'due' | 'scheduled' | 'next-step',
  on: DateValue | null,
): DecisionColumns {
  return { dueKind: kind, ...dateColumns('due', on) };
}

/** One row per decision, plan or agreement. */
export const DECISION_ROWS = {
  PlanApproved: (data) => [
    createDecisionRow('PlanApproved', data, {
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
    createDecisionRow('ProgrammeAdopted', data, {
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
    createDecisionRow('DraftEndorsed', data, {
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
    createDecisionRow('DecisionAdopted', data, {
      decision: data.decision,
      meeting: data.meeting,
      kind: data.kind,
      name: data.subject,
      topic: data.topic,
      ...verbColumns(data),
      ...namedAgentColumns('by', data.by),
      ...dueColumns('due', data.dueOn),
      ...dateColumns('adopted', data.adoptedOn),
      ...dateColumns('period', data.period),
      partOf: data.partOf,
      // A task or a request is open until a source tells what became of it.
      commitment: data.dueOn !== null || data.assignee !== null || data.addressees.length > 0,
      details: {
        establishes: data.establishes,
        assignee: data.assignee,
        addressees: data.addressees,
        effect: data.effect,
        affects: data.affects,
        every: data.every,
        count: data.count,
        votes: data.votes,
        paragraph: data.assertion.paragraph,
      },
    }),
    ...citationRows(data.partOf ?? data.decision, data.instruments, data.assertion),
  ],
  MeasureTaken: (data) => [
    createDecisionRow('MeasureTaken', data, {
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
    createDecisionRow('AgreementReached', data, {
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
    createDecisionRow('EventPlanned', data, {
      decision: data.decision,
      meeting: data.meeting,
      kind: data.kind,
      name: data.name,
      topic: data.topic,
      ...verbColumns(data),
      commitment: true,
      ...namedAgentColumns('by', data.by),
      ...dueColumns('scheduled', data.scheduledOn),
      partOf: data.partOf,
      hostState: data.hostState?.id ?? null,
      details: {
        proposedBy: data.proposedBy,
        hostState: data.hostState,
        place: data.place,
        count: data.count,
      },
    }),
  ],
  DecisionStatusReported: (data) => [
    createRow(DecisionStatusRow, {
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
    createDecisionRow('DocumentAdopted', data, {
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
