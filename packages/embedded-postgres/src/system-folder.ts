import { chmod, lstat, mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Where root keeps what the Postgres account could not reach elsewhere. The second serves where the first cannot be
 * written; it comes second because systems clear it of files that were long not read.
 */
const BASES = ['/var/lib/rapporteur', '/var/tmp/rapporteur'];

/** The mode of a folder that every account may enter. The cluster within has a mode of its own, for its owner alone. */
export const ENTERABLE_MODE = 0o755;

/** Those that are there. */
export async function listSystemFolders(): Promise<string[]> {
  const trusted = await Promise.all(BASES.map(isOwn));
  return BASES.filter((_, index) => trusted[index]);
}

/** A folder of root's own that every account may enter and only root may write; made if need be and if it can be. */
export async function createSystemFolder(): Promise<string | undefined> {
  for (const folder of BASES) {
    await createEnterableFolder(folder).catch(() => undefined);
    if (await isOwn(folder)) return folder;
  }
  return undefined;
}

// In a folder that all may write, somebody else may have put it there before us.
async function isOwn(folder: string): Promise<boolean> {
  const found = await lstat(folder).catch(() => undefined);
  return (
    found !== undefined &&
    found.isDirectory() &&
    found.uid === process.getuid?.() &&
    (found.mode & 0o022) === 0
  );
}

/** Makes a folder; what is made on the way there may be entered, whatever the umask. Answers the folder. */
export async function createEnterableFolder(folder: string): Promise<string> {
  const first = await mkdir(folder, { recursive: true });
  if (first === undefined) return folder;
  for (let made = folder; made.length >= first.length; made = dirname(made))
    await chmod(made, ENTERABLE_MODE);
  return folder;
}
