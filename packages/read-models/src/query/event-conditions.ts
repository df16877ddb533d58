import { parseEventId } from '@rapporteur/contracts';
import { encodeCommandId, type SqlExpression } from '@rapporteur/projection-runtime';
import type { ThingRef } from './aliases.ts';
import type { RecordQuery } from './record-query.ts';
import type { EventIdColumns, ThingColumns } from './selection.ts';

/** Returns the condition that a row is of one of the events. */
export function isEvent(
  query: RecordQuery,
  { command, eventId }: EventIdColumns,
  events: readonly string[],
): string {
  const commandIds = events.map((event) => parseEventId(event).commandId);
  return (
    `(${isOfCommand(query, command, commandIds)}` +
    ` AND ${eventId} = ANY(${query.parameter(events, 'text[]')}))`
  );
}

/** Returns the condition that a row is of one of the events, each with its collection. */
export function isEventOf(
  query: RecordQuery,
  { collection, command, eventId }: EventIdColumns & Pick<ThingColumns, 'collection'>,
  events: readonly ThingRef[],
): string {
  const commandIds = events.map(({ id }) => parseEventId(id).commandId);
  return (
    `(${isOfCommand(query, command, commandIds)}` +
    ` AND ${query.isThing({ collection, id: eventId }, events)})`
  );
}

/** Returns the condition that a row is of one of the commands. An index holds the stored form. */
export function isOfCommand(
  query: RecordQuery,
  command: SqlExpression<Buffer>,
  commandIds: readonly string[],
): string {
  const stored = [...new Set(commandIds.map(encodeCommandId))];
  return `${command} = ANY(${query.parameter(stored, 'bytea[]')})`;
}
