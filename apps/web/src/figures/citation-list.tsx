import type { JsonFields } from '@rapporteur/pages';
import type { Answer } from '../api/answer.ts';
import { toThingPath } from '../api/api-address.ts';
import { SaysWho } from '../components/evidence.tsx';
import { listRowEvents } from '../components/list-columns.ts';
import { PageLink } from '../components/page-link.tsx';
import { listFields, nameThing, readFields, readText } from '../components/read-json.ts';
import { formatMessage } from '../messages/messages.ts';
import type { FigureProps } from './figure-props.ts';
import './figures.css';

/** The citations of a decision, or those by others, with a link to each that is recorded. */
export function CitationList({ answer, heading }: FigureProps) {
  const isOfOthers = heading === 'cited by';
  const rows = listFields(readFields(answer.data)[isOfOthers ? 'citedBy' : 'cites']);
  return (
    <ul className="citations">
      {rows.map((row) => {
        const words = isOfOthers ? nameCiting(row, answer) : readText(row['nameAsWritten']);
        const path = isOfOthers ? findCiting(row) : findCited(row, answer);
        return (
          <li key={listRowEvents(row).join() + readText(row['cited'])}>
            <span className="quiet">
              {readText(row['relation']).replaceAll('-', ' ') || formatMessage('citation.mentions')}
            </span>{' '}
            {path === null ? words : <PageLink to={path}>{words}</PageLink>}
            {readText(row['paragraph']) !== '' && (
              <span className="quiet"> · {readText(row['paragraph'])}</span>
            )}
            <SaysWho answer={answer} events={listRowEvents(row)} about={words} />
          </li>
        );
      })}
    </ul>
  );
}

/** Returns the page of a cited instrument; null unless the answer names it. */
function findCited(row: JsonFields, { names }: Answer): string | null {
  const [id, collection] = [readText(row['cited']), readText(row['collection'])];
  const isNamed = names?.['decision']?.[`${collection}/${id}`] !== undefined;
  return isNamed ? toThingPath('decision', id, collection) : null;
}

function findCiting(row: JsonFields): string | null {
  const collection = readText(row['collection']);
  const [decision, document] = [readText(row['decision']), readText(row['document'])];
  return decision === ''
    ? toThingPath('document', document, collection)
    : toThingPath('decision', decision, collection);
}

function nameCiting(row: JsonFields, answer: Answer): string {
  const collection = readText(row['collection']);
  const kind = readText(row['decision']) === '' ? 'document' : 'decision';
  return nameThing(answer, { kind, id: readText(row[kind]), collection });
}
