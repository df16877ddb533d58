import { useEffect } from 'react';
import type { QueryAnswers, Schemas } from '../api/query-answers.ts';
import { toThingPath } from '../api/api-address.ts';
import { WithAnswer } from '../components/answers.tsx';
import { SaysWho } from '../components/evidence.tsx';
import { listRowEvents } from '../components/list-columns.ts';
import { PageLink } from '../components/page-link.tsx';
import { spellValue } from '../components/day-words.ts';
import { nameActor, nameThing } from '../components/read-json.ts';
import { AgreementFigure } from '../figures/agreement-figure.tsx';
import { PositionMatrix } from '../figures/position-matrix.tsx';
import { VOTE_GLYPHS } from '../figures/vote-words.ts';
import { formatMessage, type MessageKey } from '../messages/messages.ts';
import { getAnswerAddress, type PageProps } from './page-props.ts';
import { ScrollBox } from '../components/scroll-box.tsx';

type ComparisonContent = QueryAnswers['/v1/states/{state}/vs/{other}'];

/** Two states: how often they voted alike, where they differed, and where they met. */
export function ComparisonPage({ address, search }: PageProps<'comparison'>) {
  const names = address.states.map(nameActor);
  const title = names.join(` ${formatMessage('comparison.and')} `);
  useEffect(() => {
    document.title = `${title} · ${formatMessage('name')}`;
  }, [title]);
  return (
    <article className="thing">
      <h1>{title}</h1>
      <p className="quiet">
        {address.states.map((state, n) => (
          <span key={state}>
            {n > 0 && ' · '}
            <PageLink to={toThingPath('state', state, null) ?? '.'}>{names[n]}</PageLink>
          </span>
        ))}
      </p>
      <WithAnswer address={getAnswerAddress<ComparisonContent>(address, search)}>
        {(answer) => <Comparison answer={answer} names={names} />}
      </WithAnswer>
    </article>
  );
}

interface ComparisonProps {
  readonly answer: ComparisonContent;
  readonly names: readonly string[];
}

function Comparison({ answer, names }: ComparisonProps) {
  const { votes, same, years, states, positions } = answer.data;
  return (
    <>
      <p className="lead">
        {votes === 0
          ? formatMessage('comparison.noVotes')
          : formatMessage('comparison.alike', { same, votes })}
      </p>
      {votes > 0 && (
        <section>
          <h2>{formatMessage('comparison.byYear')}</h2>
          <AgreementFigure years={years} states={states} />
        </section>
      )}
      {positions.length > 0 && (
        <section>
          <h2>{formatMessage('comparison.positions')}</h2>
          <PositionMatrix positions={positions} names={names} />
        </section>
      )}
      <section>
        <h2>{formatMessage('comparison.divergent')}</h2>
        <DivergentVotes answer={answer} names={names} />
      </section>
      <section>
        <h2>{formatMessage('comparison.meetings')}</h2>
        <SharedMeetings answer={answer} />
      </section>
    </>
  );
}

function DivergentVotes({ answer, names }: ComparisonProps) {
  const rows = answer.data.divergent;
  if (rows.length === 0) return <p className="quiet">{formatMessage('comparison.noDivergent')}</p>;
  return (
    <ScrollBox>
      <table className="divergent">
        <thead>
          <tr>
            <th scope="col">{formatMessage('comparison.day')}</th>
            <th scope="col">{formatMessage('comparison.decision')}</th>
            {names.map((name) => (
              <th key={name} scope="col" className="one-line">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const { collection, decision: id, part } = row;
            const name = row.subject ?? nameThing(answer, { kind: 'decision', id, collection });
            return (
              <tr key={listRowEvents(row).join()}>
                <td className="one-line">{spellValue(row.date)}</td>
                <td>
                  <PageLink to={toThingPath('decision', id, collection) ?? '.'}>{name}</PageLink>
                  {part !== null && `, ${part}`}
                  <SaysWho answer={answer} events={listRowEvents(row)} about={name} />
                </td>
                <td className="one-line">{formatVote(row.one)}</td>
                <td className="one-line">{formatVote(row.other)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </ScrollBox>
  );
}

function formatVote(vote: Schemas['CastVote']['vote']): string {
  return `${VOTE_GLYPHS[vote] ?? ''} ${formatMessage(`vote.${vote}` satisfies MessageKey)}`;
}

function SharedMeetings({ answer }: Pick<ComparisonProps, 'answer'>) {
  const { latest, attended } = answer.data.meetings;
  return (
    <>
      <p>{formatMessage('comparison.attended', { count: attended })}</p>
      <ul className="citations">
        {latest.map((meeting) => {
          const { meeting: id, collection } = meeting;
          return (
            <li key={`${collection}/${id}`}>
              <span className="quiet">{spellValue(meeting.date)}</span>{' '}
              <PageLink to={toThingPath('meeting', id, collection) ?? '.'}>
                {nameThing(answer, { kind: 'meeting', id, collection })}
              </PageLink>
            </li>
          );
        })}
      </ul>
      {attended > latest.length && (
        <p className="quiet">{formatMessage('comparison.latest', { count: latest.length })}</p>
      )}
    </>
  );
}
