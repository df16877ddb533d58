import { stringify } from 'csv-stringify/sync';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { runTestQuery } from '../testing/query-test.ts';

const toCsv = (rows: readonly Readonly<Record<string, string>>[]): string =>
  stringify(
    rows.map((row) => row),
    { header: true, record_delimiter: '\r\n' },
  );

const CONFLICTS = toCsv(
  [
    '[{"edtf":"[2025-09-10,2025-09-11]","basis":"stated","asWritten":null},{"edtf":"2025-09-12","basis":"stated","asWritten":null}]',
    '["[Title in brackets]","{draft} title"]',
    '[{"min":6,"max":null,"qualifier":null,"ofWhat":null},{"min":4,"max":4,"qualifier":null,"ofWhat":null}]',
    '[{"name":"Rome","country":null},{"name":"Oslo","country":{"code":"NOR","basis":"stated"}}]',
  ].map((values, n) => ({
    conflict: `c${n}`,
    flagged_at: '2026-01-01T00:00:00.000Z',
    field: 'occurredOn',
    events: 'a.1; b.1',
    values,
    standing: 'a.1; b.1',
    resolved: 'false',
    resolution: '',
  })),
);

describe('The table of conflicts', () => {
  it('shows values of every type in words', async () => {
    const { exitCode, out } = await runTestQuery('conflicts', { csv: { conflicts: CONFLICTS } });
    expect(exitCode).toBe(0);
    expect(out).toContain('2025-09-10 or 2025-09-11; 2025-09-12');
    expect(out).toContain('[Title in brackets]; {draft} title');
    expect(out).toContain('at least 6; 4');
    expect(out).toContain('Rome; Oslo, Norway');
  });
});

const FACT = {
  date: '2025/2027',
  date_stated: 'true',
  date_basis: 'stated',
  type: 'ChairmanshipTransferred',
  modality: 'reported',
  sentence:
    'The chair of the Council passed from Kyrgyzstan to Pakistan at the 44th meeting of the ' +
    'Council, on 10 September 2025, and the Council thanked the former chair for its work.',
};

