import { describe, expect, it } from 'vitest';
import { type TextColumn, formatTableLines } from './table.ts';

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

  it('cuts the widest column of a narrow line, with an ellipsis', () => {
    const lines = formatTableLines(
      COLUMNS,
      [{ name: 'a name that is far too long for the line', count: 1 }],
      24,
    );
    expect(lines[1]).toMatch(/^a name that is f…\s+1$/);
    expect(lines.every((line) => line.length <= 24)).toBe(true);
  });

  it('cuts nothing without a terminal', () =>
    expect(formatTableLines(COLUMNS, [{ name: 'n'.repeat(500), count: 1 }], Infinity)[1]).toContain(
      'n'.repeat(500),
    ));
});
