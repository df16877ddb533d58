import { CATALOGUE, type Envelope } from '@rapporteur/contracts';
import type { Decision, NewEvent } from '@rapporteur/domain';
import { isDeepStrictEqual } from 'node:util';
import type { ResponseEvent } from './history.ts';

/**
 * Returns whether two values are equal as JSON. Most values have the same key order, so text is
 * compared first.
 */
export function isSameJson(a: unknown, b: unknown): boolean {
  const textA = JSON.stringify(a);
  const textB = JSON.stringify(b);
  if (textA === textB) return true;
  if (textA === undefined || textB === undefined) return false;
  return isDeepStrictEqual(JSON.parse(textA), JSON.parse(textB));
}

/** Returns how actual events differ from the decided ones; undefined if they agree. */
export function describeEventsDifference(
  decided: readonly NewEvent[],
  events: readonly ResponseEvent[],
  commandId: string,
): string | undefined {
  if (decided.length !== events.length)
    return `expected ${decided.length} events, got ${events.length}`;

  for (const [index, { type, stream, data }] of decided.entries()) {
    const event = events[index];
    const id = `${commandId}.${index + 1}`;
    if (event?.id !== id) return `expected the event id ${id}, got ${event?.id}`;
    if (event.type === undefined || event.data === undefined) continue;

    const decoded = CATALOGUE.decode(event as Envelope);
    if (decoded.type !== type) return `${id}: expected the type ${type}, got ${decoded.type}`;
    if (event.subject !== stream)
      return `${id}: expected the stream ${stream}, got ${event.subject}`;
    if (!isSameJson(decoded.data, data))
      return `${id}: expected ${JSON.stringify(data)}, got ${JSON.stringify(decoded.data)}`;
  }

  return undefined;
}

/** Returns how a repeated decision differs from the command in the log; undefined if they agree. */
export function describeDecisionDifference(
  decision: Decision,
  { commandId, events }: { readonly commandId: string; readonly events: readonly Envelope[] },
): string | undefined {
  if (decision.kind === 'record')
    return describeEventsDifference(decision.events, events, commandId);
  if (decision.kind === 'nothing')
    return `it changes nothing: ${decision.already.join(', ')} already state it`;
  return `it is rejected: ${decision.rejections.map(({ code }) => code).join(', ')}`;
}
