import type { DateValue } from '@rapporteur/contracts';
import type { SqlExpression } from '@rapporteur/projection-runtime';
import type { VerbValue } from '@rapporteur/statements';
import type { DayCandidates } from '../days/day-candidates.ts';
import { fetchPageByDate } from '../query/dated-page.ts';
import type { PageRequest, ResultPage } from '../query/pages.ts';
import { RecordQuery } from '../query/record-query.ts';
import { formatResolvedKey, resolveEvents, resolveThings } from '../query/resolve-things.ts';
import { ResolvedValues } from '../query/resolved-values.ts';
import type { QueryScope } from '../query/scope.ts';
import { sql } from '../query/sql.ts';
import type { QueryDatabase } from '../query/database.ts';
import { readThingFacts } from '../timeline/thing-queries.ts';
import { applyFilter, type DecisionFilter, whereFacts } from './decision-filter.ts';
import {
  joinStatus,
  readDecisionCandidates,
  readDecisionFacts,
  readSubjects,
  type ReportedStatus,
  type SubjectRow,
} from './decision-rows-query.ts';
import { addHeldStatus, formatStatus, listHeldSubjects } from './decision-status.ts';
import type { DecisionView } from './decision-views.ts';

/** Returns decisions by date, each once, with their status on `day`. */
export async function listDecisions(
  database: QueryDatabase,
  scope: QueryScope,
  day: string,
  filter: DecisionFilter,
  page: PageRequest,
): Promise<ResultPage<DecisionView>> {
  const flat = new RecordQuery(database, scope);
  const facts = readDecisionFacts(flat, filter);
  whereFacts(flat, facts.d, { filter, day });
  const query = new RecordQuery(database, scope);
  const { rows, ...rest } = await fetchPageByDate(query, {
    ...buildDecisions(query, { day, filter }),
    page,
    near: {
      query: flat,
      day: facts.day,
      row: facts.d,
      build: async (near) => {
        const candidates = near && (await readDecisionCandidates(database, scope, near));
        const found = new RecordQuery(database, scope);
        found.limitDays(candidates?.things);
        const held =
          filter.statuses && (await listHeldSubjects(database, scope, { ...filter, candidates }));
        return { query: found, dated: buildDecisions(found, { day, filter, candidates, held }) };
      },
    },
  });
  const merged = rows.map(({ allDetails, ...row }) => ({
    ...row,
    details: mergeDetails(allDetails),
  }));
  const decisions = await addHeldStatus(database, scope, merged);
  return { rows: await resolveDecisions(database, scope, decisions), ...rest };
}

/** Reads the selected decisions with the columns of their page. */
function buildDecisions(
  query: RecordQuery,
  {
    day,
    filter,
    candidates,
    held = [],
  }: {
    readonly day: string;
    readonly filter: DecisionFilter;
    readonly candidates?: DayCandidates | undefined;
    /** The subjects of agreed next meetings that were held, if the filter needs them. */
    readonly held?: readonly string[] | undefined;
  },
) {
  const s = readSubjects(query, { ...filter, candidates });
  const reported = joinStatus(query, s);
  const isHeld = `${s.subject} = ANY(${query.parameter(held, 'text[]')})`;
  const status = formatStatus(query.parameter(day, 'date'), s, reported, isHeld);
  applyFilter(query, s, filter, status);
  const { earliest, latest } = s;
  return {
    select: selectDecision(s, reported, status),
    earliest,
    latest,
    order: s,
    happened: earliest,
  };
}

function selectDecision(
  s: SubjectRow,
  reported: ReportedStatus,
  status: SqlExpression<string | null>,
) {
  const { collection, decision, document, eventType: type, kind, name, topic, verb } = s;
  const { verbAsWritten, strength, commitment, meeting, date, dateOf, dueKind, dueOn } = s;
  const { adoptedOn, periodOn: period, agentField, agents, partOf, hostState } = s;
  return {
    collection,
    decision,
    document,
    type,
    kind,
    name,
    topic,
    verb,
    verbAsWritten,
    strength,
    commitment,
    meeting,
    date,
    dateOf,
    dueKind,
    dueOn,
    adoptedOn,
    period,
    agentField,
    agents,
    partOf,
    hostState,
    allDetails: s.allDetails,
    events: s.events,
    body: sql<string | null>`coalesce(${s.body}, ${reported.body})`,
    status,
    statusEvent: reported.event,
    statusHeldAsOf: reported.heldOn,
    statusPeriod: reported.periodOn,
  };
}

/** Returns the first stated value of each detail: the facts are of several types. */
function mergeDetails(all: readonly DecisionView['details'][]): DecisionView['details'] {
  const entries = all.toReversed().flatMap((details) => Object.entries(details));
  const stated = entries.filter(([, value]) => value !== null);
  return { ...Object.fromEntries(entries), ...Object.fromEntries(stated) };
}

/** A row before its values are resolved from all statements. */
type UnresolvedDecision = Omit<DecisionView, 'alsoIn' | 'agreement' | 'statements'>;

async function resolveDecisions(
  database: QueryDatabase,
  scope: QueryScope,
  rows: readonly UnresolvedDecision[],
): Promise<readonly DecisionView[]> {
  const refs = rows.flatMap(({ collection, decision: id }) =>
    id === null ? [] : [{ collection, id }],
  );
  const facts = await readThingFacts(database, scope, { kind: 'decision', things: refs });
  const things = await resolveThings(database, scope, facts);
  const unnamed = rows.filter(({ decision }) => decision === null);
  const resolved = await resolveEvents(database, scope, unnamed);
  const thingOfUnnamed = new Map(unnamed.map((row, index) => [row, resolved[index]]));
  return rows.map((row) => {
    const { collection, decision: id } = row;
    if (id === null) {
      const values = new ResolvedValues(thingOfUnnamed.get(row));
      return { ...row, ...readResolved(row, values), alsoIn: [] };
    }
    const thing = things.get(formatResolvedKey(scope, 'decision', { collection, id }));
    const alsoIn = scope.aliases.otherThings('decision', { collection, id });
    return { ...row, ...readResolved(row, new ResolvedValues(thing)), alsoIn };
  });
}

const DUE_PROPERTIES = {
  due: 'dueOn',
  scheduled: 'scheduledOn',
  'next-step': 'nextStepOn',
} as const;

const readName = (values: ResolvedValues): string | null =>
  values.read('name') ?? values.read('subject') ?? values.read('title');

function readResolved(row: UnresolvedDecision, values: ResolvedValues) {
  const verb = values.read<VerbValue>('verb');
  const due = row.dueKind && values.read<DateValue>(DUE_PROPERTIES[row.dueKind]);
  return {
    ...(verb === null
      ? {}
      : { verb: verb.verb, verbAsWritten: verb.asWritten, strength: verb.strength }),
    name: readName(values) ?? row.name,
    adoptedOn: values.read<DateValue>('adoptedOn') ?? row.adoptedOn,
    period: values.read<DateValue>('period') ?? row.period,
    dueOn: due ?? row.dueOn,
    ...values.members,
  };
}
