import type { Assertion, EventData, EventType } from '@rapporteur/contracts';
import type { ProjectedRow } from '@rapporteur/projection-runtime';

export type RowValues = Readonly<Record<string, unknown>>;

/** A function for each event type that returns its rows. */
export type DecisionRowsByType = {
  readonly [T in EventType]: (data: EventData<T>) => readonly ProjectedRow[];
};

export const createRow = (table: string, values: RowValues): ProjectedRow => ({ table, values });

/** The document of the passage, and the document that it relays. */
export function documentColumns(assertion: Assertion): RowValues {
  return { document: assertion.passages[0]?.document ?? null, stated_in: assertion.statedIn };
}
