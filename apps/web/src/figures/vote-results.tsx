import type { QueryAnswers, Schemas } from '../api/query-answers.ts';
import { toAnswerAddress } from '../api/answer-address.ts';
import { toThingPath } from '../api/api-address.ts';
import { WithAnswer } from '../components/answers.tsx';
import { SaysWho } from '../components/evidence.tsx';
import { listRowEvents } from '../components/list-columns.ts';
import { PageLink } from '../components/page-link.tsx';
import { spellValue } from '../components/day-words.ts';
import { nameActor } from '../components/read-json.ts';
import { formatMessage, translateTerm } from '../messages/messages.ts';
import type { FigureProps } from './figure-props.ts';
import { VOTE_GLYPHS, VOTES_SHOWN } from './vote-words.ts';
import './figures.css';

/** The votes on a decision: the result, the numbers, and the vote of each member. */
export function VoteResults({ answer, search }: FigureProps<'/v1/decisions/{decision}'>) {
  const { collection, decision } = answer.data;
  const address = toAnswerAddress('/v1/votes', search, {
    collection,
    parameters: { decision: decision ?? '' },
  });
  return (
    <WithAnswer address={address}>
      {(votes) => (
        <>
          {votes.data.map((vote) => (
            <VoteResult key={listRowEvents(vote).join()} vote={vote} answer={votes} />
          ))}
        </>
      )}
    </WithAnswer>
  );
}

interface VoteProps {
  readonly vote: Schemas['Vote'];
  readonly answer: QueryAnswers['/v1/votes'];
}

function VoteResult({ vote, answer }: VoteProps) {
  const { tally } = vote;
  const outcome = formatOutcome(vote);
  const members = vote.votes;
  return (
    <figure className="vote">
      <figcaption>
        {outcome}
        <SaysWho answer={answer} events={listRowEvents(vote)} about={outcome} />
      </figcaption>
      <table>
        <thead>
          <tr>
            <th scope="col">{formatMessage('vote.vote')}</th>
            <th scope="col" className="count">
              {formatMessage('vote.counted')}
            </th>
            <th scope="col">{formatMessage('vote.members')}</th>
          </tr>
        </thead>
        <tbody>
          {VOTES_SHOWN.map(({ vote: kind, member: counted }) => {
            const named = members.filter((one) => one.vote === kind);
            const count = tally?.[counted];
            const unnamed = typeof count === 'number' ? count - named.length : 0;
            if (named.length === 0 && typeof count !== 'number') return null;
            return (
              <tr key={kind}>
                <th scope="row">
                  <span aria-hidden="true" className="glyph">
                    {VOTE_GLYPHS[kind]}
                  </span>{' '}
                  {formatMessage(`vote.${kind}`)}
                </th>
                <td className="count">
                  {typeof count === 'number' ? count : formatMessage('vote.countNotStated')}
                </td>
                <td>
                  <Members named={named} unnamed={unnamed} />
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </figure>
  );
}

interface MembersProps {
  readonly named: readonly Schemas['CastVote'][];
  /** The votes that a source counts without a name. */
  readonly unnamed: number;
}

function Members({ named, unnamed }: MembersProps) {
  return (
    <>
      {named.map((one, n) => {
        const { member: id, explanation } = one;
        const path = toThingPath('state', id, null);
        return (
          <span key={id}>
            {n > 0 && ', '}
            {path === null ? nameActor(id) : <PageLink to={path}>{nameActor(id)}</PageLink>}
            {one.veto === true && ` (${formatMessage('vote.veto')})`}
            {explanation !== null && `: “${explanation}”`}
          </span>
        );
      })}
      {unnamed > 0 && (
        <span className="quiet">
          {named.length > 0 && '; '}
          {formatMessage('vote.unnamed', { count: unnamed })}
        </span>
      )}
    </>
  );
}

/** Returns `Adopted on 3 March 2033; part: Paragraph 2.` */
function formatOutcome(vote: Schemas['Vote']): string {
  const { outcome } = vote;
  const day = spellValue(vote.date);
  const parts = [vote.part, vote.draft].filter((part) => part !== null);
  const words = outcome === 'not-put' ? 'not put to the vote' : translateTerm(outcome);
  const sentence = [words.charAt(0).toUpperCase() + words.slice(1), day].filter(Boolean).join(', ');
  return `${[sentence, ...parts].join('; ')}.`;
}
