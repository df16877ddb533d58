import { CATALOGUE, type Envelope } from '@rapporteur/contracts';
import { describeEvents } from '@rapporteur/drafting';
import { useEffect, useRef } from 'react';
import { formatChangePath } from '../api/api-address.ts';
import { PageLink } from '../components/page-link.tsx';
import { listTexts, readFields, readText } from '../components/read-json.ts';
import type { Schemas } from '../api/query-answers.ts';
import { formatRecordMessage } from './record-messages.ts';

/**
 * Returns the address of the form that corrects the recorded fact of a conflict to the new value; null of
 * any other event. A conflict names the new fact and the recorded one, with a value for each.
 */
function findCorrectionPath(
  event: PlannedEventData,
  answer: Schemas['CommandResponse'],
): string | null {
  const { type } = event;
  const data = readFields(event.data);
  const names = listTexts(data['events']);
  const isPlanned = (name: string): boolean => answer.events.some(({ id }) => id === name);
  const recorded = names.find((name) => !isPlanned(name));
  if (type !== 'ConflictFlagged' || recorded === undefined) return null;
  const values = Array.isArray(data['values']) ? (data['values'] as readonly unknown[]) : [];
  const value = values[names.findIndex(isPlanned)];
  const parameters = new URLSearchParams({ field: readText(data['field']) });
  const words = readText(value) || readText(readFields(value)['edtf']);
  if (words !== '') parameters.set('value', words);
  return `${formatChangePath(answer.collection, { event: recorded })}&${parameters.toString()}`;
}

function CorrectionLink({ path }: { readonly path: string | null }) {
  if (path === null) return null;
  return (
    <>
      {' '}
      <PageLink to={path}>{formatRecordMessage('recording.corrects')}</PageLink>
    </>
  );
}

type PlannedEventData = ReturnType<typeof CATALOGUE.decode>;

interface PlannedEventsProps {
  readonly answer: Schemas['CommandResponse'];
  readonly onRecord: () => void;
}

/** The exact events of a dry run in sentences, and the button that records them. */
export function PlannedEvents({ answer, onRecord }: PlannedEventsProps) {
  const { events, already, nearMisses } = answer;
  const decoded = events.map((event) => CATALOGUE.decode(event as unknown as Envelope));
  const sentences = describeEvents(decoded);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => button.current?.focus(), []);
  if (events.length === 0) return <p role="status">{formatRecordMessage('recording.unchanged')}</p>;
  return (
    <>
      <h3>
        {formatRecordMessage(events.length === 1 ? 'recording.plannedOne' : 'recording.planned', {
          count: events.length,
        })}
      </h3>
      <ol className="record-planned">
        {decoded.map((event, n) => (
          <li key={events[n]?.id}>
            {sentences[n]}
            <CorrectionLink path={findCorrectionPath(event, answer)} />
          </li>
        ))}
      </ol>
      {already !== null && already.length > 0 && (
        <p>{formatRecordMessage('recording.already', { count: already.length })}</p>
      )}
      {nearMisses.map(({ id, near }) => (
        <p key={id} className="warning">
          {formatRecordMessage('recording.near', { id, near })}
        </p>
      ))}
      <button ref={button} type="button" className="primary" onClick={onRecord}>
        {formatRecordMessage(events.length === 1 ? 'recording.recordOne' : 'recording.record', {
          count: events.length,
        })}
      </button>
    </>
  );
}
