import { once } from 'node:events';
import { readFile, rm, stat, writeFile } from 'node:fs/promises';
import { Worker } from 'node:worker_threads';

/** Holds the description of a file as it was when its store was closed. */
const CLOSED_SUFFIX = '-closed';

/** Returns text that differs after each change of a file, and for each copy of it. */
async function describeFile(file: string): Promise<string> {
  const { ino, size, mtimeNs } = await stat(file, { bigint: true });
  return `${ino} ${size} ${mtimeNs}`;
}

/**
 * Checks that the order of the keys and the structure of a database file are not damaged. A key that
 * is not found because of a damage would be taken for one that is not known, and no checksum of a
 * value tells it. This reads the whole file, except after {@link recordClosed}.
 * @throws Error if the file is damaged
 */
export async function checkFile(file: string): Promise<void> {
  const closed = await readFile(file + CLOSED_SUFFIX, 'utf8').catch(() => '');
  // From now on the file may change.
  await rm(file + CLOSED_SUFFIX, { force: true });
  if (closed === (await describeFile(file))) return;

  const result = await checkInThread(file);
  if (result !== 'ok') throw new Error(`The file is damaged: ${String(result)}`);
}

/** Records that no process uses a file: it needs no check until it changes. */
export async function recordClosed(file: string): Promise<void> {
  await writeFile(file + CLOSED_SUFFIX, await describeFile(file), { mode: 0o600 });
}

/** A large file takes seconds. Other partitions of this process must not wait for it. */
async function checkInThread(file: string): Promise<unknown> {
  // Node runs it from source, too. The flags of the process may be none of a thread.
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  const worker = new Worker(new URL(`./file-check.thread.${extension}`, import.meta.url), {
    workerData: file,
    execArgv: [],
  });
  const [{ result }] = (await once(worker, 'message')) as [{ result: unknown }];
  return result;
}
