import type { QueryAnswers } from '../api/query-answers.ts';
import { EmptyRecord } from './coverage.tsx';
import { spellDay } from './day-words.ts';
import { SaysWho } from './evidence.tsx';
import { LinkedText } from './linked-text.tsx';
import { listNamedPaths } from './named-paths.ts';
import { listRowEvents } from './list-columns.ts';

/** The facts that were recorded last, in sentences. */
export function NewFacts({ answer }: { readonly answer: QueryAnswers['/v1/facts'] }) {
  const { data: rows } = answer;
  const paths = listNamedPaths(answer);
  if (rows.length === 0) return <EmptyRecord />;
  return (
    <ol className="facts">
      {rows.map((row) => {
        const events = listRowEvents(row);
        const { sentence } = row;
        return (
          <li key={events.join()}>
            <span className="day">{spellDay(row.recordedAt.slice(0, 10))}</span>
            <span>
              <LinkedText text={sentence} paths={paths} />
              <SaysWho answer={answer} events={events} about={sentence} />
            </span>
          </li>
        );
      })}
    </ol>
  );
}
