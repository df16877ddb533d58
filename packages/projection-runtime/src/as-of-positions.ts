import { EVENT_INDEX } from './event-index.ts';

/** Where a record had come to: of each partition, its number and a position, inclusive. Others are left out. */
export type AsOfPositions = readonly (readonly [partition: number, pseq: number])[];

const ENDS: ReadonlySet<string> = new Set(['recorded_to', 'recorded_to_at', 'closed_by']);

/** Confines a table `t` of a read model to the rows that it had at positions; they are `up`. */
export function joinAsOf({ name }: { readonly name: string }, upTo: AsOfPositions): string {
  // Whole numbers, so they need no parameters; the first is of no partition, for where there are none.
  const values = [[-1, -1] as const, ...upTo].map(([partition, pseq]) => `(${partition}, ${pseq})`);
  const since = name === EVENT_INDEX ? 'pseq' : 'recorded_from';
  return `JOIN (VALUES ${values.join(', ')}) AS up (partition, pseq) ON up.partition = t.partition AND t.${since} <= up.pseq`;
}

/** A column of `t` as it was at the position: what ended later had not ended there. */
export function columnAsOf(column: string): string {
  return ENDS.has(column)
    ? `CASE WHEN t.recorded_to <= up.pseq THEN t."${column}" END`
    : `t."${column}"`;
}
