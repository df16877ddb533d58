import type { DataSource } from 'typeorm';
import { generationRepository, listGenerations } from './generations.ts';
import { instanceRepository } from './leases.ts';
import { migrate } from './migrate.ts';
import { positionRepository } from './positions.ts';
import { ProjectionError } from './projection-error.ts';
import type { Projection } from './projection.ts';
import { lockGenerations } from './rebuild-lock.ts';
import { dropSchema } from './swap.ts';

export interface RetireOptions {
  readonly dataSource: DataSource;
  readonly projection: Projection;
}

/**
 * Drops retained generations of a read model, or the named generation unless it serves. Returns the
 * dropped schemas.
 * @throws ProjectionError PROJECTION_GENERATION_MISSING, PROJECTION_BUSY
 */
export async function retireGenerations(
  { dataSource, projection }: RetireOptions,
  generation?: string,
): Promise<readonly string[]> {
  await migrate(dataSource, [projection]);
  await using _lock = await lockGenerations(dataSource, projection);

  const generations = await listGenerations(dataSource.manager, projection);
  const selected = generations.filter(({ state, schema }) =>
    generation === undefined ? state === 'retained' : schema === generation && state !== 'retired',
  );
  const [first] = selected;
  if (first === undefined) {
    throw generationMissing(
      generation === undefined
        ? `The read model ${projection.name} has no retained generation.`
        : `The read model ${projection.name} has no generation ${generation}.`,
    );
  }
  if (first.state === 'serving') {
    throw generationMissing(
      `Generation ${first.schema} serves: swap another one in before you retire it.`,
    );
  }

  for (const { schema } of selected) await dropGeneration(dataSource, schema);
  return selected.map(({ schema }) => schema);
}

/** Drops the tables and positions of a generation and marks it as retired, in one transaction. */
export async function dropGeneration(dataSource: DataSource, schema: string): Promise<void> {
  await dropSchema(dataSource, schema, async (manager) => {
    await positionRepository(manager).delete({ schema });
    await instanceRepository(manager).delete({ schema });
    await generationRepository(manager).update({ schema }, { state: 'retired' });
  });
}

/** Returns the error of a missing generation. */
export function generationMissing(message: string): ProjectionError {
  return new ProjectionError('PROJECTION_GENERATION_MISSING', message);
}
