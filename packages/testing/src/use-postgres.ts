import { randomBytes } from 'node:crypto';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { Client } from 'pg';
import { afterAll, beforeAll, inject } from 'vitest';
import type { PostgresResult } from './global-setup.ts';

/** The Postgres of one spec file. */
export interface TestPostgres {
  /**
   * The URL of this spec file's own database. It is available from `beforeAll` on, and dropped
   * afterwards.
   */
  readonly url: string;
  /** Creates another database and returns its URL. It is dropped afterwards. */
  createDatabase(): Promise<string>;
}

/**
 * Returns a Postgres database for this spec file. Call it at the top of the file or of a
 * `describe`.
 */
export function usePostgres(): TestPostgres {
  let serverUrl = '';
  let ownUrl = '';
  const names: string[] = [];
  const createDatabase = async (): Promise<string> => {
    const name = `test_${randomBytes(8).toString('hex')}`;
    await runStatement(serverUrl, `CREATE DATABASE ${name} TEMPLATE template0 ENCODING 'UTF8'`);
    names.push(name);
    const url = new URL(serverUrl);
    url.pathname = `/${name}`;
    return url.href;
  };
  beforeAll(async () => {
    serverUrl = await findServer();
    ownUrl = await createDatabase();
  });
  afterAll(async () => {
    for (const name of names)
      await runStatement(serverUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  });
  return {
    createDatabase,
    get url() {
      if (ownUrl === '')
        throw new Error(
          'The database is available from beforeAll on. Read `url` in a hook or a test.',
        );
      return ownUrl;
    },
  };
}

async function findServer(): Promise<string> {
  const port = inject('postgresPort');
  const result = JSON.parse(await text(connect({ port, host: '127.0.0.1' }))) as PostgresResult;
  if ('error' in result)
    throw new Error(`Postgres is not available for the tests: ${result.error}`);
  return result.url;
}

async function runStatement(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
