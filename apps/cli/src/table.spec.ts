import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { formatTableLines, formatTextTable, type TextColumn } from './table.ts';

interface Row {
  readonly name: string;
  readonly count: number;
}

const COLUMNS: readonly TextColumn<Row>[] = [
  { title: 'NAME', text: ({ name }) => name },
  { title: 'COUNT', text: ({ count }) => String(count), alignRight: true },
];

describe('formatTableLines', () => {
  it('returns the titles and one line per row, with numbers on the right', () =>
    expect(
      formatTableLines(
        COLUMNS,
        [
          { name: 'timeline', count: 7 },
          { name: 'x', count: 1234 },
        ],
        80,
      ),
    ).toEqual(['NAME      COUNT', 'timeline      7', 'x          1234']));

  it('keeps a row on one line, so that grep finds it', () =>
    expect(formatTableLines(COLUMNS, [{ name: 'two\n  lines', count: 1 }], 80)[1]).toBe(
      'two lines      1',
    ));

  it('counts the width of wide characters as a terminal does', () =>
    expect(formatTableLines(COLUMNS, [{ name: '上海', count: 1 }], 80)).toEqual([
      'NAME  COUNT',
      '上海      1',
    ]));

  it('wraps the cells of a narrow line, and cuts none', () =>
    expect(
      formatTableLines(COLUMNS, [{ name: 'a name that is far too long', count: 1 }], 24),
    ).toEqual(['NAME               COUNT', 'a name that is         1', 'far too long']));

  it('breaks a long id after a hyphen, and a long hash anywhere', () =>
    expect(
      formatTableLines(
        COLUMNS,
        [{ name: `agreement-of-2025 ${'0123456789'.repeat(2)}`, count: 1 }],
        20,
      ),
    ).toEqual([
      'NAME           COUNT',
      'agreement-of-      1',
      '2025',
      '0123456789012',
      '3456789',
    ]));

  it('keeps each row on one line without a terminal', () =>
    expect(
      formatTableLines(COLUMNS, [{ name: 'n '.repeat(500), count: 1 }], Infinity),
    ).toHaveLength(2));
});

describe('formatTextTable', () => {
  const sentence = 'The Council met in the town for the seventh time and approved two plans.';
  const row = ['2025-09-10', 'ChairmanshipTransferred', 'reported', sentence, 'some-id-of-a-fact'];
  const columns = [
    { title: 'DATE' },
    { title: 'TYPE', dropOrder: 1 },
    { title: 'MODALITY', dropOrder: 2 },
    { title: 'SENTENCE', isAnswer: true },
    { title: 'ID', dropOrder: 3 },
  ].map((column, n) => ({ ...column, text: (cells: readonly string[]) => cells[n] ?? '' }));

  it.each([
    [80, ['MODALITY', 'ID']],
    [100, ['ID']],
    [120, []],
    [Infinity, []],
  ])('leaves out the least important columns at a width of %d', (width, dropped) => {
    const table = formatTextTable(columns, [row], width);
    expect(table.dropped).toEqual(dropped);
    expect(Math.max(...table.lines.map((line) => stringWidth(line)))).toBeLessThanOrEqual(width);
    const words = table.lines.join(' ').split(/\s+/);
    for (const word of sentence.split(' ')) expect(words).toContain(word);
  });
});

describe('A narrow table', () => {
  const build = (cells: Readonly<Record<string, string>>, drop: readonly string[]) =>
    formatTextTable(
      Object.keys(cells).map((title) => ({
        title,
        text: () => cells[title] ?? '',
        dropOrder: drop.indexOf(title) + 1,
      })),
      [{}],
      30,
    );

  it('leaves out columns without a value before all others', () =>
    expect(build({ A: 'a'.repeat(20), B: 'not stated', C: 'cc' }, ['B', 'C']).dropped).toEqual([
      'B',
    ]));

  it('takes back a column that fits after a wide one was left out', () =>
    expect(build({ A: 'a'.repeat(20), B: 'b'.repeat(20), C: 'cc' }, ['B', 'C']).dropped).toEqual([
      'B',
    ]));
});
