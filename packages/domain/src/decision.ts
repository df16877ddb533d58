import type { DomainEvent } from '@rapporteur/contracts';
import type { Rejection } from './rejection.ts';
import type { CollectionState } from './state.ts';

/** An event to record; the n-th event of a command gets the id `{commandid}.{n}`, from 1. */
export type NewEvent = DomainEvent & { readonly stream: string };

/**
 * The result of deciding a command. The same state and command give the same decision.
 * `already` lists the recorded events that state a part of the command.
 */
export type Decision =
  | {
      readonly kind: 'record';
      readonly events: readonly NewEvent[];
      readonly already: readonly string[];
      /** The state after the first of the events, if deciding needed it: nobody folds them again. */
      readonly folded?: FoldedEvents;
    }
  | { readonly kind: 'nothing'; readonly already: readonly string[] }
  | { readonly kind: 'refused'; readonly rejections: readonly Rejection[] };

/** The state of a collection after the first `count` events of a decision. */
export interface FoldedEvents {
  readonly state: CollectionState;
  readonly count: number;
}

/** Returns a decision without events: the record already states the command. */
export function recordNothing(already: readonly string[]): Decision {
  return { kind: 'nothing', already };
}

/** Returns a decision that rejects the command for at least one reason. */
export function reject(...rejections: readonly Rejection[]): Decision {
  return { kind: 'refused', rejections };
}

/** Returns a decision that records the events, or records nothing if there are none. */
export function recordEvents(
  events: readonly NewEvent[],
  already: readonly string[] = [],
  folded?: FoldedEvents,
): Decision {
  if (events.length === 0) return recordNothing(already);
  return { kind: 'record', events, already, ...(folded !== undefined && { folded }) };
}
