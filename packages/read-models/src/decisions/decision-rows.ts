import type { ActorRef, DateValue, EventData } from '@rapporteur/contracts';
import { createRow } from '@rapporteur/projection-runtime';
import { dateColumns } from '../world-date.ts';
import { createDecisionRow, type DecisionColumns } from './create-decision-row.ts';
import { DecisionStatusRow } from './decision-entities.ts';
import type { DecisionRowsByType } from './row.ts';
import { citationRows } from './vote-rows.ts';

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
        measures: data.measures,
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
    // Of a decision that no other fact tells of, the page and the list have this one.
    ...(data.subject === null
      ? []
      : [
          createDecisionRow('DecisionStatusReported', data, {
            decision: data.decision,
            name: data.subject,
            verb: null,
            details: { paragraph: data.assertion.paragraph },
          }),
        ]),
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
