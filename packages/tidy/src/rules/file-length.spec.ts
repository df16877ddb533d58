import { describe, expect, it } from 'vitest';
import { FILE_LINES_MAX, filesAreShort } from './file-length.ts';

const lines = (count: number): string => 'x();\n'.repeat(count);

describe('File length', () => {
  it('takes a file of just the most lines', () =>
    expect(filesAreShort([{ path: 'a.ts', text: lines(FILE_LINES_MAX) }])).toEqual([]));

  it('refuses one line more', () =>
    expect(filesAreShort([{ path: 'a.ts', text: lines(FILE_LINES_MAX + 1) }])).toEqual([
      { path: 'a.ts', says: 'has 501 lines, more than 500' },
    ]));

  it('leaves prose and data alone', () =>
    expect(filesAreShort([{ path: 'a.md', text: lines(900) }])).toEqual([]));
});
