import { chmod, lstat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { createFolder } from '@rapporteur/resilience';

/**
 * The folders in which root keeps data that the Postgres account could not reach elsewhere. The
 * second is used if the first is read-only. It comes second because systems delete old files in it.
 */
const SYSTEM_FOLDERS = ['/var/lib/rapporteur', '/var/tmp/rapporteur'];

/**
 * The mode of a folder that all accounts may enter. Only its owner may enter the cluster inside.
 */
export const ENTERABLE_MODE = 0o755;

/** Returns the existing system folders. */
export async function listSystemFolders(): Promise<string[]> {
  const trusted = await Promise.all(SYSTEM_FOLDERS.map(isTrusted));
  return SYSTEM_FOLDERS.filter((_, index) => trusted[index]);
}

/**
 * Returns a folder that all may enter and only root may write, created if necessary and possible.
 */
export async function createSystemFolder(): Promise<string | undefined> {
  for (const folder of SYSTEM_FOLDERS) {
    await createEnterableFolder(folder).catch(() => undefined);
    if (await isTrusted(folder)) return folder;
  }
  return undefined;
}

// In a folder that all may write, another user may have created it.
async function isTrusted(folder: string): Promise<boolean> {
  const found = await lstat(folder).catch(() => undefined);
  return (
    found !== undefined &&
    found.isDirectory() &&
    found.uid === process.getuid?.() &&
    (found.mode & 0o022) === 0
  );
}

/** Creates a folder and its parents, which all may enter whatever the umask. Returns the folder. */
export async function createEnterableFolder(folder: string): Promise<string> {
  const first = await createFolder(folder, ENTERABLE_MODE);
  if (first === undefined) return folder;

  for (let created = folder; created.length >= first.length; created = dirname(created)) {
    await chmod(created, ENTERABLE_MODE);
  }
  return folder;
}
