import type { Assertion, EventData, EventType } from '@rapporteur/contracts';
import type { ProjectedRow } from '@rapporteur/projection-runtime';

export type Values = Readonly<Record<string, unknown>>;

/** The rows that an event of each type makes. */
export type RowsBy = {
  readonly [T in EventType]: (data: EventData<T>) => readonly ProjectedRow[];
};

export const row = (table: string, values: Values): ProjectedRow => ({ table, values });

/** Where the words stand: the document of the passage, and the one that it relays. */
export function saidIn(assertion: Assertion): Values {
  return { document: assertion.passages[0]?.document ?? null, stated_in: assertion.statedIn };
}
