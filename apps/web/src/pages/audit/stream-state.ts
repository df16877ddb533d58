/**
 * The state of a stream: the facts that its events made, as of one of them.
 *
 * Invariants (tests: stream-state.spec.ts)
 * 1. A correction replaces the data of its fact, and a retraction removes the fact.
 * 2. A retraction that takes an amendment back restores the fact.
 */
import type { LogEvent } from '../../api/event-lines.ts';

/** A fact of a stream with its values. */
export interface StreamFact {
  readonly event: string;
  readonly type: string;
  readonly data: LogEvent['data'];
}

/** The facts of a stream by the event that made them, in the order of recording. */
export type StreamState = ReadonlyMap<string, StreamFact>;

/** The types of events about the record, which make no fact. */
const NO_FACTS = /^org\.rapporteur\.(conflict-|records-|projection-|writer-|collection-)/;
const CORRECTED = /^org\.rapporteur\.record-corrected\./;
const RETRACTED = /^org\.rapporteur\.record-retracted\./;

/** Returns the state before the first event, and after each of them. */
export function foldStream(events: readonly LogEvent[]): readonly StreamState[] {
  const states: StreamState[] = [new Map()];
  for (const event of events) states.push(applyEvent(states.at(-1) ?? new Map(), event));
  return states;
}

function applyEvent(state: StreamState, { id, type, data }: LogEvent): StreamState {
  if (NO_FACTS.test(type)) return state;
  const next = new Map(state);
  const target = String(data['target']);
  if (CORRECTED.test(type)) {
    next.set(target, {
      event: target,
      type: String(data['correctedType']),
      data: data['corrected'] as StreamFact['data'],
    });
  } else if (RETRACTED.test(type)) retract(next, target, data['restores']);
  else next.set(id, { event: id, type, data });
  return next;
}

function retract(state: Map<string, StreamFact>, target: string, restores: unknown): void {
  state.delete(target);
  if (typeof restores !== 'object' || restores === null) return;
  const { event, type, data } = restores as StreamFact;
  state.set(event, { event, type, data });
}

/** Returns the fields of a fact that differ from an earlier state. */
export function listChangedFields(before: StreamFact | undefined, now: StreamFact): Set<string> {
  const names = Object.keys({ ...before?.data, ...now.data });
  const differs = (name: string): boolean =>
    JSON.stringify(before?.data[name]) !== JSON.stringify(now.data[name]);
  return new Set(names.filter(differs));
}
