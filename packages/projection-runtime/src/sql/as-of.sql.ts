/** The parts of comparisons at common positions, over tables that only their schema names. */
import { EventIndexEntry } from '../event-index-entry.ts';
import { listEntityColumns, tableColumns } from '../table-columns.ts';
import { VersionedRow } from '../versioned-row.ts';

/** A past state of a record: the inclusive position of each partition. Others are excluded. */
export type AsOfPositions = readonly (readonly [partition: number, pseq: number])[];

const ROW = tableColumns(VersionedRow, 't');
const ENTRY = tableColumns(EventIndexEntry, 't');

const CLOSING_PROPERTIES: readonly string[] = [
  'recordedTo',
  'recordedToAt',
  'closedBy',
] satisfies (keyof VersionedRow)[];
const CLOSING_COLUMNS: ReadonlySet<string> = new Set(
  listEntityColumns(VersionedRow)
    .filter(({ property }) => CLOSING_PROPERTIES.includes(property))
    .map(({ name }) => name),
);

/**
 * Returns a join that restricts table `t` to the rows recorded up to positions. Its alias is `up`.
 */
export function joinAsOf(isEventIndex: boolean, asOf: AsOfPositions): string {
  // Integers need no parameters. VALUES needs one row at least; no partition has the number -1.
  const values = [[-1, -1] as const, ...asOf].map(([partition, pseq]) => `(${partition}, ${pseq})`);
  const recorded = isEventIndex ? ENTRY.firstPseq : ROW.recordedFrom;

  return `JOIN (VALUES ${values.join(', ')}) AS up (partition, pseq)
            ON up.partition = ${ROW.partition} AND ${recorded} <= up.pseq`;
}

/** Returns a column of `t` as of the positions: a later closing had not happened yet. */
export function columnAsOf(column: string): string {
  return CLOSING_COLUMNS.has(column)
    ? `CASE WHEN ${ROW.recordedTo} <= up.pseq THEN t."${column}" END`
    : `t."${column}"`;
}

/**
 * Returns the key of a row of `t`. The runtime's own key is the same for every table and every
 * version of the logic.
 */
export function formatRowKey(isEventIndex: boolean): string {
  return isEventIndex
    ? `${ENTRY.partition} || ':' || ${ENTRY.firstPseq}`
    : `${ROW.partition} || ':' || ${ROW.recordedFrom} || ' ' || ${ROW.eventPseq} || ' ' || ${ROW.n}`;
}
