import { formatFieldName, formatValue, type JsonFields, isJsonFields } from '@rapporteur/pages';
import { useQuery } from '@tanstack/react-query';
import { useRouterState } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { answerOptions } from '../api/answer.ts';
import { toThingPath } from '../api/api-address.ts';
import { formatMessage, type MessageKey } from '../messages/messages.ts';
import english from '../messages/en.json';
import { readWords } from './json-words.ts';
import { listFields } from './read-json.ts';
import { PageLink } from './page-link.tsx';

interface EventContextProps {
  readonly collection: string | null;
  readonly id: string;
}

/** The links from an event to those before and after it. */
export function EventNeighbours(props: EventContextProps) {
  return <WithContext {...props}>{(context) => <Neighbours context={context} />}</WithContext>;
}

/** The events around an event: its causes and effects, those of its command, and its rows. */
export function EventContext(props: EventContextProps) {
  const { id } = props;
  return (
    <WithContext {...props}>
      {(context) => (
        <>
          <Events title={formatMessage('context.causes')} events={listFields(context['causes'])} />
          <Events
            title={formatMessage('context.effects')}
            events={listFields(context['effects'])}
          />
          <Events
            title={formatMessage('context.command')}
            events={listFields(context['command']).filter((one) => one['event'] !== id)}
          />
          <Rows rows={listFields(context['rows'])} />
          <Calls event={id} />
        </>
      )}
    </WithContext>
  );
}

interface WithContextProps extends EventContextProps {
  readonly children: (context: JsonFields) => ReactNode;
}

/** Shows what the answer about the events around an event holds. */
function WithContext({ collection, id, children }: WithContextProps) {
  const search = useRouterState({ select: ({ location }) => location.searchStr });
  const recorded = new URLSearchParams(search).get('asOfRecorded');
  const parameters = new URLSearchParams({
    sources: 'false',
    ...(recorded === null || recorded === '' ? {} : { asOfRecorded: recorded }),
  });
  const path = toThingPath('event', id, collection) ?? '';
  const address = `/v1${path}/context?${parameters.toString()}`;
  const { data: answer, error } = useQuery(answerOptions(address));
  if (error !== null) return <p role="alert">{error.message}</p>;
  if (!isJsonFields(answer?.data)) return <p className="quiet">{formatMessage('loading')}</p>;
  return children(answer.data);
}

const NEIGHBOURS = ['previousInStream', 'nextInStream', 'previousInLog', 'nextInLog'] as const;

/** The links to the events before and after; one that leads nowhere stays where it is. */
function Neighbours({ context }: { readonly context: JsonFields }) {
  const [stream, collection] = [readWords(context, 'stream'), readWords(context, 'collection')];
  return (
    <nav className="paging neighbours" aria-label={formatMessage('context.neighbours')}>
      <PageLink to={`/streams/${collection}/${encodeURIComponent(stream)}`}>
        {formatMessage('stream.title', { stream })}
      </PageLink>
      {NEIGHBOURS.map((name) => {
        const other = context[name];
        const label = formatMessage(`context.${name}` satisfies MessageKey);
        const path = isJsonFields(other) ? toEventPath(other) : null;
        return path === null ? (
          <span key={name} className="quiet" aria-disabled="true">
            {label}
          </span>
        ) : (
          <PageLink key={name} to={path}>
            {label}
          </PageLink>
        );
      })}
    </nav>
  );
}

function toEventPath(event: JsonFields): string | null {
  const collection = event['collection'];
  return typeof collection === 'string'
    ? toThingPath('event', readWords(event, 'event'), collection)
    : null;
}

interface EventsProps {
  readonly title: string;
  readonly events: readonly JsonFields[];
}

function Events({ title, events }: EventsProps) {
  if (events.length === 0) return null;
  return (
    <section>
      <h2>{title}</h2>
      <ol className="facts">
        {events.map((event) => (
          <li key={`${readWords(event, 'event')} ${readWords(event, 'relation')}`}>
            <span className="day">
              <PageLink to={toEventPath(event) ?? '.'}>{readWords(event, 'position')}</PageLink>{' '}
              {formatRelation(readWords(event, 'relation'))}
            </span>
            <span>{readWords(event, 'sentence') || formatFieldName(readWords(event, 'type'))}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}

function formatRelation(relation: string): string {
  const key = `relation.${relation}`;
  return key in english ? formatMessage(key as MessageKey) : relation.replaceAll('-', ' ');
}

/** The rows of the read models, each with its values. */
function Rows({ rows }: { readonly rows: readonly JsonFields[] }) {
  return (
    <section>
      <h2>{formatMessage('context.rows')}</h2>
      {rows.length === 0 && <p>{formatMessage('context.noRows')}</p>}
      {rows.map((row, n) => (
        // The rows of an event never change places.
        <details key={n}>
          <summary>
            {readWords(row, 'readModel')}.{readWords(row, 'table')}{' '}
            <span className="quiet">
              {formatMessage('context.from', { position: readWords(row, 'recordedFrom') })}{' '}
              {row['recordedTo'] === null
                ? formatMessage('context.valid')
                : formatMessage('context.to', { position: readWords(row, 'recordedTo') })}
            </span>
          </summary>
          <dl className="labels">
            {Object.entries(isJsonFields(row['values']) ? row['values'] : {}).map(
              ([name, value]) => (
                <div key={name} className="pair">
                  <dt>{formatFieldName(name)}</dt>
                  <dd>{typeof value === 'string' ? value : formatValue(value)}</dd>
                </div>
              ),
            )}
          </dl>
        </details>
      ))}
    </section>
  );
}

/** The same answers for programs: the command line has the same query. */
function Calls({ event }: { readonly event: string }) {
  return (
    <section>
      <h2>{formatMessage('context.calls')}</h2>
      <pre>
        {`npx rapporteur query event ${event} --json\ncurl ${location.origin}/v1/events/${event}\n`}
      </pre>
    </section>
  );
}
