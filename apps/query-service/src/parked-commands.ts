import { formatLogPosition } from '@rapporteur/event-log';
import {
  listParkedCommands,
  type Projection,
  type ProjectionParkedCommand,
} from '@rapporteur/projection-runtime';
import { type CollectionScope, type QueryScope, READ_MODELS } from '@rapporteur/read-models';
import type { DataSource } from 'typeorm';
import type { ParkedCommandView } from './query-response.ts';
import type { ReadModelStatusView } from './read-model-statuses.ts';

/**
 * Returns the commands of collections that the read models cannot show at a position.
 * Call it before reading the data: a command that is unparked in between is then reported once too
 * often, never missed.
 */
export async function listParkedCommandViews(
  database: DataSource,
  projections: readonly Pick<Projection, 'name'>[],
  scope: QueryScope,
): Promise<readonly ParkedCommandView[]> {
  const lists = scope.collections.map((collection) =>
    listOfCollection(database, projections, collection),
  );
  return (await Promise.all(lists)).flat();
}

/** Returns every command that a read model cannot show. A model without any may not exist yet. */
export async function listAllParkedCommandViews(
  database: DataSource,
  statuses: readonly Pick<ReadModelStatusView, 'readModel' | 'parked'>[],
): Promise<readonly ParkedCommandView[]> {
  const models = READ_MODELS.filter(({ name }) =>
    statuses.some(({ readModel, parked }) => readModel === name && parked > 0),
  );
  return (await listParkedCommands(database.manager, models)).map(toParkedCommandView);
}

async function listOfCollection(
  database: DataSource,
  projections: readonly Pick<Projection, 'name'>[],
  { collection, partition, position }: CollectionScope,
): Promise<readonly ParkedCommandView[]> {
  const parked = await listParkedCommands(database.manager, projections, { partition, collection });
  return parked.filter(({ firstPseq }) => firstPseq <= position).map(toParkedCommandView);
}

function toParkedCommandView({
  projection,
  commandId,
  partition,
  firstPseq,
  code,
  reason,
}: ProjectionParkedCommand): ParkedCommandView {
  return {
    projection,
    command: commandId,
    position: formatLogPosition({ partition, pseq: firstPseq }),
    code,
    reason,
  };
}
