// Invariants (tests: vote-queries.int.spec.ts)
// 1. A vote that several sources tell is one row. Test: "is one row, however many sources tell it".
// 2. The votes of a member in several sources are one vote. Test: the same.
import type { SqlExpression } from '@rapporteur/projection-runtime';
import { foldText } from '@rapporteur/statements';
import {
  type DayCandidates,
  isCandidate,
  readCandidates,
  ROWS_MAX,
} from '../days/day-candidates.ts';
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
import { expandThings, readThingFacts } from '../timeline/thing-queries.ts';
import { groupFacts } from './group-facts.ts';
import { CastVoteRow, VoteRow } from './vote-entities.ts';
import { type VoteFilter, whereDecisions, whereMembersVoted } from './vote-filter.ts';
import type { CastVote, ComparedCount, VoteView } from './vote-views.ts';

/** Returns votes by date, each once, with the votes of their members. */
export async function listVotes(
  database: QueryDatabase,
  scope: QueryScope,
  filter: VoteFilter,
  page: PageRequest,
): Promise<ResultPage<VoteView>> {
  const flat = new RecordQuery(database, scope);
  const facts = readVoteFacts(flat, filter);
  whereDecisions(flat, facts.v, filter);
  const query = new RecordQuery(database, scope);
  const { rows, ...rest } = await fetchPageByDate(query, {
    ...buildVotes(query, filter),
    page,
    near: {
      query: flat,
      day: facts.day,
      row: facts.v,
      build: async (near) => {
        const candidates = near && (await readVoteCandidates(database, scope, near));
        const found = new RecordQuery(database, scope);
        found.limitDays(candidates?.things);
        return { query: found, dated: buildVotes(found, filter, candidates) };
      },
    },
  });
  return { rows: await resolveVotes(database, scope, rows), ...rest };
}

/** Reads the selected votes with the columns of their page. */
function buildVotes(query: RecordQuery, filter: VoteFilter, candidates?: DayCandidates) {
  const s = readVotes(query, { decisions: filter.decisions, candidates });
  const { collection, decision, part, draft, matter: subject, meeting, body, date, dateOf } = s;
  const { outcome, tally, events, earliest, latest } = s;
  query
    .whereThing({ collection, id: meeting }, filter.meetings)
    .whereThing({ collection, id: body }, filter.bodies)
    .whereAny(outcome, filter.outcomes)
    .whereTextContains([subject, draft, part], filter.words);
  whereMembersVoted(query, s, filter);
  const names = { collection, decision, part, draft, subject, meeting, body };
  return {
    select: { ...names, date, dateOf, outcome, tally, events },
    earliest,
    latest,
    order: s,
    happened: earliest,
  };
}

/** The facts to read: without a selection, all of the scope. */
interface VoteSelection {
  readonly decisions?: readonly ThingRef[] | undefined;
  /** The facts of these votes; see {@link readVoteCandidates}. */
  readonly candidates?: DayCandidates | undefined;
}

/** Reads one row per vote as `s`. */
function readVotes(query: RecordQuery, selection: VoteSelection) {
  return groupFacts(query, {
    select: (inner) => selectFacts(inner, selection),
    settledBy: ['occurredOn', 'outcome', 'tally'],
  });
}

/** Reads the facts of votes one by one as `v`, each with its day. */
function readVoteFacts(query: RecordQuery, { decisions, candidates }: VoteSelection) {
  const v = query.from(VoteRow, 'v');
  query.whereThing({ collection: v.collection, id: v.decision }, decisions);
  if (candidates !== undefined) query.where(isCandidate(query, v, candidates));
  const day = joinFactDay(query, DecisionDayRow, {
    collection: v.collection,
    occurredOn: v.occurredOn,
    occurredEarliest: v.occurredEarliest,
    occurredLatest: v.occurredLatest,
    meeting: v.meeting,
    incident: sql<null>`NULL::text`,
    statedIn: v.statedIn,
    document: v.source,
  });
  return { v, day };
}

/** Returns all facts of the votes of which some facts are candidates. */
async function readVoteCandidates(
  database: QueryDatabase,
  scope: QueryScope,
  candidates: DayCandidates,
): Promise<DayCandidates> {
  const known = new RecordQuery(database, scope);
  const { v } = readVoteFacts(known, { candidates });
  known.builder.distinct();
  const decisions = await known.rows({ collection: v.collection, id: v.decision });
  const things = expandThings(scope, 'decision', decisions);
  return (await readAllVoteFacts(database, scope, { decisions: things })) ?? candidates;
}

function readAllVoteFacts(database: QueryDatabase, scope: QueryScope, selection: VoteSelection) {
  const query = new RecordQuery(database, scope);
  const { v, day } = readVoteFacts(query, selection);
  return readCandidates({ query, day, row: v }, ROWS_MAX);
}

function selectFacts(query: RecordQuery, selection: VoteSelection) {
  const { v, day } = readVoteFacts(query, selection);
  const { collection, part, draft, subject, outcome, tally, rank, commandId, eventPseq, n } = v;
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
export async function readComparedVotes(
  database: QueryDatabase,
  scope: QueryScope,
  { members, bodies }: VotersFilter,
) {
  const query = new RecordQuery(database, scope);
  query.limitDays((await readAllVoteFacts(database, scope, {}))?.things);
  const s = readVotes(query, {});
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
  const { query, s, one, other } = await readComparedVotes(database, scope, filter);
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
