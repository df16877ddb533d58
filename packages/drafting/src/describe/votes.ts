import type { EventData } from '@rapporteur/contracts';
import { formatDate } from './dates.ts';
import { compose, formatOptional, joinWords, toClause } from './english.ts';
import type { Phrases } from './phrases.ts';

type VoteTaken = EventData<'VoteTaken'>;
type Tally = Readonly<Record<keyof NonNullable<VoteTaken['tally']>, number | null>>;

const VERBS: Readonly<Record<VoteTaken['outcome'], string>> = {
  adopted: 'was adopted',
  rejected: 'was rejected',
  vetoed: 'was not adopted because of a veto',
  consensus: 'was adopted without a vote',
  'not-put': 'was not put to the vote',
};

/** More named votes than this make no sentence. */
const NAMED_MAX = 6;

/** Returns `the draft H/2024/17 on fees was adopted by the Council by 12 votes to 1, with …`. */
export function describeVoteTaken(data: VoteTaken, phrases: Phrases): string {
  const { outcome, tally, votes } = data;
  const vetoes = votes.filter(({ veto }) => veto === true).map(({ by }) => by);
  const isVetoNamed = outcome === 'vetoed' && vetoes.length > 0;
  return compose(
    formatObject(data, phrases),
    isVetoNamed ? `was vetoed by ${phrases.formatActors(vetoes)}` : VERBS[outcome],
    data.meeting === null
      ? formatOptional('in ', data.body === null ? null : phrases.formatBody(data.body))
      : phrases.formatAtMeeting(data.meeting),
    formatDate(data.occurredOn),
    formatOptional(', ', tally === null ? null : formatTally(tally)),
    formatOptional('; ', formatNamedVotes(isVetoNamed, votes, phrases)),
  );
}

function formatObject({ decision, draft, part, subject }: VoteTaken, phrases: Phrases): string {
  const text = draft === null ? phrases.formatDecision(decision, subject) : `the draft ${draft}`;
  return compose(
    formatOptional('', part === null ? null : toClause(part), ' of'),
    text,
    formatOptional('on ', draft === null || subject === null ? null : toClause(subject)),
  );
}

/** Returns `by 12 votes to 1, with 2 abstentions`. A number that is not stated is left out. */
export function formatTally(tally: Tally): string {
  const { for: inFavour, against, abstained, notVoting, absent } = tally;
  const votes =
    inFavour === null
      ? formatOptional('with ', against === null ? null : String(against), ' against')
      : `by ${inFavour} ${inFavour === 1 ? 'vote' : 'votes'}${formatAgainst(against)}`;
  const others = [
    abstained === null
      ? ''
      : `${abstained || 'no'} ${abstained === 1 ? 'abstention' : 'abstentions'}`,
    notVoting === null || notVoting === 0 ? '' : `${notVoting} not voting`,
    absent === null || absent === 0 ? '' : `${absent} absent`,
  ].filter((words) => words !== '');
  return [votes, others.length === 0 ? '' : `with ${joinWords(others)}`]
    .filter((words) => words !== '')
    .join(', ');
}

const formatAgainst = (against: number | null): string =>
  against === null ? '' : ` to ${against || 'none'}`;

const CAST: Readonly<Record<VoteTaken['votes'][number]['vote'], string>> = {
  for: 'voted for it',
  against: 'voted against it',
  abstained: 'abstained',
  'not-voting': 'did not vote',
  absent: 'was absent',
};

function formatNamedVotes(
  isVetoNamed: boolean,
  votes: VoteTaken['votes'],
  phrases: Phrases,
): string | null {
  const shown = votes.filter(({ veto }) => !isVetoNamed || veto !== true);
  if (shown.length > NAMED_MAX) return null;
  const clauses = Object.entries(CAST).flatMap(([vote, words]) => {
    const members = shown.filter((one) => one.vote === vote).map(({ by }) => by);
    const verb = members.length > 1 ? words.replace('was ', 'were ') : words;
    return members.length === 0 ? [] : `${phrases.formatActors(members)} ${verb}`;
  });
  return joinWords(clauses);
}
