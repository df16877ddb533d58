import type { DomainEvent } from '@rapporteur/contracts';
import type { Rejection } from './rejection.ts';

/** An event to be recorded; the n-th of a command gets the id `{commandid}.{n}`, from 1. */
export type NewEvent = DomainEvent & { readonly stream: string };

/** What is to be done about a command. A value: the same state and command give the same decision. */
export type Decision =
  | {
      readonly kind: 'record';
      readonly events: readonly NewEvent[];
      readonly already: readonly string[];
    }
  | { readonly kind: 'nothing'; readonly already: readonly string[] }
  | { readonly kind: 'refused'; readonly rejections: readonly Rejection[] };

/** Nothing to record: these events of the record say it already. */
export function recordNothing(already: readonly string[]): Decision {
  return { kind: 'nothing', already };
}

/** Refused, for at least one reason. */
export function reject(...refusals: readonly Rejection[]): Decision {
  return { kind: 'refused', rejections: refusals };
}

/** Everything to be recorded, or nothing where there is nothing new. */
export function recordEvents(
  events: readonly NewEvent[],
  already: readonly string[] = [],
): Decision {
  return events.length === 0 ? recordNothing(already) : { kind: 'record', events, already };
}
