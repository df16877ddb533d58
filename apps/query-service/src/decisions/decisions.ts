import {
  DECISIONS,
  type DecisionView,
  listConsiderations,
  listDecisions,
  listReports,
  listStatuses,
  STRENGTHS,
  TIMELINE,
} from '@rapporteur/read-models';
import { actorColumns, dateColumns, fieldColumns, computedColumn } from '../csv.ts';
import {
  resolveBodies,
  BODY_PARAMETERS,
  resolveMeetings,
  createUnknownIdProblem,
} from '../resolve-ids.ts';
import {
  choiceParameter,
  DATE_PARAMETERS,
  combineDates,
  booleanParameter,
  listParameter,
  PAGE_PARAMETERS,
  periodParameter,
  textParameter,
} from '../parameters.ts';
import { type QueryContext, defineQuery } from '../query.ts';
import { viewRow, viewActors } from '../row-view.ts';

const STATUSES = [
  'open',
  'in-force',
  'in-progress',
  'done',
  'lapsed',
  'overdue',
  'cancelled',
] as const;
const EVERYTHING = { limit: 1000, after: null };

/** A decision as it is answered, with the day for which its status is given. */
export function viewDecision(row: DecisionView, day: string): Readonly<Record<string, unknown>> {
  const {
    agentField,
    agents,
    dueKind,
    dueOn,
    status,
    statusRule,
    statusEvent,
    statusHeldAsOf,
    statusPeriod,
    ...rest
  } = {
    ...row,
    ...viewRow(row, {
      dates: ['date', 'dueOn', 'adoptedOn', 'period', 'statusHeldAsOf', 'statusPeriod'],
    }),
  };
  return {
    ...rest,
    rung: row.strength === null ? null : STRENGTHS.indexOf(row.strength) + 1,
    due: { kind: dueKind, ...(dueOn as object) },
    agent: agentField === null ? null : { field: agentField, ...viewActors(agents) },
    status:
      status === null
        ? { stated: false, day }
        : {
            stated: true,
            status,
            rule: statusRule,
            day,
            event: statusEvent,
            heldAsOf: statusHeldAsOf,
            period: statusPeriod,
          },
  };
}

const COLUMNS = [
  ...fieldColumns(
    'decision',
    'document',
    'type',
    'kind',
    'name',
    'topic',
    'verb',
    'verbAsWritten',
    'strength',
    'commitment',
  ),
  ...fieldColumns('meeting', 'body'),
  ...dateColumns('date'),
  ...fieldColumns('dateOf', 'dueKind'),
  ...dateColumns('dueOn'),
  ...dateColumns('adoptedOn'),
  ...dateColumns('period'),
  ...fieldColumns('status', 'statusRule', 'statusEvent'),
  ...fieldColumns('agentField'),
  computedColumn<DecisionView>('agent_stated', ({ agentField, agents }) =>
    agentField === null ? null : agents !== null,
  ),
  ...actorColumns('agents'),
  ...fieldColumns('partOf', 'hostState', 'events'),
];

/** What was decided, agreed and planned, and what has become of it. */
export const DECISION_LIST = defineQuery({
  path: 'decisions',
  tag: 'decisions',
  doc: 'What was decided, agreed and planned: how strongly, when it is due, and what has become of it by the day asked about.',
  projections: [DECISIONS, TIMELINE],
  parameters: {
    ...PAGE_PARAMETERS,
    ...DATE_PARAMETERS,
    ...BODY_PARAMETERS,
    meeting: listParameter('Only of these meetings'),
    type: listParameter('Only facts of these types, such as PlanApproved'),
    kind: listParameter('Only of these kinds, such as work-plan or mechanism'),
    verb: listParameter('Only with these verbs'),
    strength: choiceParameter(STRENGTHS as readonly [string, ...string[]], 'Only on these rungs'),
    topic: listParameter('Only on these topics'),
    status: choiceParameter(STATUSES, 'Only those of which this has become'),
    due: periodParameter('Due or scheduled within'),
    dated: booleanParameter(
      'Only with a day they are due or scheduled (true), or without one (false)',
    ),
    commitment: booleanParameter(
      'Only what is still to be done: agreements, planned events, agreed next meetings',
    ),
    agentStated: booleanParameter(
      'Only where the words say who acts (true), or where they leave it out (false)',
    ),
    host: listParameter('Only events planned in these states'),
    q: textParameter('Only those whose name, topic or particulars hold these words'),
  },
  columns: COLUMNS,
  execute: async (asked) => {
    const { parameters: p } = asked;
    const filter = {
      bodies: await resolveBodies(asked, p),
      meetings: await resolveMeetings(asked, p.meeting),
      types: p.type,
      kinds: p.kind,
      verbs: p.verb,
      strengths: p.strength,
      topics: p.topic,
      statuses: p.status,
      due: p.due,
      dated: p.dated,
      commitment: p.commitment,
      agentStated: p.agentStated,
      hostStates: p.host,
      words: p.q,
    };
    const page = { ...asked.page, days: combineDates(p) };
    const { rows, next } = await listDecisions(asked.database, asked.at, asked.day, filter, page);
    return { data: rows.map((row) => viewDecision(row, asked.day)), rows, next };
  },
});

async function decisionAsked({
  database,
  at,
  day,
  path,
}: QueryContext<unknown>): Promise<DecisionView> {
  const id = path['decision'] ?? '';
  const ids = at.aliases.equivalentIds('decision', id);
  const [row] = (await listDecisions(database, at, day, { decisions: ids }, EVERYTHING)).rows;
  if (row !== undefined) return row;
  const known = (await listDecisions(database, { ...at, asOf: null }, day, {}, EVERYTHING)).rows;
  throw createUnknownIdProblem(
    'decision',
    id,
    known.flatMap(({ decision }) => decision ?? []),
  );
}

/** One decision, with everything that is told of what became of it. */
export const DECISION = defineQuery({
  path: 'decisions/{decision}',
  tag: 'decisions',
  doc: 'One decision: its facts, its status, what was reported of it, its parts, and the meetings that considered it.',
  projections: [DECISIONS, TIMELINE],
  parameters: {},
  columns: COLUMNS,
  execute: async (asked) => {
    const { database, at, day } = asked;
    const row = await decisionAsked(asked);
    const ids = at.aliases.equivalentIds('decision', row.decision ?? '');
    const [statuses, parts, activities, considered] = await Promise.all([
      listStatuses(database, at, ids),
      listDecisions(database, at, day, { partOf: ids }, EVERYTHING),
      listReports(database, at, { decisions: ids }, EVERYTHING),
      listConsiderations(database, at, { decisions: ids }),
    ]);
    return {
      data: {
        ...viewDecision(row, day),
        statuses: statuses.map((status) => viewRow(status, { dates: ['heldAsOf', 'period'] })),
        parts: parts.rows.map((part) => viewDecision(part, day)),
        activities: activities.rows.map((activity) =>
          viewRow(activity, { dates: ['date', 'period'], counts: ['count'] }),
        ),
        considered,
      },
      rows: [row],
    };
  },
});
