import { type EventIdParts, formatEventId, parseEventId } from '@rapporteur/contracts';
import { encodeCommandId, type SqlExpression } from '@rapporteur/projection-runtime';
import type { ThingRef } from './aliases.ts';
import type { RecordQuery } from './record-query.ts';
import type { EventIdColumns, ThingColumns } from './selection.ts';

/** Returns the condition that a row is of one of the events. An index finds each of them. */
export function isEvent(
  query: RecordQuery,
  { command, eventNumber }: EventIdColumns,
  events: readonly string[],
): string {
  const parts = events.flatMap(listEventParts);
  const selected = formatEvents(query, parts);
  return `(${command}, ${eventNumber}) IN (SELECT * FROM unnest(${selected}))`;
}

/** Returns the condition that a row is of one of the events, each with its collection. */
export function isEventOf(
  query: RecordQuery,
  { collection, command, eventNumber }: EventIdColumns & Pick<ThingColumns, 'collection'>,
  events: readonly ThingRef[],
): string {
  const parts = events.flatMap(({ collection: of, id }) =>
    listEventParts(id).map((each) => ({ ...each, collection: of })),
  );
  const collections = query.parameter(
    parts.map((each) => each.collection),
    'text[]',
  );
  const selected = `${formatEvents(query, parts)}, ${collections}`;
  return `(${command}, ${eventNumber}, ${collection}) IN (SELECT * FROM unnest(${selected}))`;
}

/** Returns the parts of the id of an event; none of a text that is no such id. */
function listEventParts(event: string): readonly EventIdParts[] {
  const parts = parseEventId(event);
  const isId = formatEventId(parts) === event && parts.number >= 0 && parts.number <= NUMBER_MAX;
  return isId ? [parts] : [];
}

/** The largest number that rows have for an event within its command. */
const NUMBER_MAX = 32_767;

/** SQL for the stored forms of event ids, as two lists. */
function formatEvents(query: RecordQuery, events: readonly EventIdParts[]): string {
  const commands = events.map(({ commandId }) => encodeCommandId(commandId));
  const numbers = events.map(({ number }) => number);
  return `${query.parameter(commands, 'bytea[]')}, ${query.parameter(numbers, 'smallint[]')}`;
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
