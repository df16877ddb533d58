import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sha256Hex } from '@rapporteur/contracts';
import { describeWhen } from '@rapporteur/testing';
import { parse } from 'csv-parse/sync';
import { beforeAll, expect, it } from 'vitest';
import { useReplicas } from '../testing/order/compare-orders.ts';

const texts = process.env['RAPPORTEUR_TEXTS'];
const table = texts === undefined ? undefined : join(texts, '../corpus/unsc-vetoes.csv');

interface TableRow {
  readonly date: string;
  readonly draft: string;
  readonly agenda_item: string;
  readonly member_veto1: string;
  readonly member_veto2: string;
  readonly member_veto3: string;
}

/** The states as the table names them: a former state is another one than its successor. */
const CODES: Readonly<Record<string, string>> = {
  China: 'CHN',
  France: 'FRA',
  Russia: 'RUS',
  UK: 'GBR',
  USA: 'USA',
  USSR: 'SUN',
};

describeWhen(
  table !== undefined && existsSync(table),
  'RAPPORTEUR_TEXTS names no folder beside a corpus of published documents',
)('A table of vetoes', () => {
  const getReplicas = useReplicas();
  let rows: readonly WrittenRow[];

  beforeAll(async () => {
    const text = readFileSync(table ?? '', 'utf8').replace(/^\uFEFF/, '');
    rows = readRows(text);
    await getReplicas()[0].record('un', [
      { name: 'table', after: [], command: (collection) => createTable(collection, text, rows) },
    ]);
  }, 120_000);

  it('is recorded whole, and its vetoes by state and decade are those of the table', async () => {
    expect(rows).toHaveLength(214);
    const { text: answer } = await getReplicas()[0].get('/v1/collections/un/votes/vetoes');
    const { data } = JSON.parse(answer) as {
      readonly data: readonly { member: string; period: string; vetoes: number }[];
    };
    const counted = data.map(({ member, period, vetoes }) => `${member} ${period} ${vetoes}`);
    expect(counted).toEqual(countVetoes(rows));
    const csv = await getReplicas()[0].get('/v1/collections/un/votes.csv?veto=true');
    expect(parse(csv.text, { columns: true })).toHaveLength(214);
  });
});

/** A row with its own words. */
interface WrittenRow extends TableRow {
  readonly raw: string;
}

function readRows(text: string): readonly WrittenRow[] {
  const parsed: unknown = parse(text, { columns: true, raw: true });
  return (parsed as readonly { readonly record: TableRow; readonly raw: string }[]).map(
    ({ record, raw }) => ({ ...record, raw: raw.trim() }),
  );
}

const listMembers = ({ member_veto1, member_veto2, member_veto3 }: TableRow): readonly string[] =>
  [member_veto1, member_veto2, member_veto3].filter((name) => name !== '');

/** Returns `SUN 1940s 18` for each state and decade. */
function countVetoes(rows: readonly TableRow[]): readonly string[] {
  const vetoes = rows.flatMap((row) =>
    listMembers(row).map((name) => `${CODES[name]} ${toIsoDay(row.date).slice(0, 3)}0s`),
  );
  const counted = Map.groupBy(vetoes, (one) => one);
  return [...counted].map(([of, all]) => `${of} ${all.length}`).toSorted();
}

/** Returns `1946-02-16` for `2/16/1946`. */
function toIsoDay(date: string): string {
  const [month = '', day = '', year = ''] = date.split('/');
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

/** The command that records the table as a document: one vote for each row, by the words of it. */
function createTable(collection: string, text: string, rows: readonly WrittenRow[]) {
  const document = 'vetoes-1946-2022';
  const documentSha256 = sha256Hex(text);
  let end = 0;
  const facts = rows.map((row, index) => {
    const start = text.indexOf(row.raw, end);
    end = start + row.raw.length;
    const passage = {
      document,
      documentSha256,
      start: countCodePoints(text.slice(0, start)),
      end: countCodePoints(text.slice(0, end)),
      sha256: sha256Hex(row.raw),
      line: text.slice(0, start).split('\n').length,
    };
    return {
      type: 'VoteTaken',
      decision: `draft-${index + 1}`,
      draft: row.draft,
      subject: row.agenda_item,
      body: 'council',
      occurredOn: { edtf: toIsoDay(row.date), basis: 'stated' },
      outcome: 'vetoed',
      votes: listMembers(row).map((name) => ({
        by: { id: CODES[name], kind: 'state', nameAsWritten: name },
        vote: 'against',
        veto: true,
      })),
      assertion: { passages: [passage], modality: 'narrated' },
    };
  });
  return {
    name: 'RecordDocument',
    body: {
      collection,
      document: {
        document,
        docType: 'table',
        title: 'Vetoes',
        language: 'en',
        sha256: documentSha256,
        characters: countCodePoints(text),
        assertion: { modality: 'metadata' },
      },
      bodies: [
        { body: 'council', name: 'Security Council', kind: 'organ', parents: ['orchard-league'] },
      ],
      facts,
    },
  };
}

const countCodePoints = (text: string): number => Array.from(text).length;
