import { describe, expect, it } from 'vitest';
import { formatCopyLine } from './copy-rows.ts';

const COLUMNS = [
  { property: 'n', name: 'n', valueKind: 'plain' },
  { property: 'note', name: 'note', valueKind: 'text' },
  { property: 'names', name: 'names', valueKind: 'list' },
  { property: 'data', name: 'data', valueKind: 'json' },
] as const;

describe('A COPY line', () => {
  it('separates values by tabs and writes \\N for a missing value', () => {
    expect(
      formatCopyLine(COLUMNS, { n: 7, note: 'yes', names: ['a', 'b'], data: { x: [1, null] } }),
    ).toBe('7\tyes\t{"a","b"}\t{"x":[1,null]}\n');
    expect(formatCopyLine(COLUMNS, { n: true, note: null, names: [] })).toBe(
      'true\t\\N\t{}\t\\N\n',
    );
  });

  it('escapes characters that would end a value, a line or an element', () => {
    expect(
      formatCopyLine(COLUMNS, { n: 1, note: 'a\tb\nc\\d', names: ['q"\\'], data: { t: 'a\tb' } }),
    ).toBe('1\ta\\tb\\nc\\\\d\t{"q\\\\"\\\\\\\\"}\t{"t":"a\\\\tb"}\n');
  });
});
