import { setTimeout as delay } from 'node:timers/promises';
import { usePostgres } from '@rapporteur/testing';
import { Client } from 'pg';
import { DataSource } from 'typeorm';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { copyRows } from './copy-rows.ts';
import { readDeclaredTable } from './declared-tables.ts';
import { EventIndexEntry } from './event-index-entry.ts';
import { classifyError } from './projection-error.ts';
import { endSilentCopies, openCopy } from './sql/copy.sql.ts';

const postgres = usePostgres();
let dataSource: DataSource;
let silent: Client;
/** What the process does about the end of its COPY. */
const remedies: unknown[] = [];

beforeEach(async () => {
  const url = await postgres.createDatabase();
  dataSource = await new DataSource({ type: 'postgres', url }).initialize();
  for (const schema of ['sample_v1', 'sample_v2']) {
    await dataSource.query(`CREATE SCHEMA ${schema}; CREATE TABLE ${schema}.lines (line text)`);
  }
  silent = new Client(url);
  silent.on('error', () => undefined);
  await silent.connect();
  remedies.length = 0;
});
afterEach(async () => {
  await silent.end().catch(() => undefined);
  await dataSource.destroy();
});

/** Begins a COPY in a transaction that holds a lock, and sends no line. */
async function copyNothing(): Promise<void> {
  await silent.query('BEGIN; SET LOCAL statement_timeout = 100; LOCK TABLE sample_v1.lines');
  const columns = [{ property: 'line', name: 'line', valueKind: 'text' }] as const;
  const copy = openCopy(silent, { qualified: '"sample_v1".lines', columns });
  copy.on('error', (error) => remedies.push(classifyError(error).remedy));
  await expect.poll(countSilent).toBe(1);
}

async function countSilent(): Promise<number> {
  const [row]: { silent: number }[] = await dataSource.query(
    `SELECT count(*)::integer AS silent FROM pg_stat_activity
      WHERE datname = current_database() AND query LIKE 'COPY%' AND wait_event = 'ClientRead'`,
  );
  return row?.silent ?? 0;
}

it('A COPY whose process sends nothing is ended, and its locks with it', async () => {
  await copyNothing();
  // It is too young, and in another schema.
  await endSilentCopies(dataSource.manager, 'sample_v1', 60_000);
  await endSilentCopies(dataSource.manager, 'sample_v2', 0);
  // Its own timeout of 100 ms does not end it: this is why others have to.
  await delay(300);
  expect(await countSilent()).toBe(1);

  await endSilentCopies(dataSource.manager, 'sample_v1', 0);
  await dataSource.query('SELECT * FROM sample_v1.lines');
  await expect.poll(() => remedies).toEqual(['retry']);
});

it('The COPY of rows begins as endSilentCopies expects it', async () => {
  const texts: string[] = [];
  const table = readDeclaredTable(EventIndexEntry, 'sample_v1');
  const client = {
    query(copy: { readonly text: string; destroy(): void }) {
      texts.push(copy.text);
      throw new Error('not sent');
    },
  };
  const manager = { queryRunner: { connect: async () => client } };
  const copying = copyRows(manager as never, table, []);
  await expect(copying).rejects.toThrow('not sent');
  expect(texts).toEqual([expect.stringMatching(/^COPY "sample_v1"\."?event_index/)]);
});
