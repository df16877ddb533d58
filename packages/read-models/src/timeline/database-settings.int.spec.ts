// Databases of others: their settings change neither dates nor what a search finds.
import { CATALOGUE } from '@rapporteur/contracts';
import { catchUp, migrate, openReadModels } from '@rapporteur/projection-runtime';
import { usePostgres } from '@rapporteur/testing';
import { Client } from 'pg';
import type { DataSource } from 'typeorm';
import { afterEach, describe, expect, it } from 'vitest';
import { Aliases } from '../query/aliases.ts';
import { inByteOrder, withUnicodeCase } from '../query/sql.ts';
import { createSampleLog, type EventSample } from '../testing/sample-event.ts';
import { FULL_PAGE } from '../testing/use-read-model.ts';
import { listFacts } from './fact-queries.ts';
import { TIMELINE } from './projection.ts';

const postgres = usePostgres();

/** Each is valid, and each changes what a session without settings of its own gets or accepts. */
const ODD_SETTINGS: Readonly<Record<string, string>> = {
  DateStyle: `'SQL, DMY'`,
  IntervalStyle: 'sql_standard',
  TimeZone: `'Pacific/Kiritimati'`,
  client_encoding: 'LATIN1',
  bytea_output: 'escape',
  extra_float_digits: '-10',
  standard_conforming_strings: 'off',
  default_transaction_isolation: 'serializable',
  default_text_search_config: `'pg_catalog.german'`,
};

const held = (n: number, name: string): EventSample => [
  'MeetingHeld',
  {
    meeting: `council-${n}`,
    body: 'council',
    places: [{ name }],
    occurredOn: { edtf: '2024-03-05', basis: 'stated' },
  },
];
const EVENTS: readonly EventSample[] = [
  ['CollectionOpened', { collection: 'sco', title: 'Organization', rootBody: 'org' }],
  ['BodyRegistered', { body: 'org', name: 'Organization', kind: 'organization' }],
  ['BodyRegistered', { body: 'council', name: 'Council', kind: 'organ', parents: ['org'] }],
  held(1, 'WHO and IT experts on the “Barrier” exercise'),
  held(2, 'Délégation de Côte d’Ivoire'),
  held(3, '联合国安理会。'),
  held(4, 'СОВЕТ МИНИСТРОВ'),
];

let database: DataSource | undefined;
afterEach(() => database?.destroy());

async function createDatabase(locale: string): Promise<string> {
  const name = `odd_${locale.toLowerCase().replaceAll(/\W/g, '_')}_${process.pid}`;
  const client = new Client({ connectionString: postgres.url });
  await client.connect();
  try {
    await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    await client.query(
      `CREATE DATABASE ${name} TEMPLATE template0 ENCODING 'UTF8' ` +
        `LC_COLLATE '${locale}' LC_CTYPE '${locale}' LOCALE_PROVIDER libc`,
    );
    for (const [setting, value] of Object.entries(ODD_SETTINGS))
      await client.query(`ALTER DATABASE ${name} SET ${setting} = ${value}`);
  } finally {
    await client.end();
  }
  return Object.assign(new URL(postgres.url), { pathname: `/${name}` }).href;
}

describe.each(['C', 'C.UTF-8'])('A database with the locale %s and odd settings', (locale) => {
  it('gives the same dates, and the same words are found in it', async () => {
    database = await openReadModels(await createDatabase(locale), { projections: [TIMELINE] });
    await migrate(database, [TIMELINE]);
    const log = await createSampleLog(EVENTS);
    await catchUp({ dataSource: database, catalogue: CATALOGUE, projection: TIMELINE, log }, 0);
    const find = async (search: string): Promise<unknown[]> => {
      const collections = [{ collection: 'sco', partition: 0, position: EVENTS.length }];
      const scope = { collections, asOf: null, aliases: new Aliases(['sco']) };
      const filter = { search, types: ['MeetingHeld'] };
      const { rows } = await listFacts(database as DataSource, scope, filter, FULL_PAGE, 'placed');
      return rows.map(({ event, date }) => [event, date.stated ? date.earliest : null]);
    };

    const [who, ivory, council, ministers] = [4, 5, 6, 7].map((n) => [[`c${n}.1`, '2024-03-05']]);
    for (const words of ['WHO', 'it', 'barrier', '“barrier”', 'exercises', '"it expert"'])
      expect(await find(words), words).toEqual(who);
    for (const words of ['ivoire', "Côte d'Ivoire", 'DÉLÉGATION', 'co\u0302te'])
      expect(await find(words), words).toEqual(ivory);
    for (const words of ['安理会', '联合国']) expect(await find(words), words).toEqual(council);
    expect(await find('совет')).toEqual(ministers);
    expect(await find('совет -министров')).toEqual([]);
    expect(await find('安会')).toEqual([]);
  });

  it('has letters of every script with their case, and sorts by bytes', async () => {
    database = await openReadModels(await createDatabase(locale));
    const [found] = await database.query<{ contains: boolean; folded: string; order: string[] }[]>(
      `SELECT ${withUnicodeCase(`'СОВЕТ МИНИСТРОВ'`)} ILIKE '%министров%' AS contains,
        lower(${withUnicodeCase(`'ÉTÉ'`)}) AS folded,
        array_agg(id ORDER BY ${inByteOrder('id')}) AS order
      FROM unnest(ARRAY['a-b.1', 'aa.1', 'a.10', 'a.9', 'B.1', 'a~1']) AS id`,
    );
    expect(found).toEqual({
      contains: true,
      folded: 'été',
      order: ['B.1', 'a-b.1', 'a.10', 'a.9', 'aa.1', 'a~1'],
    });
  });
});
