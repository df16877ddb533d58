import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import type { PreflightFinding } from '@rapporteur/event-log';
import { FolderTextStore } from '@rapporteur/platform';

/**
 * Checks whether the folder of source texts is usable. Without texts no fact is lost, but passages
 * have no words.
 */
export async function inspectTexts(folder: string): Promise<readonly PreflightFinding[]> {
  const setting = 'RAPPORTEUR_TEXTS';
  const found = await stat(folder).catch(() => undefined);
  if (found === undefined) {
    const value = `none in ${folder} yet`;
    return [{ level: 'ok', setting, value, remedy: 'The first attached text creates the folder.' }];
  }

  if (!found.isDirectory() || !(await isAccessible(folder))) {
    const remedy = 'Texts cannot be stored. Name a folder that this account can read and write.';
    return [{ level: 'refuse', setting, value: folder, remedy }];
  }

  const texts = await new FolderTextStore(folder).list();
  return [{ level: 'ok', setting, value: `${texts.length} in ${folder}`, remedy: '' }];
}

async function isAccessible(folder: string): Promise<boolean> {
  return access(folder, constants.R_OK | constants.W_OK | constants.X_OK).then(
    () => true,
    () => false,
  );
}
