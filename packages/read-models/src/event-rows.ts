import { schemaRepository, type VersionedRow } from '@rapporteur/projection-runtime';
import type { EntityManager } from 'typeorm';
import { READ_MODELS } from './read-models.ts';

/** A row that a read model made of an event. */
export interface EventTableRow {
  readonly readModel: string;
  readonly table: string;
  readonly recordedFrom: number;
  /** The end of its validity, exclusive; null: it is valid. */
  readonly recordedTo: number | null;
  /** The event that recorded its values, if it is another one. */
  readonly recordedBy: string | null;
  readonly closedBy: string | null;
  readonly values: Readonly<Record<string, unknown>>;
}

/** The members of a row that are not values of the read model. */
const VERSION_MEMBERS: ReadonlySet<string> = new Set([
  'partition',
  'n',
  'eventPseq',
  'recordedFrom',
  'recordedTo',
  'eventNumber',
  'command',
  'commandId',
  'collection',
  'recordedFromAt',
  'recordedBy',
  'recordedToAt',
  'closedBy',
  'eventId',
  'eventAt',
  // The words of a fact in the form of an index.
  'search',
]);

/** Returns the rows of all read models that are of the event at a position. */
export async function readEventRows(
  manager: EntityManager,
  { partition, pseq }: { readonly partition: number; readonly pseq: number },
): Promise<readonly EventTableRow[]> {
  const tables = READ_MODELS.flatMap(({ name, entities }) =>
    entities.map((entity) => ({ readModel: name, entity })),
  );
  const rows = tables.map(async ({ readModel, entity }) => {
    const repository = schemaRepository<VersionedRow>(manager, entity, readModel);
    const found = await repository.find({
      where: { partition, eventPseq: pseq },
      order: { n: 'ASC', recordedFrom: 'ASC' },
    });
    return found.map((row) => toTableRow(readModel, repository.metadata.tableName, row));
  });
  return (await Promise.all(rows)).flat();
}

function toTableRow(readModel: string, table: string, row: VersionedRow): EventTableRow {
  const { recordedFrom, recordedTo, recordedBy, closedBy } = row;
  const values = Object.entries(row).filter(
    ([name, value]) => !VERSION_MEMBERS.has(name) && value !== null,
  );
  return {
    readModel,
    table,
    recordedFrom,
    recordedTo,
    recordedBy,
    closedBy,
    values: Object.fromEntries(values.map(([name, value]) => [name, toJsonValue(value)])),
  };
}

function toJsonValue(value: unknown): unknown {
  return value instanceof Uint8Array ? Buffer.from(value).toString('hex') : value;
}
