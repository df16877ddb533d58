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
