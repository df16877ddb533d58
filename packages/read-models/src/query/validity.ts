import { type SqlExpression, tableColumns, VersionedRow } from '@rapporteur/projection-runtime';
import type { CollectionScope } from './scope.ts';

/** Returns the placeholder of a value that is sent once, however often it is used. */
type ShareParameter = <T>(name: string, value: T, type: string) => SqlExpression<T>;

/** SQL for the condition that a row is of one of the collections, and valid at its position. */
export function formatValidity(
  alias: string,
  collections: readonly CollectionScope[],
  share: ShareParameter,
): string {
  const row = tableColumns(VersionedRow, alias);
  if (collections.length === 0) return 'false';
  const positions = new Map(collections.map(({ partition, position }) => [partition, position]));
  const valid = [...positions].map(([partition, position]) => {
    const at = share(`position of ${partition}`, position, 'integer');
    return (
      `${row.partition} = ${share(`partition ${partition}`, partition, 'integer')}` +
      ` AND ${row.recordedFrom} <= ${at}` +
      ` AND (${row.recordedTo} IS NULL OR ${row.recordedTo} > ${at})`
    );
  });
  const ids = collections.map(({ collection }) => collection);
  const isIn =
    ids.length === 1
      ? `${row.collection} = ${share('collection', ids[0], 'text')}`
      : `${row.collection} = ANY(${share('collections', ids, 'text[]')})`;
  const [first] = valid;
  return `${isIn} AND ${valid.length === 1 ? first : `(${valid.map((each) => `(${each})`).join(' OR ')})`}`;
}
