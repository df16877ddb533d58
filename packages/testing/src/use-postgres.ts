import { randomBytes } from 'node:crypto';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { Client } from 'pg';
import { afterAll, beforeAll, inject } from 'vitest';
import type { PostgresResult } from './global-setup.ts';

/** The Postgres of one spec file. */
export interface TestPostgres {
  /** A database of this spec file's own; there from `beforeAll` on, dropped afterwards. */
  readonly url: string;
  /** Another one, dropped afterwards too. */
  createDatabase(): Promise<string>;
}

/** A real Postgres for this spec file: call it at the top of a `describe` or of the file. */
export function usePostgres(): TestPostgres {
  let server = '';
  let own = '';
  const names: string[] = [];
  const createDatabase = async (): Promise<string> => {
    const name = `test_${randomBytes(8).toString('hex')}`;
    await run(server, `CREATE DATABASE ${name} TEMPLATE template0 ENCODING 'UTF8'`);
    names.push(name);
    const url = new URL(server);
    url.pathname = `/${name}`;
    return url.href;
  };
  beforeAll(async () => {
    server = await findServer();
    own = await createDatabase();
  });
  afterAll(async () => {
    for (const name of names) await run(server, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  });
  return {
    createDatabase,
    get url() {
      if (own === '')
        throw new Error('The database is there from beforeAll on: read url in a hook or a test.');
      return own;
    },
  };
}

async function findServer(): Promise<string> {
  const port = inject('postgresPort');
  const answer = JSON.parse(await text(connect({ port, host: '127.0.0.1' }))) as PostgresResult;
  if ('error' in answer) throw new Error(`There is no Postgres for the tests: ${answer.error}`);
  return answer.url;
}

async function run(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
