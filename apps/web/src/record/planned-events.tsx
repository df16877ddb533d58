import { CATALOGUE, type Envelope } from '@rapporteur/contracts';
import { describeEvents } from '@rapporteur/drafting';
import { useEffect, useRef } from 'react';
import type { CommandAnswer } from './record-api.ts';
import { formatRecordMessage } from './record-messages.ts';

interface PlannedEventsProps {
  readonly answer: CommandAnswer;
  readonly onRecord: () => void;
}

/** The exact events of a dry run in sentences, and the button that records them. */
export function PlannedEvents({ answer, onRecord }: PlannedEventsProps) {
  const { events, already, nearMisses = [] } = answer;
  const sentences = describeEvents(
    events.map((event) => CATALOGUE.decode(event as unknown as Envelope)),
  );
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
        {events.map(({ id }, n) => (
          <li key={id}>{sentences[n]}</li>
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
