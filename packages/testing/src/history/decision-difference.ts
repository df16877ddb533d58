import { CATALOGUE, type Envelope } from '@rapporteur/contracts';
import type { Decision, NewEvent } from '@rapporteur/domain';
import { isDeepStrictEqual } from 'node:util';
import type { ResponseEvent } from './history.ts';

/** Whether two values are the same as JSON. Most are written by the same code, in the same order. */
export function isSameJson(a: unknown, b: unknown): boolean {
  const [textA, textB] = [JSON.stringify(a), JSON.stringify(b)];
  if (textA === textB) return true;
  if (textA === undefined || textB === undefined) return false;
  return isDeepStrictEqual(JSON.parse(textA), JSON.parse(textB));
}

/** How the events that stand, or were told, differ from those decided; undefined where they do not. */
export function describeEventsDifference(
  decided: readonly NewEvent[],
  events: readonly ResponseEvent[],
  commandId: string,
): string | undefined {
  if (decided.length !== events.length)
    return `it comes to ${decided.length} events, not ${events.length}`;
  for (const [index, { type, stream, data }] of decided.entries()) {
    const event = events[index];
    const id = `${commandId}.${index + 1}`;
    if (event?.id !== id) return `${event?.id} would be ${id}`;
    if (event.type === undefined || event.data === undefined) continue;
    const stood = CATALOGUE.decode(event as Envelope);
    if (stood.type !== type) return `${id} would be ${type}, not ${stood.type}`;
    if (event.subject !== stream) return `${id} would be in ${stream}, not in ${event.subject}`;
    if (!isSameJson(stood.data, data))
      return `${id} would say ${JSON.stringify(data)}, not ${JSON.stringify(stood.data)}`;
  }
  return undefined;
}

/** How a decision made again differs from what stands in the log; undefined where it does not. */
export function describeDecisionDifference(
  decision: Decision,
  { commandId, events }: { readonly commandId: string; readonly events: readonly Envelope[] },
): string | undefined {
  if (decision.kind === 'record')
    return describeEventsDifference(decision.events, events, commandId);
  if (decision.kind === 'nothing')
    return `it changes nothing: ${decision.already.join(', ')} say it already`;
  return `it is refused: ${decision.rejections.map(({ code }) => code).join(', ')}`;
}
