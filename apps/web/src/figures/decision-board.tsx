import { STRENGTHS } from '@rapporteur/statements/strength';
import { useQueries } from '@tanstack/react-query';
import { answerOptions } from '../api/answer.ts';
import type { QueryAnswers, Schemas } from '../api/query-answers.ts';
import { BOARD_STATUSES, listBoardAnswers, type PageAddress } from '../api/api-address.ts';
import { Loading, WithAnswer } from '../components/answers.tsx';
import { SaysWho } from '../components/evidence.tsx';
import { findRowSentence, LIST_COLUMNS, listRowEvents } from '../components/list-columns.ts';
import { PageLink } from '../components/page-link.tsx';
import { spellValue } from '../components/day-words.ts';
import { nameThing, readStated } from '../components/read-json.ts';
import { formatMessage, translateTerm } from '../messages/messages.ts';
import './figures.css';
import './charts.css';

interface DecisionBoardProps {
  readonly address: Extract<PageAddress, { readonly kind: 'list' }>;
  readonly search: URLSearchParams;
}

/** Decisions by status: what is overdue and open first, the latest of each. */
export function DecisionBoard({ address, search }: DecisionBoardProps) {
  const answers = listBoardAnswers(address, search);
  const isPending = useQueries({
    queries: answers.map((answer) => answerOptions(answer)),
    combine: (results) => results.some((result) => result.isPending),
  });
  return (
    <div className="board">
      {isPending && <Loading />}
      {BOARD_STATUSES.map((status, n) => (
        <section key={status} className={status}>
          {answers.slice(n, n + 1).map((address) => (
            <WithAnswer key={address} address={address} pending={null}>
              {(answer) => <BoardColumn status={status} answer={answer} search={search} />}
            </WithAnswer>
          ))}
        </section>
      ))}
    </div>
  );
}

interface BoardColumnProps {
  readonly status: (typeof BOARD_STATUSES)[number];
  readonly answer: QueryAnswers['/v1/decisions'];
  readonly search: URLSearchParams;
}

function BoardColumn({ status, answer, search }: BoardColumnProps) {
  const rows = answer.data;
  const all = new URLSearchParams(search);
  all.delete('view');
  all.set('status', status);
  const isWhole = answer.next === null;
  // A vote has an outcome, which its sentence tells; only a decision may lack a status.
  const votes = rows.filter(({ type }) => type === 'VoteTaken');
  const others = rows.filter(({ type }) => type !== 'VoteTaken');
  return (
    <>
      <BoardCards heading={formatMessage('board.votes')} rows={votes} {...{ answer, status }} />
      <BoardCards
        heading={formatMessage(`status.${status}`)}
        rows={others}
        {...{ answer, status }}
      />
      {!isWhole && <PageLink to={`.?${all.toString()}`}>{formatMessage('board.all')}</PageLink>}
    </>
  );
}

interface BoardCardsProps extends Pick<BoardColumnProps, 'status' | 'answer'> {
  readonly heading: string;
  readonly rows: readonly Schemas['Decision'][];
}

function BoardCards({ heading, rows, answer, status }: BoardCardsProps) {
  // An empty column would only push the others away.
  if (rows.length === 0) return null;
  return (
    <>
      <h2>
        {heading}{' '}
        <span className="quiet">{answer.next === null ? rows.length : `${rows.length}+`}</span>
      </h2>
      <ol>
        {rows.map((row) => (
          <BoardCard key={listRowEvents(row).join()} row={row} answer={answer} status={status} />
        ))}
      </ol>
    </>
  );
}

interface BoardCardProps extends Pick<BoardColumnProps, 'status' | 'answer'> {
  readonly row: Schemas['Decision'];
}

function BoardCard({ row, answer, status }: BoardCardProps) {
  const name = LIST_COLUMNS.decisions
    ?.find(({ title }) => title === 'Decision')
    ?.read(row, answer) ?? { text: '' };
  const { collection, strength } = row;
  const place = (['meeting', 'body'] as const).flatMap((kind) => {
    const id = row[kind];
    return id === null ? [] : nameThing(answer, { kind, id, collection });
  })[0];
  const due = readStated(row.due);
  const day = spellValue(row.adoptedOn) || spellValue(row.date);
  return (
    <li>
      <p>
        {name.path === undefined || name.path === null ? (
          name.text
        ) : (
          <PageLink to={name.path}>{name.text}</PageLink>
        )}
        <SaysWho answer={answer} events={listRowEvents(row)} about={name.text} />
      </p>
      {row.type === 'VoteTaken' && <p lang="en">{findRowSentence(row, answer)}</p>}
      {due !== undefined && (
        <p className="due">
          {status === 'overdue' && <span aria-hidden="true">⚠ </span>}
          {formatMessage(status === 'overdue' ? 'board.wasDue' : 'paragraph.due', {
            day: spellValue(due),
          })}
        </p>
      )}
      <p className="quiet">
        {strength !== null && <StrengthMeter strength={strength} />}
        {[day, place].filter(Boolean).join(' · ')}
      </p>
    </li>
  );
}

/** The strength in a word, with as many full marks as the ladder has steps from its foot. */
function StrengthMeter({ strength }: { readonly strength: string }) {
  const place = (STRENGTHS as readonly string[]).indexOf(strength);
  if (place < 0) return null;
  const full = STRENGTHS.length - place;
  return (
    <span className="strength-meter">
      <span aria-hidden="true" className="marks">
        {'▮'.repeat(full)}
        {'▯'.repeat(STRENGTHS.length - full)}
      </span>{' '}
      {translateTerm(strength)} ·{' '}
    </span>
  );
}
