import type { Answer, Schemas } from '../api/query-answers.ts';
import { toThingPath } from '../api/api-address.ts';
import { SaysWho } from '../components/evidence.tsx';
import { listRowEvents } from '../components/list-columns.ts';
import { PageLink } from '../components/page-link.tsx';
import { nameThing } from '../components/read-json.ts';
import { formatMessage } from '../messages/messages.ts';
import type { FigureProps } from './figure-props.ts';
import './figures.css';

/** The citations of a decision, or those by others, with a link to each that is recorded. */
export function CitationList({ answer, heading }: FigureProps<'/v1/decisions/{decision}'>) {
  const isOfOthers = heading === 'cited by';
  const rows = answer.data[isOfOthers ? 'citedBy' : 'cites'];
  return (
    <ul className="citations">
      {rows.map((row) => {
        const words = isOfOthers ? nameCiting(row, answer) : row.nameAsWritten;
        const path = isOfOthers ? findCiting(row) : findCited(row, answer);
        return (
          <li key={listRowEvents(row).join() + row.cited}>
            <span className="quiet">
              {row.relation?.replaceAll('-', ' ') ?? formatMessage('citation.mentions')}
            </span>{' '}
            {path === null ? words : <PageLink to={path}>{words}</PageLink>}
            {row.paragraph !== null && <span className="quiet"> · {row.paragraph}</span>}
            <SaysWho answer={answer} events={listRowEvents(row)} about={words} />
          </li>
        );
      })}
    </ul>
  );
}

/** Returns the page of a cited instrument; null unless the answer names it. */
function findCited(row: Schemas['Citation'], { names }: Answer): string | null {
  const [id, collection] = [row.cited, row.collection];
  const isNamed = names?.['decision']?.[`${collection}/${id}`] !== undefined;
  return isNamed ? toThingPath('decision', id, collection) : null;
}

function findCiting(row: Schemas['Citation']): string | null {
  const { kind, id } = getCiting(row);
  return toThingPath(kind, id, row.collection);
}

function nameCiting(row: Schemas['Citation'], answer: Answer): string {
  return nameThing(answer, { ...getCiting(row), collection: row.collection });
}

function getCiting({ decision, document }: Schemas['Citation']) {
  return decision === null
    ? { kind: 'document', id: document ?? '' }
    : { kind: 'decision', id: decision };
}
