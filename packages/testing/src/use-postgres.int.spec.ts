import { Client } from 'pg';
import { describe, expect, it } from 'vitest';
import { usePostgres } from './use-postgres.ts';

async function query<Row extends object>(url: string, text: string): Promise<Row[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(text)).rows;
  } finally {
    await client.end();
  }
}

describe('The Postgres of a spec file', () => {
  const postgres = usePostgres();

  it('is real, and speaks UTF-8', async () => {
    const [row] = await query<{ encoding: string; text: string }>(
      postgres.url,
      "SELECT current_setting('server_encoding') AS encoding, 'Ташкент 🕊️' AS text",
    );
    expect(row).toEqual({ encoding: 'UTF8', text: 'Ташкент 🕊️' });
  });

  it('gives databases that do not see each other', async () => {
    const other = await postgres.createDatabase();
    await query(postgres.url, 'CREATE TABLE mine (id int)');
    await expect(query(other, 'SELECT * FROM mine')).rejects.toThrow('does not exist');
  });
});
