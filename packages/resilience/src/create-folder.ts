import { mkdir, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';

/** Only the account of this process may enter the folder and read it. */
const PRIVATE_MODE = 0o700;

/**
 * Creates a folder and its parents, by default for this account only. Returns the path of the first
 * one that it created; undefined if the folder exists. Rejects with the error of the file system.
 * The recursive `mkdir` of Node never ends for a folder in /proc, which has no such error here.
 */
export async function createFolder(
  folder: string,
  mode: number = PRIVATE_MODE,
): Promise<string | undefined> {
  const path = resolve(folder);
  if (await isFolder(path)) return undefined;
  const first = path === dirname(path) ? undefined : await createFolder(dirname(path), mode);
  try {
    await mkdir(path, { mode });
    return first ?? path;
  } catch (error) {
    // Another process may have created it meanwhile.
    if (await isFolder(path)) return first;
    throw error;
  }
}

async function isFolder(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => undefined);
  return found?.isDirectory() ?? false;
}
