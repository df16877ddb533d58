// Invariants (tests: vote-queries.int.spec.ts)
// 1. A vote that several sources tell is one row. Test: "is one row, however many sources tell it".
// 2. The votes of a member in several sources are one vote. Test: the same.
import type { SqlExpression } from '@rapporteur/projection-runtime';
import { foldText } from '@rapporteur/statements';
import { joinFactDay } from '../days/fact-day.ts';
import { DecisionDayRow } from '../days/day-entity.ts';
import type { ThingRef } from '../query/aliases.ts';
import type { QueryDatabase } from '../query/database.ts';
import { fetchPageByDate } from '../query/dated-page.ts';
import type { PageRequest, ResultPage } from '../query/pages.ts';
import { RecordQuery } from '../query/record-query.ts';
import { formatResolvedKey, resolveThings } from '../query/resolve-things.ts';
import { ResolvedValues } from '../query/resolved-values.ts';
import type { QueryScope } from '../query/scope.ts';
import { inByteOrder, sql, withUnicodeCase } from '../query/sql.ts';
import { readThingFacts } from '../timeline/thing-queries.ts';
import { groupFacts } from './group-facts.ts';
import { CastVoteRow, VoteRow } from './vote-entities.ts';
import type { CastVote, ComparedCount, VoteView } from './vote-views.ts';

/** Selects votes. */
export interface VoteFilter {
  readonly decisions?: readonly ThingRef[] | undefined;
  readonly meetings?: readonly ThingRef[] | undefined;
  readonly bodies?: readonly ThingRef[] | undefined;
  readonly outcomes?: readonly string[] | undefined;
  /** Members of whom a vote is stated: one of `votes`, if these are given. */
  readonly members?: readonly string[] | undefined;
  readonly votes?: readonly string[] | undefined;
  /** True: with a veto of one of the members, or of any; false: without one. */
  readonly vetoed?: boolean | undefined;
  readonly words?: string | undefined;
}

/** Returns votes by date, each once, with the votes of their members. */
export async function listVotes(
  database: QueryDatabase,
  scope: QueryScope,
  filter: VoteFilter,
  page: PageRequest,
): Promise<ResultPage<VoteView>> {
  const query = new RecordQuery(database, scope);
  const s = readVotes(query, filter.decisions);
  const { collection, decision, part, draft, meeting, body, outcome, tally, events } = s;
  query
    .whereThing({ collection, id: meeting }, filter.meetings)
    .whereThing({ collection, id: body }, filter.bodies)
    .whereAny(outcome, filter.outcomes)
    .whereTextContains([s.matter, draft, part], filter.words);
  whereMembersVoted(query, s, filter);
  const { rows, ...rest } = await fetchPageByDate(query, {
    select: {
      collection,
      decision,
      part,
      draft,
      subject: s.matter,
      meeting,
      body,
      date: s.date,
      dateOf: s.dateOf,
      outcome,
      tally,
      events,
    },
    page,
    earliest: s.earliest,
    latest: s.latest,
    order: s,
    happened: s.earliest,
  });
  return { rows: await resolveVotes(database, scope, rows), ...rest };
}

/** Reads one row per vote as `s`: the votes on these decisions, or all. */
function readVotes(query: RecordQuery, decisions?: readonly ThingRef[]) {
  return groupFacts(query, {
    select: (inner) => selectFacts(inner, decisions),
    settledBy: ['occurredOn', 'outcome', 'tally'],
  });
}