describe('The table of a query', () => {
  const timeline = { csv: { timeline: toCsv([FACT]) } };

  it.each([80, 120])('fits %d columns and keeps every word of the answer', async (columns) => {
    const { lines, err } = await runTestQuery('timeline', timeline, columns);
    expect(Math.max(...lines.map((line) => stringWidth(line)))).toBeLessThanOrEqual(columns);
    const shown = lines.join(' ').split(/\s+/);
    for (const word of FACT.sentence.split(' ')) expect(shown).toContain(word);
    expect(shown.join(' ')).toContain('2025 to 2027');
    expect(err.includes('Too wide for this terminal: TYPE')).toBe(columns === 80);
  });

  it('has one line per row and all columns without a terminal', async () => {
    const { lines, err } = await runTestQuery('timeline', timeline);
    expect(lines).toEqual([
      expect.stringMatching(/^DATE +TYPE +MODALITY +SENTENCE$/),
      expect.stringMatching(/^2025 to 2027 .* reported .* for its work\.$/),
    ]);
    expect(err).toBe('1 row, read at position 0:42.\n');
  });

  it('shows names in place of ids, but the id of the row itself', async () => {
    const meetings = toCsv([
      {
        meeting: 'council-7',
        body: 'council',
        body_name: 'Harbour Council',
        held_on: '2023-05-04',
        held_on_stated: 'true',
        places: 'Valletta',
        chairs: 'MLT',
        chair_names: 'Malta',
      },
    ]);
    const json = { meetings: { meetings: [], notRecorded: [] } };
    const { lines } = await runTestQuery('meetings', { csv: { meetings }, json });
    expect(lines).toEqual([
      'HELD ON     BODY             PLACES    CHAIR  MEETING',
      '2023-05-04  Harbour Council  Valletta  Malta  council-7',
    ]);
  });

  it('names a thing without a name by its id in words', async () => {
    const incidents = toCsv([
      { incident: 'quay-fire', incident_name: 'Quay Fire', name: '', places: 'Valletta' },
      { incident: 'storm-2', incident_name: 'Storm 2', name: 'Second storm', places: 'Oslo' },
    ]);
    const { lines } = await runTestQuery('incidents', { csv: { incidents } });
    expect(lines).toEqual([
      'NAME          PLACES    INCIDENT',
      'Quay Fire     Valletta  quay-fire',
      'Second storm  Oslo      storm-2',
    ]);
  });

  it('marks a value whose sources differ, and says how to see the others', async () => {
    const meetings = toCsv([
      {
        meeting: 'm-1',
        held_on: '2026-06-01',
        held_on_agreement: 'sources differ',
        places: 'Rome',
      },
      { meeting: 'm-2', held_on: '2026-06-02', held_on_agreement: 'sources agree', places: 'Oslo' },
    ]);
    const json = { meetings: { meetings: [], notRecorded: [] } };
    const { lines } = await runTestQuery('meetings', { csv: { meetings }, json });
    expect(lines).toEqual([
      'HELD ON       PLACES  MEETING',
      '2026-06-01 *  Rome    m-1',
      '2026-06-02    Oslo    m-2',
      '* sources differ: rapporteur query meeting m-1 --statements',
    ]);

    const asOf = await runTestQuery('meetings --as-of 2026-07-01', { csv: { meetings }, json });
    expect(asOf.lines.at(-1)).toBe(
      '* sources differ: rapporteur query meeting m-1 --statements --as-of 2026-07-01',
    );
  });

  it('shows the main columns of a query that this program does not know', async () => {
    const csv = {
      'participation/ranking': toCsv([{ rank: '1', state: 'MLT', state_name: 'Malta' }]),
    };
    const { lines } = await runTestQuery('ranking', { csv });
    expect(lines).toEqual(['RANK  STATE ID  STATE', '   1  MLT       Malta']);
  });

  it('shows the columns that --columns names, or all', async () => {
    const named = await runTestQuery('timeline --columns type,date', timeline, 80);
    expect(named.lines[0]).toMatch(/^TYPE +DATE$/);
    const all = await runTestQuery('timeline --columns all', timeline);
    expect(all.lines[0]).toMatch(/^DATE +DATE STATED +DATE BASIS +TYPE/);
    const unknown = await runTestQuery('timeline --columns typ', timeline);
    expect(unknown).toMatchObject({ exitCode: 2, out: '' });
    expect(unknown.err).toContain('Unknown column `typ` of timeline.');
  });
});

describe('A question about days', () => {
  it('says how many rows have no day, also if the result is a page', async () => {
    const csv = { timeline: toCsv([FACT]) };
    const table = await runTestQuery('timeline --from 2025', { csv, undated: 3 });
    expect(table.err).toContain('3 rows without any day left out.');
    const json = { 'states/MLT': { state: 'MLT', roles: [], participations: [] } };
    const page = await runTestQuery('state MLT --from 2025', { json, undated: 1 });
    expect(page.err).toContain('1 row without any day left out.');
  });
});

describe('A query on several collections', () => {
  const rows = [
    { collection: 'sco', ...FACT },
    { collection: 'bimstec', ...FACT },
  ];

  it('asks for all collections by default, and shows the collection of each row', async () => {
    const csv = { timeline: toCsv(rows) };
    const { lines, urls } = await runTestQuery('timeline', { csv });
    expect(urls).toEqual(['/v1/timeline?csv=exact&sources=false']);
    expect(lines[0]).toMatch(/^COLLECTION +DATE/);
  });

  it('asks for the named collections, and shows no collection if only one answers', async () => {
    const csv = { timeline: toCsv(rows.slice(0, 1)) };
    const { lines, urls } = await runTestQuery('timeline --collections sco', { csv });
    expect(urls).toEqual(['/v1/timeline?csv=exact&sources=false&collections=sco']);
    expect(lines[0]).toMatch(/^DATE/);
  });

  it('rejects an empty name', async () =>
    expect(await runTestQuery('timeline --collections sco,', {})).toMatchObject({
      exitCode: 2,
      err: expect.stringContaining('has an empty name'),
    }));
});
