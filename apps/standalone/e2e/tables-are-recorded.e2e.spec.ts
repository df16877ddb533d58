/** A table becomes facts by its mapping alone: on the command line, on a running record. */
import { existsSync } from 'node:fs';
import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describeWhen, usePostgres } from '@rapporteur/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCommandLine } from './testing/command-line.ts';
import { type RunningRapporteur, startInProcess } from './testing/record-fixture.ts';

const texts = process.env['RAPPORTEUR_TEXTS'];
const vetoes = texts === undefined ? undefined : resolve(texts, '../corpus/unsc-vetoes.csv');
const MAPPING = fileURLToPath(new URL('tables/unsc-vetoes.map.yaml', import.meta.url));
const EXAMPLES = fileURLToPath(new URL('../../../examples/tables/', import.meta.url));
/** Counted in the table itself, by the names in its three columns of members. */
const TABLE_ROWS = 214;
const VETOES = { SUN: 90, USA: 82, RUS: 31, GBR: 29, CHN: 17, FRA: 16 };
const postgres = usePostgres();
let rapporteur: RunningRapporteur | undefined;
let folder = '';

/** Only the first meeting is recorded, so that the record rejects a delegation at the second. */
const SEATS = `collection: { id: seats, title: Seats, rootBody: { body: seat-union, name: Seat Union, kind: organization } }
source: { document: seats-table, docType: dataset, title: Seats, language: en }
bodies: [{ body: seat-council, name: Seat Council, kind: organ, parents: seat-union }]
defaults: { modality: narrated }
columns: { number: { column: No. }, state: { state: true } }
facts:
  - { type: MeetingHeld, when: { number: 1 }, once: true, body: seat-council, ordinal: '{number}' }
  - { type: DelegationAttended, meeting: 'seat-council-{number}', state: '{state}', basis: named }
`;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tables-'));
  rapporteur = await startInProcess(postgres.url, undefined);
}, 60_000);
afterAll(async () => {
  await rapporteur?.close();
  await rm(folder, { recursive: true, force: true });
});

const run = (...words: readonly string[]) =>
  runCommandLine(rapporteur?.url ?? '', words, { folder });