function selectFacts(query: RecordQuery, decisions: readonly ThingRef[] | undefined) {
  const v = query.from(VoteRow, 'v');
  query.whereThing({ collection: v.collection, id: v.decision }, decisions);
  const { collection, part, draft, subject, outcome, tally, rank, commandId, eventPseq, n } = v;
  const day = joinFactDay(query, DecisionDayRow, {
    collection,
    occurredOn: v.occurredOn,
    occurredEarliest: v.occurredEarliest,
    occurredLatest: v.occurredLatest,
    meeting: v.meeting,
    incident: sql<null>`NULL::text`,
    statedIn: v.statedIn,
    document: v.source,
  });
  const key = query.canonicalKey('decision', { collection, id: v.decision });
  return {
    collection,
    rank,
    source: v.source,
    commandId,
    eventPseq,
    n,
    event: v.eventId,
    subject: sql<string>`${key} || '/' || lower(${withUnicodeCase(`coalesce(${part}, '')`)})`,
    decision: query.canonicalId('decision', { collection, id: v.decision }),
    part,
    draft,
    matter: subject,
    meeting: query.canonicalId('meeting', { collection, id: v.meeting }),
    body: sql<string | null>`coalesce(${v.body}, ${day.meetingBody})`,
    outcome,
    tally,
    date: day.on,
    dateOf: day.dateOf,
    earliest: day.earliest,
    latest: day.latest,
  };
}

/** The columns by which the votes of members are found. */
type VoteColumns = Pick<ReturnType<typeof readVotes>, 'events' | 'outcome'>;

function whereMembersVoted(
  query: RecordQuery,
  { events, outcome }: VoteColumns,
  { members, votes, vetoed }: VoteFilter,
): void {
  const readCast = () => {
    const cast = query.subquery();
    const c = cast.from(CastVoteRow, 'c');
    cast.where(`${c.eventId} = ANY(${events})`).whereAny(c.member, members);
    return { cast, c };
  };
  if (members !== undefined || votes !== undefined) {
    const { cast, c } = readCast();
    cast.whereAny(c.vote, votes);
    query.where(`EXISTS ${cast.toSubquery({ event: c.eventId })}`);
  }
  if (vetoed !== undefined) {
    const { cast, c } = readCast();
    const isVetoed = `EXISTS ${cast.where(c.veto).toSubquery({ event: c.eventId })}`;
    // A source may tell that a draft was vetoed, and not by whom.
    const isVetoedByAny = members === undefined ? ` OR ${outcome} = 'vetoed'` : '';
    query.whereFlag(`(${isVetoed}${isVetoedByAny})`, vetoed);
  }
}

/** A row before its values are resolved from all statements. */
type UnresolvedVote = Omit<VoteView, 'votes' | 'vetoedBy' | 'agreement' | 'statements'>;

async function resolveVotes(
  database: QueryDatabase,
  scope: QueryScope,
  rows: readonly UnresolvedVote[],
): Promise<readonly VoteView[]> {
  const cast = await readCastVotes(database, scope, rows);
  const refs = rows.map(({ collection, decision: id }) => ({ collection, id }));
  const facts = await readThingFacts(database, scope, { kind: 'decision', things: refs });
  const things = await resolveThings(database, scope, facts);
  return rows.map((row) => {
    const id = `${row.decision}/${foldText(row.part ?? '')}`;
    const find = (kind: 'vote' | 'cast-vote', of: string) => {
      const key = formatResolvedKey(scope, kind, { collection: row.collection, id: of });
      return new ResolvedValues(things.get(key));
    };
    const votes = row.events
      .flatMap((event) => cast.get(event) ?? [])
      .filter((one, index, all) => all.findIndex(({ member }) => member === one.member) === index)
      .map((one) => resolveCastVote(one, find('cast-vote', `${id}/${one.member}`)))
      .toSorted((one, other) => (one.member < other.member ? -1 : 1));
    const vetoedBy = votes.flatMap(({ member, veto }) => (veto === true ? member : []));
    return { ...row, ...readResolved(row, find('vote', id)), votes, vetoedBy };
  });
}

function readResolved(row: UnresolvedVote, values: ResolvedValues) {
  return {
    outcome: values.read<VoteView['outcome']>('outcome') ?? row.outcome,
    tally: values.read<VoteView['tally']>('tally') ?? row.tally,
    draft: values.read<string>('draft') ?? row.draft,
    subject: values.read<string>('subject') ?? row.subject,
    ...values.members,
  };
}

type UnresolvedCastVote = Omit<CastVote, 'agreement'>;

