import { useQuery } from '@tanstack/react-query';
import { answerOptions } from '../../api/answer.ts';
import { STATUS_ANSWER } from '../../api/answer-address.ts';
import { toThingPath } from '../../api/api-address.ts';
import {
  eventLinesOptions,
  formatEventType,
  getCollection,
  type LogEvent,
} from '../../api/event-lines.ts';
import type { QueryAnswers } from '../../api/query-answers.ts';
import { formatTime } from '../../components/json-words.ts';
import { PageLink } from '../../components/page-link.tsx';
import { formatMessage } from '../../messages/messages.ts';
import type { PageProps } from '../page-props.ts';
import { ScrollBox } from '../../components/scroll-box.tsx';

/** The events of one page. */
const EVENTS = 100;

/** The events of a partition of the log, in the order of recording. */
export function LogPage({ address: { partition }, search }: PageProps<'log'>) {
  const { data: status } = useQuery(answerOptions(STATUS_ANSWER));
  const end = status === undefined ? undefined : findLogEnd(status, partition);
  const from = search.get('from');
  const first = from === null ? startOfLast(end) : Number(from.split(':').at(-1));
  if (first === undefined || end === undefined)
    return <p className="quiet">{formatMessage('loading')}</p>;
  return (
    <>
      <LogButtons partition={partition} first={first} end={end} />
      <Events partition={partition} first={first} />
    </>
  );
}

function startOfLast(end: number | undefined): number | undefined {
  return end === undefined ? undefined : Math.max(0, end - EVENTS + 1);
}

/** Returns the last known event of a partition; -1 if none is known. */
function findLogEnd(status: QueryAnswers['/v1/status'], partition: string): number {
  const own = status.projections.filter((one) => String(one.partition) === partition);
  const ends = own.map(({ logEnd }) => Number(logEnd?.split(':')[1] ?? -1));
  return Math.max(-1, ...ends);
}

interface LogButtonsProps {
  readonly partition: string;
  readonly first: number;
  readonly end: number;
}

/** The links to other pages of the log: one that leads nowhere stays where it is. */
function LogButtons({ partition, first, end }: LogButtonsProps) {
  const last = Math.max(0, end - EVENTS + 1);
  const pages = [
    ['log.oldest', 0, first > 0],
    ['log.earlier', Math.max(0, first - EVENTS), first > 0],
    ['log.later', Math.min(last, first + EVENTS), first < last],
    ['log.newest', last, first < last],
  ] as const;
  return (
    <nav className="paging" aria-label={formatMessage('log.pages')}>
      {pages.map(([message, start, isOpen]) =>
        isOpen ? (
          <PageLink key={message} to={`/log/${partition}?from=${partition}:${start}`}>
            {formatMessage(message)}
          </PageLink>
        ) : (
          <span key={message} className="quiet" aria-disabled="true">
            {formatMessage(message)}
          </span>
        ),
      )}
    </nav>
  );
}

function Events({ partition, first }: { readonly partition: string; readonly first: number }) {
  const last = first + EVENTS - 1;
  const address = `/v1/log/${partition}?from=${partition}:${first}&to=${partition}:${last}`;
  const { data: events, error } = useQuery(eventLinesOptions(address));
  if (error !== null) return <p role="alert">{error.message}</p>;
  if (events === undefined) return <p className="quiet">{formatMessage('loading')}</p>;
  return (
    <ScrollBox>
      <table>
        <thead>
          <tr>
            <th scope="col">{formatMessage('log.position')}</th>
            <th scope="col">{formatMessage('log.recorded')}</th>
            <th scope="col">{formatMessage('log.type')}</th>
            <th scope="col">{formatMessage('log.stream')}</th>
            <th scope="col">{formatMessage('log.recorder')}</th>
          </tr>
        </thead>
        <tbody>
          {events.map((event) => (
            <EventRow key={event.id} partition={partition} event={event} />
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}

function EventRow({ partition, event }: { readonly partition: string; readonly event: LogEvent }) {
  const collection = getCollection(event);
  const position = `${partition}:${event.pseq}`;
  return (
    <tr>
      <td>
        {collection === null ? (
          position
        ) : (
          <PageLink to={toThingPath('event', event.id, collection) ?? '.'}>{position}</PageLink>
        )}
      </td>
      <td className="one-line">{formatTime(event.time)}</td>
      <td>{formatEventType(event)}</td>
      <td>
        {collection === null ? (
          event.subject
        ) : (
          <PageLink to={`/streams/${collection}/${encodeURIComponent(event.subject)}`}>
            {event.subject}
          </PageLink>
        )}{' '}
        <span className="quiet">{event.streamversion}</span>
      </td>
      <td>{event.actor ?? ''}</td>
    </tr>
  );
}
