import { isJsonFields, type JsonFields } from '@rapporteur/pages';
import type { Answer } from '../api/answer.ts';
import { EmptyRecord } from './coverage.tsx';
import { spellDay } from './day-words.ts';
import { SaysWho } from './evidence.tsx';
import { LinkedText, listNamedPaths } from './linked-text.tsx';
import { listRowEvents } from './list-columns.ts';

/** The facts that were recorded last, in sentences. */
export function NewFacts({ answer }: { readonly answer: Answer }) {
  const rows = Array.isArray(answer.data) ? answer.data.filter(isJsonFields) : [];
  const paths = listNamedPaths(answer);
  if (rows.length === 0) return <EmptyRecord />;
  return (
    <ol className="facts">
      {rows.map((row) => {
        const events = listRowEvents(row);
        const sentence = typeof row['sentence'] === 'string' ? row['sentence'] : '';
        return (
          <li key={events.join()}>
            <span className="day">{formatRecordedDay(row)}</span>
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

function formatRecordedDay({ recordedAt }: JsonFields): string {
  return typeof recordedAt === 'string' ? spellDay(recordedAt.slice(0, 10)) : '';
}
