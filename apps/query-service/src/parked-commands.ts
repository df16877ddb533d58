import { formatLogPosition } from '@rapporteur/event-log';
import {
  listParkedCommands as listParkedOfReadModels,
  type Projection,
} from '@rapporteur/projection-runtime';
import type { QueryScope } from '@rapporteur/read-models';
import type { DataSource } from 'typeorm';
import type { ParkedCommandView } from './query.ts';

/**
 * What the read models do not show of a collection at a position. Asked before the data are: what is shown meanwhile
 * is then said to be missing for once; the other way round, what is missing would go unsaid.
 */
export async function listParkedCommands(
  database: DataSource,
  projections: readonly Pick<Projection, 'name'>[],
  { collection, partition, position }: QueryScope,
): Promise<readonly ParkedCommandView[]> {
  const parked = await listParkedOfReadModels(database, projections, { partition, collection });
  return parked
    .filter(({ firstPseq }) => firstPseq <= position)
    .map(({ projection, commandId, firstPseq, code, reason }) => ({
      projection,
      command: commandId,
      position: formatLogPosition({ partition, pseq: firstPseq }),
      code,
      reason,
    }));
}
