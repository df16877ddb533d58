import type { JsonFields } from '@rapporteur/pages';
import type { Answer } from '../api/answer.ts';
import { toAnswerAddress, toThingPath } from '../api/api-address.ts';
import { WithAnswer } from '../components/answers.tsx';
import { SaysWho } from '../components/evidence.tsx';
import { listRowEvents } from '../components/list-columns.ts';
import { PageLink } from '../components/page-link.tsx';
import { spellValue } from '../components/day-words.ts';
import { listFields, nameActor, readFields, readText } from '../components/read-json.ts';
import { formatMessage, translateTerm } from '../messages/messages.ts';
import type { FigureProps } from './figure-props.ts';
import { VOTE_GLYPHS, VOTES_SHOWN } from './vote-words.ts';
import './figures.css';

/** The votes on a decision: the result, the numbers, and the vote of each member. */
export function VoteResults({ answer, search }: FigureProps) {
  const decision = readFields(answer.data);
  const collection = readText(decision['collection']);
  const address = toAnswerAddress(
    `/v1/collections/${encodeURIComponent(collection)}/votes`,
    search,
    { decision: readText(decision['decision']) },
  );
  return (
    <WithAnswer address={address}>
      {(votes) => (
        <>
          {listFields(votes.data).map((vote) => (
            <VoteResult key={listRowEvents(vote).join()} vote={vote} answer={votes} />
          ))}
        </>
      )}
    </WithAnswer>
  );
}

function VoteResult({ vote, answer }: { readonly vote: JsonFields; readonly answer: Answer }) {
  const tally = readFields(vote['tally']);
  const outcome = formatOutcome(vote);
  const members = listFields(vote['votes']);
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
            const named = members.filter((one) => one['vote'] === kind);
            const count = tally[counted];
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
  readonly named: readonly JsonFields[];
  /** The votes that a source counts without a name. */
  readonly unnamed: number;
}

function Members({ named, unnamed }: MembersProps) {
  return (
    <>
      {named.map((one, n) => {
        const id = readText(one['member']);
        const path = toThingPath('state', id, null);
        const explanation = readText(one['explanation']);
        return (
          <span key={id}>
            {n > 0 && ', '}
            {path === null ? nameActor(id) : <PageLink to={path}>{nameActor(id)}</PageLink>}
            {one['veto'] === true && ` (${formatMessage('vote.veto')})`}
            {explanation !== '' && `: “${explanation}”`}
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
function formatOutcome(vote: JsonFields): string {
  const outcome = readText(vote['outcome']);
  const day = spellValue(vote['date']);
  const parts = [readText(vote['part']), readText(vote['draft'])].filter((part) => part !== '');
  const words = outcome === 'not-put' ? 'not put to the vote' : translateTerm(outcome);
  const sentence = [words.charAt(0).toUpperCase() + words.slice(1), day].filter(Boolean).join(', ');
  return `${[sentence, ...parts].join('; ')}.`;
}
