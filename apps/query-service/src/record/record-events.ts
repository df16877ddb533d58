import { type Envelope, parseTrustedEvent } from '@rapporteur/contracts';
import { type EventLog, formatLogPosition } from '@rapporteur/event-log';
import { Problem } from '@rapporteur/platform';
import type { QueryScope } from '@rapporteur/read-models';

/** Returns the event at a position of the log, or null if the log ends before it. */
export async function readEnvelope(
  log: EventLog,
  partition: number,
  pseq: number,
): Promise<Envelope | null> {
  const options = { follow: false, signal: new AbortController().signal };
  for await (const { events } of log.read(partition, pseq, options)) {
    const [first] = events;
    return first === undefined ? null : parseTrustedEvent(first.bytes);
  }
  return null;
}

/** Returns the problem of an event that the record does not have at a position. */
export function createUnknownEventProblem({ collections }: QueryScope, event: string): Problem {
  const formatted = collections
    .map(({ partition, position }) => formatLogPosition({ partition, pseq: position }))
    .join(', ');
  return new Problem(404, 'EVENT_UNKNOWN', {
    title: 'The event is unknown.',
    detail:
      formatted === ''
        ? `No event has the id ${event}: the record has no collection.`
        : `No event has the id ${event} up to position ${formatted}.`,
  });
}
