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
import { actors, date, plain, worked } from '../csv.ts';
import { bodiesAsked, BODY, meetingsAsked, unknownId } from '../known.ts';
import { choices, DAYS, daysBetween, flag, list, PAGED, stretch, words } from '../parameters.ts';
import { type Asked, defineQuestion } from '../question.ts';
import { show, showActors } from '../show.ts';

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
export function showDecision(row: DecisionView, day: string): Readonly<Record<string, unknown>> {
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
    ...show(row, {
      dates: ['date', 'dueOn', 'adoptedOn', 'period', 'statusHeldAsOf', 'statusPeriod'],
    }),
  };
  return {
    ...rest,
    rung: row.strength === null ? null : STRENGTHS.indexOf(row.strength) + 1,
    due: { kind: dueKind, ...(dueOn as object) },
    agent: agentField === null ? null : { field: agentField, ...showActors(agents) },
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
  ...plain(
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
  ...plain('meeting', 'body'),
  ...date('date'),
  ...plain('dateOf', 'dueKind'),
  ...date('dueOn'),
  ...date('adoptedOn'),
  ...date('period'),
  ...plain('status', 'statusRule', 'statusEvent'),
  ...plain('agentField'),
  worked<DecisionView>('agent_stated', ({ agentField, agents }) =>
    agentField === null ? null : agents !== null,
  ),
  ...actors('agents'),
  ...plain('partOf', 'hostState', 'events'),
];

/** What was decided, agreed and planned, and what has become of it. */
export const DECISION_LIST = defineQuestion({
  path: 'decisions',
  tag: 'decisions',
  doc: 'What was decided, agreed and planned: how strongly, when it is due, and what has become of it by the day asked about.',
  projections: [DECISIONS, TIMELINE],
  parameters: {
    ...PAGED,
    ...DAYS,
    ...BODY,
    meeting: list('Only of these meetings'),
    type: list('Only facts of these types, such as PlanApproved'),
    kind: list('Only of these kinds, such as work-plan or mechanism'),
    verb: list('Only with these verbs'),
    strength: choices(STRENGTHS as readonly [string, ...string[]], 'Only on these rungs'),
    topic: list('Only on these topics'),
    status: choices(STATUSES, 'Only those of which this has become'),
    due: stretch('Due or scheduled within'),
    dated: flag('Only with a day they are due or scheduled (true), or without one (false)'),
    commitment: flag(
      'Only what is still to be done: agreements, planned events, agreed next meetings',
    ),
    agentStated: flag(
      'Only where the words say who acts (true), or where they leave it out (false)',
    ),
    host: list('Only events planned in these states'),
    q: words('Only those whose name, topic or particulars hold these words'),
  },
  columns: COLUMNS,
  answer: async (asked) => {
    const { parameters: p } = asked;
    const filter = {
      bodies: await bodiesAsked(asked, p),
      meetings: await meetingsAsked(asked, p.meeting),
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
    const page = { ...asked.page, days: daysBetween(p) };
    const { rows, next } = await listDecisions(asked.database, asked.at, asked.day, filter, page);
    return { data: rows.map((row) => showDecision(row, asked.day)), rows, next };
  },
});

async function decisionAsked({ database, at, day, path }: Asked<unknown>): Promise<DecisionView> {
  const id = path['decision'] ?? '';
  const ids = at.aliases.all('decision', id);
  const [row] = (await listDecisions(database, at, day, { decisions: ids }, EVERYTHING)).rows;
  if (row !== undefined) return row;
  const known = (await listDecisions(database, { ...at, asOf: null }, day, {}, EVERYTHING)).rows;
  throw unknownId(
    'decision',
    id,
    known.flatMap(({ decision }) => decision ?? []),
  );
}

/** One decision, with everything that is told of what became of it. */
export const DECISION = defineQuestion({
  path: 'decisions/{decision}',
  tag: 'decisions',
  doc: 'One decision: its facts, its status, what was reported of it, its parts, and the meetings that considered it.',
  projections: [DECISIONS, TIMELINE],
  parameters: {},
  columns: COLUMNS,
  answer: async (asked) => {
    const { database, at, day } = asked;
    const row = await decisionAsked(asked);
    const ids = at.aliases.all('decision', row.decision ?? '');
    const [statuses, parts, activities, considered] = await Promise.all([
      listStatuses(database, at, ids),
      listDecisions(database, at, day, { partOf: ids }, EVERYTHING),
      listReports(database, at, { decisions: ids }, EVERYTHING),
      listConsiderations(database, at, { decisions: ids }),
    ]);
    return {
      data: {
        ...showDecision(row, day),
        statuses: statuses.map((status) => show(status, { dates: ['heldAsOf', 'period'] })),
        parts: parts.rows.map((part) => showDecision(part, day)),
        activities: activities.rows.map((activity) =>
          show(activity, { dates: ['date', 'period'], counts: ['count'] }),
        ),
        considered,
      },
      rows: [row],
    };
  },
});
