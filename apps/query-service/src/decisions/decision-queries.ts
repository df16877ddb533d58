import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { parseParagraph } from '@rapporteur/contracts';
import {
  CountView,
  DateView,
  DECISION_FACTS,
  DECISION_SECTION_SCHEMAS,
  DECISION_STATUSES,
  DECISIONS,
  type DecisionView,
  listConsiderations,
  DissentView,
  formatThingKey,
  CitationView,
  listCitations,
  listDecisions,
  listDissents,
  listReports,
  listStatuses,
  type QueryScope,
  readAllPages,
  readonlyArray,
  readThingSections,
  ReportView,
  StatusView,
  STRENGTHS,
  type ThingRef,
  TIMELINE,
} from '@rapporteur/read-models';
import { z } from 'zod';
import { defineQuery } from '../collection-query.ts';
import {
  actorColumns,
  agreementColumns,
  computedColumn,
  dateColumns,
  fieldColumns,
  thingColumns,
} from '../csv.ts';
import {
  booleanParameter,
  choiceParameter,
  combineDates,
  DATE_PARAMETERS,
  listParameter,
  periodParameter,
  textParameter,
} from '../parameters.ts';
import { DatabaseQueryHandler } from '../query-handler.ts';
import {
  BODY_PARAMETERS,
  createUnknownThingProblem,
  findPageRow,
  type IdLookup,
  resolveBodyIds,
  resolveThingIds,
} from '../resolve-ids.ts';
import { resolveDecision } from '../paragraphs.ts';
import { toRowData } from '../row-data.ts';
import { Consideration, DecisionData, toDecisionData } from './decision-data.ts';

const COLUMNS = [
  ...fieldColumns('collection'),
  ...thingColumns('decision', 'decision'),
  ...thingColumns('document', 'document'),
  ...fieldColumns('type', 'kind', 'name', 'topic'),
  ...fieldColumns('verb', 'verbAsWritten', 'strength', 'commitment:boolean'),
  ...thingColumns('meeting', 'meeting'),
  ...thingColumns('body', 'body'),
  ...dateColumns('date'),
  ...fieldColumns('dateOf', 'dueKind'),
  ...dateColumns('dueOn'),
  ...dateColumns('adoptedOn'),
  ...dateColumns('period'),
  ...fieldColumns('status', 'statusRule', 'statusEvent', 'agentField'),
  computedColumn<DecisionView>(
    'agent_stated',
    ({ agentField, agents }) => (agentField === null ? null : agents !== null),
    'boolean',
  ),
  ...actorColumns('agents'),
  ...thingColumns('decision', 'partOf'),
  ...thingColumns('actor', 'hostState'),
  ...agreementColumns('name', 'verb', 'dueOn', 'adoptedOn', 'period', 'status'),
  ...fieldColumns('events:list'),
];

const EFFECTS = ['establishes', 'extends', 'changes', 'eases', 'ends'] as const;

export class ListDecisionsQuery extends defineQuery({
  path: 'decisions',
  tag: 'decisions',
  summary:
    'Decisions, agreements and plans: their strength, their due date, and their status on a day.',
  projections: [DECISIONS, TIMELINE],
  paged: true,
  parameters: {
    ...DATE_PARAMETERS,
    ...BODY_PARAMETERS,
    meeting: listParameter('Filter by meeting'),
    type: listParameter('Filter by type of fact, such as PlanApproved'),
    kind: listParameter('Filter by kind, such as work-plan or mechanism'),
    verb: listParameter('Filter by verb'),
    strength: choiceParameter(STRENGTHS as readonly [string, ...string[]], 'Filter by strength'),
    topic: listParameter('Filter by topic'),
    status: choiceParameter([...DECISION_STATUSES, 'not-stated'], 'Filter by status'),
    due: periodParameter('Filter by the period in which it is due or scheduled'),
    ends: periodParameter('Filter by the period in which it ceases to hold, such as a mandate'),
    effect: choiceParameter(EFFECTS, 'Filter by what it does to a mandate, a body or sanctions'),
    measure: listParameter('Filter by kind of sanction, such as asset-freeze or arms-embargo'),
    affects: listParameter('Filter by the mission, body, state, person or class that it affects'),
    dated: booleanParameter('true: with a due or scheduled day; false: without one'),
    commitment: booleanParameter(
      'true: commitments, which are agreements, planned events and agreed next meetings',
    ),
    agentStated: booleanParameter('true: the agent is stated; false: it is not'),
    host: listParameter('Filter planned events by host state'),
    newestFirst: booleanParameter('true: the newest first; those without a day stay last'),
    q: textParameter('Search in the name, the topic and the particulars'),
  },
  columns: COLUMNS,
  answer: readonlyArray(DecisionData),
}) {}

@QueryHandler(ListDecisionsQuery)
class ListDecisionsHandler
  extends DatabaseQueryHandler
  implements IQueryHandler<ListDecisionsQuery>
{
  async execute({ scope, day, page, statements, parameters: p }: ListDecisionsQuery) {
    const { database } = this;
    const filter = {
      bodies: await resolveBodyIds({ database, scope }, p),
      meetings: await resolveThingIds({ database, scope }, 'meeting', p.meeting),
      types: p.type,
      kinds: p.kind,
      verbs: p.verb,
      strengths: p.strength,
      topics: p.topic,
      statuses: p.status,
      due: p.due,
      ends: p.ends,
      effects: p.effect,
      measures: p.measure,
      affects: p.affects,
      dated: p.dated,
      commitment: p.commitment,
      agentStated: p.agentStated,
      hostStates: p.host,
      words: p.q,
    };
    const pageWithDays = { ...page, days: combineDates(p), newestFirst: p.newestFirst };
    const { rows, ...rest } = await listDecisions(database, scope, day, filter, pageWithDays);
    return { data: rows.map((row) => toDecisionData(row, day, statements)), rows, ...rest };
  }
}

