import { formatFieldName, formatValue } from '@rapporteur/pages';
import { useQuery } from '@tanstack/react-query';
import { useRouterState } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { answerOptions } from '../api/answer.ts';
import { keepRecordMoment, toAnswerAddress } from '../api/answer-address.ts';
import { toThingPath } from '../api/api-address.ts';
import type { Schemas } from '../api/query-answers.ts';
import { formatMessage, type MessageKey } from '../messages/messages.ts';
import english from '../messages/en.json';
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
          <Events title={formatMessage('context.causes')} events={context.causes} />
          <Events title={formatMessage('context.effects')} events={context.effects} />
          <Events
            title={formatMessage('context.command')}
            events={context.command.filter((one) => one.event !== id)}
          />
          <Rows rows={context.rows} />
          <Calls event={id} />
        </>
      )}
    </WithContext>
  );
}

interface WithContextProps extends EventContextProps {
  readonly children: (context: Schemas['EventContext']) => ReactNode;
}

/** Shows what the answer about the events around an event holds. */
function WithContext({ collection, id, children }: WithContextProps) {
  const search = useRouterState({ select: ({ location }) => location.searchStr });
  const address = toAnswerAddress('/v1/events/{event}/context', keepRecordMoment(search), {
    collection,
    ids: { event: id },
    parameters: { sources: 'false' },
  });
  const { data: answer, error } = useQuery(answerOptions(address));
  if (error !== null) return <p role="alert">{error.message}</p>;
  if (answer === undefined) return <p className="quiet">{formatMessage('loading')}</p>;
  return children(answer.data);
}

const NEIGHBOURS = ['previousInStream', 'nextInStream', 'previousInLog', 'nextInLog'] as const;

/** The links to the events before and after; one that leads nowhere stays where it is. */
function Neighbours({ context }: { readonly context: Schemas['EventContext'] }) {
  const { stream } = context;
  return (
    <nav className="paging neighbours" aria-label={formatMessage('context.neighbours')}>
      <PageLink to={`/streams/${context.collection ?? ''}/${encodeURIComponent(stream)}`}>
        {formatMessage('stream.title', { stream })}
      </PageLink>
      {NEIGHBOURS.map((name) => {
        const other = context[name];
        const label = formatMessage(`context.${name}` satisfies MessageKey);
        const path = other === null ? null : toEventPath(other);
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

function toEventPath({ collection, event }: Schemas['EventRef']): string | null {
  return collection === null ? null : toThingPath('event', event, collection);
}

interface EventsProps {
  readonly title: string;
  readonly events: readonly (Schemas['EventRef'] & Partial<Schemas['RelatedEvent']>)[];
}

function Events({ title, events }: EventsProps) {
  if (events.length === 0) return null;
  return (
    <section>
      <h2>{title}</h2>
      <ol className="facts">
        {events.map((event) => (
          <li key={`${event.event} ${event.relation ?? ''}`}>
            <span className="day">
              <PageLink to={toEventPath(event) ?? '.'}>{event.position}</PageLink>{' '}
              {formatRelation(event.relation ?? '')}
            </span>
            <span>{event.sentence ?? formatFieldName(event.type)}</span>
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
function Rows({ rows }: { readonly rows: readonly Schemas['EventRow'][] }) {
  return (
    <section>
      <h2>{formatMessage('context.rows')}</h2>
      {rows.length === 0 && <p>{formatMessage('context.noRows')}</p>}
      {rows.map((row, n) => (
        // The rows of an event never change places.
        <details key={n}>
          <summary>
            {row.readModel}.{row.table}{' '}
            <span className="quiet">
              {formatMessage('context.from', { position: row.recordedFrom })}{' '}
              {row.recordedTo === null
                ? formatMessage('context.valid')
                : formatMessage('context.to', { position: row.recordedTo })}
            </span>
          </summary>
          <dl className="labels">
            {Object.entries(row.values).map(([name, value]) => (
              <div key={name} className="pair">
                <dt>{formatFieldName(name)}</dt>
                <dd>{typeof value === 'string' ? value : formatValue(value)}</dd>
              </div>
            ))}
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
