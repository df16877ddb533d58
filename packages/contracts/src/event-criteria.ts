import { z } from 'zod';
import { DocumentId, EventId, Sha256 } from './shapes/ids.ts';
import { JsonValue } from './shapes/json-value.ts';
import { Span } from './shapes/assertion.ts';

/** The words of a fact: their offsets, or their hash where the text is not available. */
const WordsOfEvent = z.union([Span, z.strictObject({ sha256: Sha256 })]);

/** Names events of a collection by their content: each given criterion must hold. */
export const EventCriteria = z
  .strictObject({
    event: EventId.optional().describe('Its id'),
    type: z.string().max(80).optional().describe('Its type, such as MeetingHeld'),
    document: DocumentId.optional().describe('The document that states it or that it is about'),
    words: z.array(WordsOfEvent).max(50).optional().describe('Passages of the document, all of it'),
    fields: z
      .record(z.string(), JsonValue)
      .optional()
      .describe('Values of its fields; an object needs only some of its fields'),
    retracted: z
      .boolean()
      .default(false)
      .describe('true: events that are retracted or taken back; false: events that are in effect'),
  })
  .meta({ id: 'EventCriteria', description: 'The content of events to find.' });
export type EventCriteria = z.output<typeof EventCriteria>;

/** Returns whether a value has all that a pattern gives: objects and lists may have more. */
export function matchesPattern(value: unknown, pattern: unknown): boolean {
  if (Array.isArray(pattern)) {
    const values: readonly unknown[] = Array.isArray(value) ? value : [value];
    return pattern.every((part) => values.some((one) => matchesPattern(one, part)));
  }
  if (Array.isArray(value)) return value.some((one) => matchesPattern(one, pattern));
  if (typeof pattern !== 'object' || pattern === null) return value === pattern;
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(pattern).every(
    ([name, part]) =>
      part === undefined ||
      (Object.hasOwn(value, name) && matchesPattern(Reflect.get(value, name), part)),
  );
}