describe('An invented table', () => {
  const HARBOUR = 'harbour-votes.csv';

  beforeAll(async () => {
    for (const name of [HARBOUR, 'harbour-votes.map.yaml'])
      await copyFile(join(EXAMPLES, name), join(folder, name));
  });

  it('is shown in sentences before it is recorded', async () => {
    const shown = await run('import', HARBOUR, '--map', 'harbour-votes.map.yaml', '--dry-run');
    expect(shown.err).toBe('');
    expect(shown.out).toContain('row 3:');
    expect(shown.out).toContain('The Harbour Council held its 41st meeting on 4 May 2031.');
    expect(shown.out).toContain('row 9, Held: “31.4.2031” read as D.M.YYYY is 2031-04-31, which');
  });

  it('writes wrong rows with their reasons, and records the others', async () => {
    const imported = await run(
      'import',
      HARBOUR,
      '--map',
      'harbour-votes.map.yaml',
      '--wait',
      '30',
    );
    expect(imported.out).toContain('1 wrong row in harbour-votes.rejected.csv');
    const rejected = await readFile(join(folder, 'harbour-votes.rejected.csv'), 'utf8');
    expect(rejected).toContain('31.4.2031');
  });

  it('changes nothing when it runs again', async () => {
    const count = async () => (await run('replay')).out.split('\n').length;
    const before = await count();
    const again = await run('import', HARBOUR, '--map', 'harbour-votes.map.yaml');
    expect(again.out, again.err).toContain('all of them already recorded');
    expect(await count()).toBe(before);
  });

  it('loses only the rows that the record rejects', async () => {
    await writeFile(join(folder, 'seats.csv'), 'No.,State\n1,Malta\n2,Iceland\n1,Portugal\n');
    await writeFile(join(folder, 'seats.map.yaml'), SEATS);
    const line = ['import', 'seats.csv', '--map', 'seats.map.yaml'];
    const replacing = await run(...line, '--rejected', 'seats.csv');
    expect(replacing.err).toContain('which it would replace');

    const imported = await run(...line);
    expect(imported.exitCode).toBe(2);
    expect(imported.out, imported.err).toContain('2 rows with 3 facts, 3 recorded');
    const rejected = await readFile(join(folder, 'seats.rejected.csv'), 'utf8');
    expect(rejected).toMatch(/^3,"?.*no meeting `seat-council-2`.*DOMAIN_MEETING_UNKNOWN/m);
    expect((await run(...line)).out).toContain('all of them already recorded');
  });

  it('gets a proposal, which is refused until each choice is made', async () => {
    const proposed = await run('map', HARBOUR, '--out', 'proposed.map.yaml');
    expect(proposed.out, proposed.err).toContain('choices for you');
    const again = await run('map', HARBOUR, '--out', 'proposed.map.yaml');
    expect(again.err).toContain('a mapping is never replaced');
    const refused = await run('import', HARBOUR, '--map', 'proposed.map.yaml', '--dry-run');
    expect(refused.exitCode).not.toBe(0);
    expect(refused.err).toMatch(/proposed\.map\.yaml:3:\d+ .*collection/);
  });

  it('records nothing if a template fits no row', async () => {
    const mapping = await readFile(join(folder, 'harbour-votes.map.yaml'), 'utf8');
    const wrong = mapping.replace(/outcome: .*/, 'outcome: accepted').replace(/expect:[^]*/, '');
    expect(wrong).not.toBe(mapping);
    await writeFile(join(folder, 'wrong.map.yaml'), wrong);
    const refused = await run('import', HARBOUR, '--map', 'wrong.map.yaml', '--document', 'other');
    expect(refused.exitCode).toBe(2);
    expect(refused.err).toMatch(/wrong\.map\.yaml:\d+:\d+ facts\.2 \(VoteTaken\): fits no row/);
    expect((await run('query', 'sources', '--json')).out).not.toContain('"other"');
  });
});

describeWhen(
  vetoes !== undefined && existsSync(vetoes),
  'RAPPORTEUR_TEXTS names no folder beside a table of vetoes',
)('A table of vetoes by a researcher', () => {
  it('is recorded by a mapping alone', async () => {
    await copyFile(vetoes ?? '', join(folder, 'vetoes.csv'));
    await copyFile(MAPPING, join(folder, 'vetoes.map.yaml'));
    const line = ['import', 'vetoes.csv', '--map', 'vetoes.map.yaml', '--wait', '30'];
    const imported = await run(...line);
    expect(imported.exitCode, imported.err + imported.out).toBe(0);
    expect(imported.out).toContain(`${TABLE_ROWS} rows with `);
    const again = await run(...line);
    expect(again.out, again.err).toContain('all of them already recorded');
  }, 120_000);

  it('answers queries of votes and vetoes by the counts of the table', async () => {
    const votes = await run('query', 'votes', '--collections', 'un', '--csv');
    expect(votes.out.trimEnd().split('\r\n'), votes.err).toHaveLength(TABLE_ROWS + 1);
    const vetoed = await run('query', 'vetoes', '--collections', 'un', '--json');
    const { data } = JSON.parse(vetoed.out) as {
      readonly data: readonly { readonly member: string; readonly vetoes: number }[];
    };
    const byMember = Object.groupBy(data, ({ member }) => member);
    const sums = Object.entries(byMember).map(([member, periods = []]) => [
      member,
      periods.reduce((sum, period) => sum + period.vetoes, 0),
    ]);
    expect(Object.fromEntries(sums)).toEqual(VETOES);
  });

  it('leads from a decision and a state back to the row', async () => {
    const decision = await run('query', 'decision', 's-2007-14', '--collections', 'un');
    expect(decision.out, decision.err).toContain('vetoed by China and Russia');
    expect(decision.out).toContain('unsc-vetoes-table, line 184');
    const state = await run('query', 'state', 'SUN', '--collections', 'un');
    expect(state.out, state.err).toContain('decision or draft (90)');
  });
});
