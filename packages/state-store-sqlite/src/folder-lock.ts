import { readFile, rm, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { isProcessAlive } from '@rapporteur/run-program';

const LOCK_FILE = 'process.lock';

interface LockHolder {
  readonly host: string;
  readonly pid: number;
}

/** The folders that this process has locked. */
const locked = new Set<string>();

async function readHolder(path: string): Promise<LockHolder | undefined> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as LockHolder;
  } catch {
    return undefined;
  }
}

/**
 * Locks a folder for this process until the returned function is called, or the process ends.
 * @throws Error if it is locked by this process, another one that runs, or one of another machine
 */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  const path = join(folder, LOCK_FILE);
  const own: LockHolder = { host: hostname(), pid: process.pid };
  const holder = await readHolder(path);
  if (holder !== undefined && isHeld(holder, own, path)) {
    throw new Error(
      `The folder ${folder} is used by the process ${holder.pid} on ${holder.host}. Give each ` +
        `process a folder of its own, or delete ${path} if no process uses it.`,
    );
  }
  await rm(path, { force: true });
  await writeFile(path, JSON.stringify(own), { flag: 'wx', mode: 0o600 });
  locked.add(path);
  return async () => {
    locked.delete(path);
    await rm(path, { force: true });
  };
}

function isHeld(holder: LockHolder, own: LockHolder, path: string): boolean {
  if (holder.host !== own.host) return true;
  return holder.pid === own.pid ? locked.has(path) : isProcessAlive(holder.pid);
}
