import { tableColumns } from '@rapporteur/projection-runtime';
import type { QueryDatabase } from '../query/database.ts';
import { RecordQuery } from '../query/record-query.ts';
import type { QueryScope } from '../query/scope.ts';
import { restoreFactData, selectFactData } from './fact-data.ts';
import { FactRow } from './fact-entities.ts';

const columns = tableColumns(FactRow, 'f');

/** Reads the rows of facts that began up to the position, the oldest first, also those that ended. */
export async function readVersions(
  database: QueryDatabase,
  scope: QueryScope,
  select: (query: RecordQuery, f: typeof columns) => string,
) {
  const query = new RecordQuery(database, scope);
  query.builder.from(FactRow, 'f');
  const f = columns;
  const isRecorded = scope.collections.map(({ collection, partition, position }) => {
    const of = `${f.partition} = ${query.parameter(partition, 'integer')}`;
    const at = `${f.recordedFrom} <= ${query.parameter(position, 'integer')}`;
    return `(${f.collection} = ${query.parameter(collection, 'text')} AND ${of} AND ${at})`;
  });
  query.where(`(${isRecorded.join(' OR ')})`);
  query.where(select(query, f));
  query.builder.orderBy(f.recordedFrom);
  const { collection, eventId, recordedBy, recordedFrom, recordedTo, closedBy } = f;
  const rows = await query.rows({
    collection,
    eventId,
    type: f.eventType,
    data: selectFactData(f),
    eventAt: f.eventAt,
    recordedBy,
    recordedFrom,
    recordedFromAt: f.recordedFromAt,
    recordedTo,
    recordedToAt: f.recordedToAt,
    closedBy,
  });
  return rows.map(restoreFactData);
}