const StatusReport = z
  .object({ ...StatusView.shape, heldAsOf: DateView, period: DateView })
  .meta({ id: 'StatusReport', description: 'The status of a decision, as a source reports it.' });

const ReportedActivity = z
  .object({ ...ReportView.shape, date: DateView, period: DateView, count: CountView })
  .meta({ id: 'ReportedActivity', description: 'An activity that carries out a decision.' });

const DecisionPage = z
  .object({
    ...DecisionData.shape,
    statuses: readonlyArray(StatusReport),
    parts: readonlyArray(DecisionData),
    activities: readonlyArray(ReportedActivity),
    considered: readonlyArray(Consideration),
    dissents: readonlyArray(DissentView).meta({
      description:
        'The dissents at its meeting. The record does not say from which decision of the meeting.',
    }),
    cites: readonlyArray(CitationView),
    citedBy: readonlyArray(CitationView),
    ...DECISION_SECTION_SCHEMAS,
  })
  .meta({ id: 'DecisionPage', description: 'A decision, with everything recorded of it.' });

export class FindDecisionQuery extends defineQuery({
  path: 'decisions/{decision}',
  tag: 'decisions',
  summary:
    'One decision: its facts, status, reports and parts, and the meetings that considered it.',
  projections: [DECISIONS, TIMELINE],
  paged: false,
  parameters: {},
  columns: COLUMNS,
  answer: DecisionPage,
}) {}

@QueryHandler(FindDecisionQuery)
class FindDecisionHandler extends DatabaseQueryHandler implements IQueryHandler<FindDecisionQuery> {
  async execute({ scope, day, path, statements }: FindDecisionQuery) {
    const { database } = this;
    const decisions = await resolveDecision({ database, scope }, path.decision);
    const row = await findDecision({ database, scope }, day, path.decision, decisions);
    const [statuses, parts, activities, considered, cites, citedBy, sections] = await Promise.all([
      listStatuses(database, scope, decisions),
      readAllPages((page) => listDecisions(database, scope, day, { partOf: decisions }, page)),
      readAllPages((page) => listReports(database, scope, { decisions }, page)),
      listConsiderations(database, scope, { decisions }),
      readAllPages((page) => listCitations(database, scope, { decisions }, page)),
      readAllPages((page) => listCitations(database, scope, { cited: decisions }, page)),
      readThingSections(database, scope, DECISION_FACTS, decisions),
    ]);
    const meetings = listMeetingsOf(scope, row);
    const dissents = await readAllPages((page) =>
      listDissents(database, scope, { meetings }, page),
    );
    const data = {
      ...toDecisionData(row, day, statements),
      statuses: statuses.map((status) => toRowData(status, { dates: ['heldAsOf', 'period'] })),
      parts: parts.toSorted(compareParagraphs).map((part) => toDecisionData(part, day)),
      activities: activities.map((activity) =>
        toRowData(activity, { dates: ['date', 'period'], counts: ['count'] }),
      ),
      considered,
      dissents,
      cites,
      citedBy,
      ...sections,
    };
    return { data, rows: [row] };
  }
}

function listMeetingsOf(
  { aliases }: QueryScope,
  { collection, meeting: id }: DecisionView,
): readonly ThingRef[] {
  return id === null ? [] : aliases.things('meeting', formatThingKey({ collection, id }));
}

const PARAGRAPHS = new Intl.Collator('en', { numeric: true });

/** Paragraphs are in the order of their numbers, annexes last; other parts keep theirs, by date. */
function compareParagraphs(one: DecisionView, other: DecisionView): number {
  const numberOf = ({ details }: DecisionView) => (details['paragraph'] ?? '') as string;
  const isAnnexed = (view: DecisionView) => parseParagraph(numberOf(view))?.part === 'annex';
  return (
    Number(isAnnexed(one)) - Number(isAnnexed(other)) ||
    PARAGRAPHS.compare(numberOf(one), numberOf(other))
  );
}

const NO_STATUS = {
  status: null,
  statusRule: null,
  statusEvent: null,
  statusHeldAsOf: null,
  statusPeriod: null,
} as const;

async function findDecision(
  { database, scope }: IdLookup,
  day: string,
  id: string,
  decisions: readonly ThingRef[],
): Promise<DecisionView> {
  const found = await findPageRow(scope, (onDay, page) =>
    listDecisions(database, onDay, day, { decisions }, page),
  );
  // Before a decision was taken it had no status.
  if (found !== undefined)
    return found.isOfDay || found.row.date === null ? found.row : { ...found.row, ...NO_STATUS };

  throw await createUnknownThingProblem({ database, scope }, 'decision', id);
}

export const DECISION_QUERIES = [ListDecisionsQuery, FindDecisionQuery];
export const DECISION_HANDLERS = [ListDecisionsHandler, FindDecisionHandler];
