import type { SqlExpression, TableColumns } from '@rapporteur/projection-runtime';
import type { ThingRef } from '../query/aliases.ts';
import type { RecordQuery } from '../query/record-query.ts';
import type { RecordEntity, ThingColumns } from '../query/selection.ts';
import { CastVoteRow, VoteRow } from './vote-entities.ts';

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

/**
 * Requires that facts about the decision of a vote meet the filter, one for each condition: each
 * value of a vote is that of one of its facts.
 */
export function whereDecisions(
  query: RecordQuery,
  v: TableColumns<VoteRow>,
  { meetings, outcomes, members, votes, vetoed }: VoteFilter,
): void {
  const isOne = <E extends VoteRow | CastVoteRow>(
    entity: RecordEntity<E>,
    where: (facts: RecordQuery, columns: TableColumns<E>) => unknown,
  ): string => {
    const facts = query.subquery();
    const o = facts.from(entity, 'o');
    where(facts, o);
    const key = (row: ThingColumns) => query.canonicalKey('decision', row);
    const found = { key: key({ collection: o.collection, id: o.decision }) };
    return `${key({ collection: v.collection, id: v.decision })} IN ${facts.toSubquery(found)}`;
  };
  if (meetings !== undefined)
    query.where(
      isOne(VoteRow, (facts, o) =>
        facts.whereThing({ collection: o.collection, id: o.meeting }, meetings),
      ),
    );
  if (outcomes !== undefined)
    query.where(isOne(VoteRow, (facts, o) => facts.whereAny(o.outcome, outcomes)));
  if (members !== undefined || votes !== undefined)
    query.where(
      isOne(CastVoteRow, (facts, c) => facts.whereAny(c.member, members).whereAny(c.vote, votes)),
    );
  if (vetoed !== true) return;
  const isVetoed = [
    isOne(CastVoteRow, (facts, c) => facts.where(c.veto).whereAny(c.member, members)),
    isOne(VoteRow, (facts, o) => facts.whereAny(o.outcome, ['vetoed'])),
  ];
  query.where(`(${isVetoed.join(' OR ')})`);
}

/** The columns by which the votes of members are found. */
interface VoteColumns {
  readonly events: SqlExpression<string[]>;
  readonly outcome: SqlExpression<string>;
}

/** Requires of votes what the filter requires of the votes of members. */
export function whereMembersVoted(
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
