import type { Schemas } from '../api/query-answers.ts';
import { formatChangePath, toThingPath } from '../api/api-address.ts';
import { Passage } from '../components/evidence-panel.tsx';
import { Change, History } from '../components/fact-history.tsx';
import { formatTime } from '../components/json-words.ts';
import { PageLink } from '../components/page-link.tsx';
import { formatMessage } from '../messages/messages.ts';
import type { FigureProps } from './figure-props.ts';

/** The link to the form that corrects a fact. An event that is not a fact, or is retracted, has none. */
export function EventCorrection({ answer }: FigureProps<'/v1/events/{event}'>) {
  const { collection, event, standing } = answer.data;
  if (standing === 'not-a-fact' || standing === 'retracted') return null;
  return (
    <p>
      <PageLink to={formatChangePath(collection, { event })}>
        {formatMessage('correctThis')}
      </PageLink>
    </p>
  );
}

/** The passages of an event: their words, where they are held here, and their places. */
export function EventPassages({ answer }: FigureProps<'/v1/events/{event}'>) {
  const { data } = answer;
  return (
    <div className="figure passages-of-event">
      {data.passages.map((passage) => (
        <Passage
          key={`${passage.document} ${passage.start}`}
          passage={passage}
          answer={answer}
          collection={data.collection}
        />
      ))}
    </div>
  );
}

/** The values of a fact over time: those that were corrected are struck through. */
export function EventHistory({ answer }: FigureProps<'/v1/events/{event}'>) {
  const { data } = answer;
  return <History values={data.history} changes={[]} />;
}

/** The corrections and retractions of a fact, with their reasons. */
export function EventChanges({ answer }: FigureProps<'/v1/events/{event}'>) {
  const { data } = answer;
  return (
    <ol className="facts">
      {data.changes.map((change) => (
        <li key={change.event}>
          <span className="day">
            <ChangeLink change={change} collection={data.collection} /> {change.change}
          </span>
          <Change change={change} />
        </li>
      ))}
    </ol>
  );
}

interface ChangeLinkProps {
  readonly change: Schemas['EventPage']['changes'][number];
  readonly collection: string;
}

function ChangeLink({ change, collection }: ChangeLinkProps) {
  const path = toThingPath('event', change.event, collection) ?? '.';
  return <PageLink to={path}>{formatTime(change.recordedAt)}</PageLink>;
}
