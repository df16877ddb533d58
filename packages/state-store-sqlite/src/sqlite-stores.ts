import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { setImmediate } from 'node:timers/promises';
import {
  type StateStore,
  StateStoreError,
  type StateStores,
  type StoreChange,
} from '@rapporteur/command-runtime';
import { checkFile, recordClosed } from './file-check.ts';
import { lockFolder } from './folder-lock.ts';

const DATABASE_FILE = 'state.sqlite';
/** The pages that a connection keeps in memory, in KiB. */
const CACHE_KIB = 32_768;
/** The changes between two looks at the clock. */
const SLICE_LENGTH = 32;
/** The shortest time after which other work has its turn. */
const SLICE_MS = 5;
/** The least share of the time that a write has while other work waits. */
const WRITE_SHARE = 1 / 3;

// Without a rowid an entry is stored once. A commit need not be on the disk at once: after a loss
// of power the log has what the store lacks.
const SETUP = `
  pragma journal_mode = wal;
  pragma synchronous = normal;
  pragma cache_size = -${CACHE_KIB};
  create table if not exists entries (key blob primary key, value blob not null) without rowid;
`;

/**
 * Returns the stores of the partitions of a log, each in a subfolder. They belong to one process at
 * a time: `open` rejects while another one has them.
 */
export function createSqliteStores(folder: string): StateStores {
  return {
    async open(partition) {
      const path = join(folder, String(partition));
      await mkdir(path, { recursive: true, mode: 0o700 });
      const unlock = await lockFolder(path);
      try {
        return new SqliteStore(await openOrReplace(path), path, unlock);
      } catch (error) {
        await unlock();
        throw error;
      }
    },
  };
}

/** Reads see the last commit while another connection writes. */
class StoreConnections {
  readonly writer: DatabaseSync;
  readonly reader: DatabaseSync;
  readonly get: StatementSync;
  readonly put: StatementSync;
  readonly remove: StatementSync;

  constructor(path: string) {
    const file = join(path, DATABASE_FILE);
    this.writer = new DatabaseSync(file);
    try {
      this.writer.exec(SETUP);
      this.reader = new DatabaseSync(file, { readOnly: true });
    } catch (error) {
      this.writer.close();
      throw error;
    }
    this.reader.exec(`pragma cache_size = -${CACHE_KIB}`);
    this.get = this.reader.prepare('select value from entries where key = ?');
    this.get.setReturnArrays(true);
    this.put = this.writer.prepare('insert or replace into entries values (?, ?)');
    this.remove = this.writer.prepare('delete from entries where key = ?');
  }

  close(): void {
    this.reader.close();
    this.writer.close();
  }
}

async function openOrReplace(path: string): Promise<StoreConnections> {
  try {
    return await openConnections(path);
  } catch {
    // A damaged file: the log has all that it held.
    await removeFiles(path);
    return openConnections(path);
  }
}

async function openConnections(path: string): Promise<StoreConnections> {
  const file = join(path, DATABASE_FILE);
  // SQLite gives its other files the mode of this one.
  await writeFile(file, '', { flag: 'a', mode: 0o600 });
  await checkFile(file);
  return new StoreConnections(path);
}

async function removeFiles(path: string): Promise<void> {
  for (const suffix of ['', '-wal', '-shm'])
    await rm(join(path, DATABASE_FILE + suffix), { force: true });
}

class SqliteStore implements StateStore {
  readonly #path: string;
  readonly #unlock: () => Promise<void>;
  #connections: StoreConnections;

  constructor(connections: StoreConnections, path: string, unlock: () => Promise<void>) {
    this.#connections = connections;
    this.#path = path;
    this.#unlock = unlock;
  }

  get(key: Uint8Array): Uint8Array | undefined {
    try {
      // Rows are arrays, see the constructor of the connections.
      const row = this.#connections.get.get(key) as unknown as readonly [Uint8Array] | undefined;
      return row?.[0];
    } catch (error) {
      throw new StateStoreError('The state store cannot be read.', { cause: error });
    }
  }

  async write(changes: Iterable<StoreChange>): Promise<void> {
    const { writer } = this.#connections;
    writer.exec('begin immediate');
    try {
      await this.#writeInSlices(changes);
      writer.exec('commit');
    } catch (error) {
      if (writer.isTransaction) writer.exec('rollback');
      throw error;
    }
  }

  async #writeInSlices(changes: Iterable<StoreChange>): Promise<void> {
    const { put, remove } = this.#connections;
    let [count, startedAt, sliceMs] = [0, performance.now(), SLICE_MS];
    for (const [key, value] of changes) {
      if (value === undefined) remove.run(key);
      else put.run(key, value);
      count += 1;
      if (count % SLICE_LENGTH > 0 || performance.now() - startedAt < sliceMs) continue;

      const pausedAt = performance.now();
      await setImmediate();
      startedAt = performance.now();
      sliceMs = Math.max(SLICE_MS, ((startedAt - pausedAt) * WRITE_SHARE) / (1 - WRITE_SHARE));
    }
  }

  async clear(): Promise<void> {
    this.#connections.close();
    await removeFiles(this.#path);
    this.#connections = await openConnections(this.#path);
  }

  async close(): Promise<void> {
    this.#connections.close();
    try {
      await recordClosed(join(this.#path, DATABASE_FILE));
    } finally {
      await this.#unlock();
    }
  }
}
