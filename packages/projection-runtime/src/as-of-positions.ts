import { EVENT_INDEX } from './event-index.ts';

/** A past state of a record: the inclusive position of each partition. Others are excluded. */
export type AsOfPositions = readonly (readonly [partition: number, pseq: number])[];

const CLOSING_COLUMNS: ReadonlySet<string> = new Set([
  'recorded_to',
  'recorded_to_at',
  'closed_by',
]);

/**
 * Returns a join that restricts table `t` to the rows recorded up to positions. Its alias is `up`.
 */
export function joinAsOf({ name }: { readonly name: string }, asOf: AsOfPositions): string {
  // Integers need no parameters. VALUES needs one row at least; no partition has the number -1.
  const values = [[-1, -1] as const, ...asOf].map(([partition, pseq]) => `(${partition}, ${pseq})`);
  const recorded = name === EVENT_INDEX ? 'pseq' : 'recorded_from';

  return `JOIN (VALUES ${values.join(', ')}) AS up (partition, pseq)
            ON up.partition = t.partition AND t.${recorded} <= up.pseq`;
}

/** Returns a column of `t` as of the positions: a later closing had not happened yet. */
export function columnAsOf(column: string): string {
  return CLOSING_COLUMNS.has(column)
    ? `CASE WHEN t.recorded_to <= up.pseq THEN t."${column}" END`
    : `t."${column}"`;
}
