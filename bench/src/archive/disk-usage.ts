import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { EVENT_INDEX } from '@rapporteur/projection-runtime';
import { Client } from 'pg';

/** The disk space of each part, in bytes. */
export type DiskUsage = Readonly<Record<string, number>>;

interface TableSize {
  readonly schema: string;
  readonly name: string;
  readonly bytes: number;
  readonly index_bytes: number;
}

const SIZES = `
  SELECT nspname AS schema, relname AS name, pg_table_size(c.oid)::float8 AS bytes,
         pg_indexes_size(c.oid)::float8 AS index_bytes
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
   WHERE relkind IN ('r', 'm')
     AND nspname NOT LIKE 'pg\\_%' AND nspname <> 'information_schema'`;

/**
 * Returns the space of a record: the tables and the indexes of the log, of each read model and of
 * its event index; the write-ahead log of the server; and each other folder of the data folder.
 */
export async function readDiskUsage(
  databaseUrl: string,
  dataFolder: string,
  databaseFolder: string,
): Promise<DiskUsage> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  const usage: Record<string, number> = {};
  try {
    const { rows } = await client.query<TableSize>(SIZES);
    for (const { schema, name, bytes, index_bytes: indexBytes } of rows) {
      const part = name === EVENT_INDEX ? `${schema}, event index` : schema;
      usage[part] = (usage[part] ?? 0) + bytes;
      usage[`${part}, its indexes`] = (usage[`${part}, its indexes`] ?? 0) + indexBytes;
    }
    const wal = await client.query<{ bytes: number }>(
      'SELECT sum(size)::float8 AS bytes FROM pg_ls_waldir()',
    );
    usage['WAL'] = wal.rows[0]?.bytes ?? 0;
  } finally {
    await client.end();
  }

  for (const entry of await readdir(dataFolder)) {
    const path = join(dataFolder, entry);
    if (path !== databaseFolder) usage[`folder ${entry}`] = await readFileBytes(path);
  }
  return usage;
}

/** Returns the disk space of a file, or of all files in a folder. */
export async function readFileBytes(path: string): Promise<number> {
  const stats = await stat(path);
  if (!stats.isDirectory()) return stats.blocks * 512;
  const entries = await readdir(path);
  const sizes = await Promise.all(entries.map((entry) => readFileBytes(join(path, entry))));
  return sizes.reduce((sum, bytes) => sum + bytes, 0);
}

/** Returns the process id of a Postgres server. */
export async function readPostgresPid(databaseUrl: string): Promise<number> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  const { rows } = await client.query<{ pid: number }>(
    `SELECT split_part(pg_read_file('postmaster.pid'), E'\\n', 1)::integer AS pid`,
  );
  await client.end();
  return rows[0]?.pid ?? 0;
}
