import { type DateValue, getDateBounds } from '@rapporteur/contracts';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import {
  ComparedCount,
  compareVoters,
  DateView,
  DECISIONS,
  listVotes,
  readAllPages,
  readonlyArray,
  TIMELINE,
  VetoCount,
  VOTE_OUTCOMES,
  VOTES_CAST,
  VoteView,
} from '@rapporteur/read-models';
import { z } from 'zod';
import { defineQuery } from '../collection-query.ts';
import {
  agreementColumns,
  computedColumn,
  computedThingColumns,
  dateColumns,
  fieldColumns,
  numberColumns,
  thingColumns,
} from '../csv.ts';
import {
  booleanParameter,
  choiceParameter,
  combineDates,
  DATE_PARAMETERS,
  listParameter,
  textParameter,
} from '../parameters.ts';
import { DatabaseQueryHandler } from '../query-handler.ts';
import { BODY_PARAMETERS, listThings, resolveBodyIds, resolveThingIds } from '../resolve-ids.ts';
import { toRowData } from '../row-data.ts';
import { withStatements } from '../statements.ts';

const VoteData = VoteView.extend({ date: DateView }).meta({
  id: 'Vote',
  description: 'A vote on a decision or draft, or on a part of it.',
});

const votersColumns = (name: string, vote: VoteView['votes'][number]['vote']) =>
  computedThingColumns<VoteView>('actor', name, ({ votes }) =>
    votes.flatMap((one) => (one.vote === vote ? one.member : [])),
  );

const tallyColumn = (name: string, vote: keyof NonNullable<VoteView['tally']>) =>
  computedColumn<VoteView>(name, ({ tally }) => tally?.[vote], 'number');

const COLUMNS = [
  ...dateColumns('date'),
  ...fieldColumns('dateOf'),
  ...thingColumns('decision', 'decision'),
  ...fieldColumns('part', 'draft', 'subject', 'outcome'),
  tallyColumn('votes_for', 'for'),
  tallyColumn('votes_against', 'against'),
  tallyColumn('abstentions', 'abstained'),
  tallyColumn('not_voting', 'notVoting'),
  tallyColumn('absent', 'absent'),
  ...agreementColumns('outcome', 'tally'),
  ...computedThingColumns<VoteView>('actor', 'vetoed_by', ({ vetoedBy }) => vetoedBy),
  ...votersColumns('voted_for', 'for'),
  ...votersColumns('voted_against', 'against'),
  ...votersColumns('abstained', 'abstained'),
  ...thingColumns('meeting', 'meeting'),
  ...thingColumns('body', 'body'),
  ...fieldColumns('events:list', 'collection'),
];

export class ListVotesQuery extends defineQuery({
  path: 'votes',
  tag: 'decisions',
  summary: 'Votes by date: the outcome, the tally, and the votes of the members that are stated.',
  projections: [DECISIONS, TIMELINE],
  paged: true,
  parameters: {
    ...DATE_PARAMETERS,
    ...BODY_PARAMETERS,
    decision: listParameter('Filter by decision or draft'),
    meeting: listParameter('Filter by meeting'),
    outcome: choiceParameter(VOTE_OUTCOMES, 'Filter by outcome'),
    member: listParameter('Filter by member whose vote is stated: a state by its code'),
    vote: choiceParameter(VOTES_CAST, 'Filter by the vote of these members, or of any'),
    veto: booleanParameter('true: with a veto of these members, or of any; false: without one'),
    q: textParameter('Search in the matter, the draft and the part'),
  },
  columns: COLUMNS,
  answer: readonlyArray(VoteData),
}) {}

@QueryHandler(ListVotesQuery)
class ListVotesHandler extends DatabaseQueryHandler implements IQueryHandler<ListVotesQuery> {
  async execute({ scope, page, statements, parameters: p }: ListVotesQuery) {
    const { database } = this;
    const lookup = { database, scope };
    const filter = {
      bodies: await resolveBodyIds(lookup, p),
      meetings: await resolveThingIds(lookup, 'meeting', p.meeting),
      decisions: listThings(scope, 'decision', p.decision),
      outcomes: p.outcome,
      members: p.member,
      votes: p.vote,
      vetoed: p.veto,
      words: p.q,
    };
    const pageOfDays = { ...page, days: combineDates(p) };
    const { rows, ...rest } = await listVotes(database, scope, filter, pageOfDays);
    const data = rows.map((row) => toRowData(withStatements(row, statements), { dates: ['date'] }));
    return { data, rows, ...rest };
  }
}

const PERIODS = ['year', 'decade'] as const;

