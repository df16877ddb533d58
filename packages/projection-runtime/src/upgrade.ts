import { listGenerations } from './generations.ts';
import { rebuild, type RebuildOptions, type RebuildResult } from './rebuild.ts';

/**
 * Whether a release that has a later version of the logic than what serves should bring it in by itself: not where a
 * generation by that version, or a later one, has served before. Then somebody went back from it, and meant to.
 */
export async function canUpgrade({ dataSource, projection }: RebuildOptions): Promise<boolean> {
  const all = await listGenerations(dataSource.manager, projection);
  const serving = all.find(({ state }) => state === 'serving');
  if (serving === undefined || serving.version >= projection.version) return false;
  return !all.some(
    ({ version, servingSince }) => version >= projection.version && servingSince !== null,
  );
}

/** Makes the generation of this release's logic, and lets it serve where it differs only as the release says. */
export async function upgradeGeneration(options: RebuildOptions): Promise<RebuildResult> {
  return rebuild({ ...options, owner: `${options.owner}.upgrade` });
}
