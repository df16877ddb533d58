import { listGenerations } from './generations.ts';
import { rebuild, type RebuildOptions, type RebuildResult } from './rebuild.ts';

/**
 * Returns whether a release should replace the serving generation by one of its later logic. It
 * must not if a generation of that version, or a later one, has served before: an operator rolled
 * it back.
 */
export async function canUpgrade({ dataSource, projection }: RebuildOptions): Promise<boolean> {
  const generations = await listGenerations(dataSource.manager, projection);
  const serving = generations.find(({ state }) => state === 'serving');
  if (serving === undefined || serving.version >= projection.version) return false;

  return !generations.some(
    ({ version, servingSince }) => version >= projection.version && servingSince !== null,
  );
}

/**
 * Builds the generation of this release and swaps it in if it differs only as the release declares.
 */
export async function upgradeGeneration(options: RebuildOptions): Promise<RebuildResult> {
  return rebuild({ ...options, owner: `${options.owner}.upgrade` });
}