function resolveCastVote(vote: UnresolvedCastVote, values: ResolvedValues): CastVote {
  const { agreement } = values.members;
  const resolved = values.read<CastVote['vote']>('vote') ?? vote.vote;
  const { member, nameAsWritten, veto, explanation } = vote;
  return { member, nameAsWritten, vote: resolved, veto, explanation, agreement };
}

/** Reads the votes of members by event. */
async function readCastVotes(
  database: QueryDatabase,
  scope: QueryScope,
  rows: readonly UnresolvedVote[],
): Promise<ReadonlyMap<string, readonly UnresolvedCastVote[]>> {
  const query = new RecordQuery(database, scope);
  const c = query.from(CastVoteRow, 'c');
  const events = rows.flatMap((row) => row.events);
  query.whereAny(c.eventId, events);
  query.builder.orderBy(inByteOrder(c.eventId)).addOrderBy(c.n);
  const { eventId: event, member, nameAsWritten, vote, veto, explanation } = c;
  const cast = await query.rows({ event, member, nameAsWritten, vote, veto, explanation });
  return Map.groupBy(cast, (one) => one.event);
}

/** Selects the votes of two members. */
export interface VotersFilter {
  readonly members: readonly [string, string];
  readonly bodies?: readonly ThingRef[] | undefined;
}

/** Reads the votes with the votes of two members; a vote is null if no source states it. */
export function readComparedVotes(
  database: QueryDatabase,
  scope: QueryScope,
  { members, bodies }: VotersFilter,
) {
  const query = new RecordQuery(database, scope);
  const s = readVotes(query);
  query.whereThing({ collection: s.collection, id: s.body }, bodies);
  if (scope.asOf !== null) query.where(query.hadHappened(s.earliest));
  const one = readVoteOf(query, s.events, members[0]);
  const other = readVoteOf(query, s.events, members[1]);
  return { query, s, one, other };
}

/**
 * Counts the votes of two members by year, and by how each of them voted. `not-recorded`: no source
 * states the vote of one of them; such votes are counted only on request.
 */
export async function compareVoters(
  database: QueryDatabase,
  scope: QueryScope,
  { withUnrecorded = false, ...filter }: VotersFilter & { readonly withUnrecorded?: boolean },
): Promise<readonly ComparedCount[]> {
  const { query, s, one, other } = readComparedVotes(database, scope, filter);
  const first = sql<number>`extract(year FROM ${s.earliest})`;
  const last = sql<number>`extract(year FROM ${s.latest})`;
  const year = sql<
    number | null
  >`CASE WHEN isfinite(${s.earliest}) AND ${first} = ${last} THEN ${first}::integer END`;
  query.where(`(${one} IS NOT NULL ${withUnrecorded ? 'OR' : 'AND'} ${other} IS NOT NULL)`);
  const stated = (vote: SqlExpression<string>) =>
    sql<ComparedCount['one']>`coalesce(${vote}, 'not-recorded')`;
  const rows = await query.rows({ year, one: stated(one), other: stated(other) });
  const counted = Map.groupBy(rows, (row) => [row.year, row.one, row.other].join(' '));
  return [...counted.values()]
    .flatMap((same) => (same[0] === undefined ? [] : { ...same[0], votes: same.length }))
    .toSorted(
      (a, b) =>
        (a.year ?? Infinity) - (b.year ?? Infinity) ||
        (`${a.one} ${a.other}` < `${b.one} ${b.other}` ? -1 : 1),
    );
}

/** SQL for the vote of a member, by the first event that states one; null if none does. */
function readVoteOf(
  query: RecordQuery,
  events: SqlExpression<string[]>,
  member: string,
): SqlExpression<CastVote['vote']> {
  const cast = query.subquery();
  const c = cast.from(CastVoteRow, 'c');
  cast.where(`${c.eventId} = ANY(${events})`).whereAny(c.member, [member]);
  cast.builder.orderBy(`array_position(${events}, ${c.eventId})`).limit(1);
  return cast.toSubquery({ vote: c.vote });
}
