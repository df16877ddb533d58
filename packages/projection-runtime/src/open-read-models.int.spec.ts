import { findPostgresUrlError } from '@rapporteur/resilience';
import { usePostgres } from '@rapporteur/testing';
import { Client } from 'pg';
import { expect, it } from 'vitest';
import { openReadModels } from './open-read-models.ts';

const postgres = usePostgres();

it('rejects a database whose encoding lacks characters, and says how to create another', async () => {
  const name = `latin_${process.pid}`;
  const client = new Client({ connectionString: postgres.url });
  await client.connect();
  try {
    await client.query(
      `CREATE DATABASE ${name} TEMPLATE template0 ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C'` +
        ' LOCALE_PROVIDER libc',
    );
    const url = Object.assign(new URL(postgres.url), { pathname: `/${name}` }).href;
    await expect(openReadModels(url)).rejects.toMatchObject({
      code: 'PROJECTION_DATABASE_UNFIT',
      message: expect.stringMatching(/encoding LATIN1.*ENCODING 'UTF8'/),
    });
  } finally {
    await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    await client.end();
  }
});

it('keeps the options of the URL', async () => {
  const url = new URL(postgres.url);
  url.searchParams.set('options', '-c work_mem=9MB -c DateStyle=German');
  const dataSource = await openReadModels(url.href);
  try {
    const rows: unknown = await dataSource.query(
      `SELECT current_setting('work_mem') AS memory, current_setting('DateStyle') AS dates,
              current_setting('jit') AS jit`,
    );
    expect(rows).toEqual([{ memory: '9MB', dates: 'ISO, YMD', jit: 'off' }]);
  } finally {
    await dataSource.destroy();
  }
});

it('applies the parameters of the URL', async () => {
  const url = new URL(postgres.url);
  const { username, password } = url;
  url.username = '';
  url.password = '';
  for (const [name, value] of Object.entries({
    user: decodeURIComponent(username),
    password: decodeURIComponent(password),
    application_name: 'a name of ours',
    statement_timeout: '12000',
    lock_timeout: '3000',
  }))
    url.searchParams.set(name, value);
  expect(findPostgresUrlError(url.href)).toBeNull();
  const dataSource = await openReadModels(url.href);
  try {
    const rows: unknown = await dataSource.query(
      `SELECT current_setting('application_name') AS name,
              current_setting('statement_timeout') AS statement,
              current_setting('lock_timeout') AS lock`,
    );
    expect(rows).toEqual([{ name: 'a name of ours', statement: '12s', lock: '3s' }]);
  } finally {
    await dataSource.destroy();
  }
});

it.each([
  ['sslmode', 'require', 'does not speak TLS'],
  ['password', 'wrong', 'rejects the user or the password'],
  ['port', '1', 'does not run at this address'],
])('explains a server that cannot be used: %s=%s', async (name, value, predicate) => {
  const url = new URL(postgres.url);
  url.searchParams.set(name, value);
  await expect(openReadModels(url.href)).rejects.toMatchObject({
    message: expect.stringMatching(
      new RegExp(`^The database of the read models ${predicate}.*RAPPORTEUR_DATABASE`),
    ),
  });
});
