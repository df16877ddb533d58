import { listParkedCommands, type Projection } from '@rapporteur/projection-runtime';
import type { At } from '@rapporteur/read-models';
import type { DataSource } from 'typeorm';
import { printPosition } from './position.ts';
import type { ParkedShown } from './question.ts';

/**
 * What the read models do not show of a collection at a position. Asked before the data are: what is shown meanwhile
 * is then said to be missing for once; the other way round, what is missing would go unsaid.
 */
export async function parkedAt(
  database: DataSource,
  projections: readonly Pick<Projection, 'name'>[],
  { collection, partition, position }: At,
): Promise<readonly ParkedShown[]> {
  const parked = await listParkedCommands(database, projections, { partition, collection });
  return parked
    .filter(({ firstPseq }) => firstPseq <= position)
    .map(({ projection, commandId, firstPseq, code, reason }) => ({
      projection,
      command: commandId,
      position: printPosition(partition, firstPseq),
      code,
      reason,
    }));
}