export class CountVetoesQuery extends defineQuery({
  path: 'votes/vetoes',
  tag: 'decisions',
  summary: 'The number of vetoes of each member, by year or decade.',
  projections: [DECISIONS, TIMELINE],
  paged: false,
  parameters: {
    ...DATE_PARAMETERS,
    ...BODY_PARAMETERS,
    by: z.enum(PERIODS).default('decade').meta({ description: 'The periods: year or decade' }),
    member: listParameter('Filter by member: a state by its code'),
  },
  columns: [
    ...thingColumns('actor', 'member'),
    ...fieldColumns('period'),
    ...numberColumns('vetoes'),
    ...thingColumns('decision', 'decisions:list'),
  ],
  answer: readonlyArray(VetoCount),
}) {}

@QueryHandler(CountVetoesQuery)
class CountVetoesHandler extends DatabaseQueryHandler implements IQueryHandler<CountVetoesQuery> {
  async execute({ scope, parameters: p }: CountVetoesQuery) {
    const { database } = this;
    const bodies = await resolveBodyIds({ database, scope }, p);
    const filter = { bodies, members: p.member, vetoed: true };
    const votes = await readAllPages((page) =>
      listVotes(database, scope, filter, { ...page, days: combineDates(p) }),
    );
    const vetoes = votes.flatMap(({ decision, date, vetoedBy }) =>
      vetoedBy
        .filter((member) => p.member?.includes(member) !== false)
        .map((member) => ({ member, decision, period: formatPeriod(date, p.by) })),
    );
    const counted = Map.groupBy(vetoes, ({ member, period }) => `${member} ${period}`);
    const data = [...counted.values()].flatMap((same) => {
      const [first] = same;
      if (first === undefined) return [];
      const { member, period } = first;
      return { member, period, vetoes: same.length, decisions: same.map((one) => one.decision) };
    });
    return { data: data.toSorted(compareCounts) };
  }
}

/** Returns `1946`, or `1940s`; `not stated` if the date does not lie in one such period. */
function formatPeriod(date: Pick<DateValue, 'edtf'> | null, by: (typeof PERIODS)[number]): string {
  const { earliest, latest } = date === null ? NO_BOUNDS : getDateBounds(date);
  const [first, last] = [earliest, latest].map((day) => day?.slice(0, by === 'year' ? 4 : 3));
  if (first === undefined || first !== last) return 'not stated';
  return by === 'year' ? first : `${first}0s`;
}

const NO_BOUNDS = { earliest: null, latest: null };

const compareCounts = (one: VetoCount, other: VetoCount): number =>
  `${one.member} ${one.period}` < `${other.member} ${other.period}` ? -1 : 1;

const Agreement = z
  .object({
    members: readonlyArray(z.string()),
    votes: z
      .int()
      .meta({ description: 'The votes in which both voted for, against or abstained.' }),
    same: z.int().meta({ description: 'Those of them in which both voted alike.' }),
    counts: readonlyArray(ComparedCount),
  })
  .meta({ id: 'VoteAgreementOfTwo', description: 'How often two members voted alike, by year.' });

export class CompareVotersQuery extends defineQuery({
  path: 'votes/agreement/{member}/{other}',
  tag: 'decisions',
  summary: 'How two members voted on the same decisions, by year: how often alike, how often not.',
  projections: [DECISIONS, TIMELINE],
  paged: false,
  parameters: {
    ...BODY_PARAMETERS,
    members: listParameter('The two members: states by their codes'),
  },
  columns: [...numberColumns('year'), ...fieldColumns('one', 'other'), ...numberColumns('votes')],
  answer: Agreement,
}) {}

@QueryHandler(CompareVotersQuery)
class CompareVotersHandler
  extends DatabaseQueryHandler
  implements IQueryHandler<CompareVotersQuery>
{
  async execute({ scope, path, parameters: p }: CompareVotersQuery) {
    const { database } = this;
    const members = [path.member, path.other] as const;
    const bodies = await resolveBodyIds({ database, scope }, p);
    const counts = await compareVoters(database, scope, { members, bodies });
    const isCast = (vote: string) => vote !== 'absent' && vote !== 'not-voting';
    const both = counts.filter(({ one, other }) => isCast(one) && isCast(other));
    const sum = (rows: readonly ComparedCount[]) => rows.reduce((all, { votes }) => all + votes, 0);
    const same = both.filter(({ one, other }) => one === other);
    return { data: { members, votes: sum(both), same: sum(same), counts }, rows: counts };
  }
}

export const VOTE_QUERIES = [ListVotesQuery, CountVetoesQuery, CompareVotersQuery];
export const VOTE_HANDLERS = [ListVotesHandler, CountVetoesHandler, CompareVotersHandler];
