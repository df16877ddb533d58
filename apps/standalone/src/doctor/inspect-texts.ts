import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import type { PreflightFinding } from '@rapporteur/event-log';
import { FolderTextStore } from '@rapporteur/platform';

/** Whether the folder of source texts can be used: no fact is lost with it, but passages show without their words. */
export async function inspectTexts(folder: string): Promise<readonly PreflightFinding[]> {
  const setting = 'RAPPORTEUR_TEXTS';
  const found = await stat(folder).catch(() => undefined);
  if (found === undefined) {
    return [
      {
        level: 'ok',
        setting,
        value: `none in ${folder} yet`,
        remedy: 'The first text that is attached makes it.',
      },
    ];
  }
  if (!found.isDirectory() || !(await mayUse(folder))) {
    const remedy = 'Name a folder that this account may read and write: texts could not be kept.';
    return [{ level: 'refuse', setting, value: folder, remedy }];
  }
  const texts = await new FolderTextStore(folder).list();
  return [{ level: 'ok', setting, value: `${texts.length} in ${folder}`, remedy: '' }];
}

async function mayUse(folder: string): Promise<boolean> {
  return access(folder, constants.R_OK | constants.W_OK | constants.X_OK).then(
    () => true,
    () => false,
  );
}
