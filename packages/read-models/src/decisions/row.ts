import type { Assertion, EventData, EventType } from '@rapporteur/contracts';
import type { ProjectedRow } from '@rapporteur/projection-runtime';

/** A function for each event type that returns its rows. */
export type DecisionRowsByType = {
  readonly [T in EventType]: (data: EventData<T>) => readonly ProjectedRow[];
};

/** The document of the passage, and the document that it relays. */
export function documentColumns({ passages, statedIn }: Assertion) {
  return { document: passages[0]?.document ?? null, statedIn };
}

/** Like `documentColumns`, for rows whose `document` is another one. */
export function sourceColumns(assertion: Assertion) {
  const { document: source, statedIn } = documentColumns(assertion);
  return { source, statedIn };
}
