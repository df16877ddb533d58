import type { JsonFields } from '@rapporteur/pages';
import { toThingPath } from '../api/api-address.ts';
import { Passage } from '../components/evidence-panel.tsx';
import { Change, History } from '../components/fact-history.tsx';
import { formatTime, readWords } from '../components/json-words.ts';
import { PageLink } from '../components/page-link.tsx';
import { listFields, readFields } from '../components/read-json.ts';
import type { FigureProps } from './figure-props.ts';

/** The passages of an event: their words, where they are held here, and their places. */
export function EventPassages({ answer }: FigureProps) {
  const data = readFields(answer.data);
  return (
    <div className="figure passages-of-event">
      {listFields(data['passages']).map((passage) => (
        <Passage
          key={`${readWords(passage, 'document')} ${String(passage['start'])}`}
          passage={passage}
          answer={answer}
          collection={readWords(data, 'collection')}
        />
      ))}
    </div>
  );
}

/** The values of a fact over time: those that were corrected are struck through. */
export function EventHistory({ answer }: FigureProps) {
  const data = readFields(answer.data);
  return <History values={listFields(data['history'])} changes={[]} />;
}

/** The corrections and retractions of a fact, with their reasons. */
export function EventChanges({ answer }: FigureProps) {
  const data = readFields(answer.data);
  return (
    <ol className="facts">
      {listFields(data['changes']).map((change) => (
        <li key={readWords(change, 'event')}>
          <span className="day">
            <ChangeLink change={change} collection={readWords(data, 'collection')} />{' '}
            {readWords(change, 'change')}
          </span>
          <Change change={change} />
        </li>
      ))}
    </ol>
  );
}

interface ChangeLinkProps {
  readonly change: JsonFields;
  readonly collection: string;
}

function ChangeLink({ change, collection }: ChangeLinkProps) {
  const path = toThingPath('event', readWords(change, 'event'), collection) ?? '.';
  return <PageLink to={path}>{formatTime(readWords(change, 'recordedAt'))}</PageLink>;
}
