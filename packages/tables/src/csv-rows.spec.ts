import { describe, expect, it } from 'vitest';
import { readCsvRows } from './csv-rows.ts';
import { countBytes } from './table-row.ts';
import { collectRows, chunkText } from './testing/rows.ts';

const read = (text: string, delimiter = ',', size = 7) =>
  collectRows(readCsvRows(chunkText(text, size), { delimiter }));

const TABLE = '\uFEFFname,note\r\n"Malta\r\nand Gozo","a ""pier"""\r\n\r\nÎle 🏝,x\r\nlast,';

describe('A CSV table', () => {
  it('gives each row its place in the text', async () => {
    const points = Array.from(TABLE);
    const rows = await read(TABLE);
    expect(rows.map(({ number, cells }) => [number, ...cells])).toEqual([
      [1, 'name', 'note'],
      [2, 'Malta\r\nand Gozo', 'a "pier"'],
      [3, ''],
      [4, 'Île 🏝', 'x'],
      [5, 'last', ''],
    ]);
    expect(rows.map(({ place }) => place?.line)).toEqual([1, 2, undefined, 5, 6]);
    for (const { place } of rows)
      expect(points.slice(place?.start ?? 0, place?.end ?? 0).join('')).toBe(place?.words ?? '');
  });

  it.each(['\r\n', '\n', '\r'])(
    'finds the places with the line end %j in any chunks',
    async (end) => {
      const text = TABLE.replaceAll('\r\n', end);
      const points = Array.from(text);
      for (let size = 1; size < 24; size += 1) {
        const rows = await read(text, ',', size);
        expect(rows.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5]);
        for (const { place } of rows)
          expect(points.slice(place?.start ?? 0, place?.end ?? 0).join('')).toBe(
            place?.words ?? '',
          );
        expect(rows.map(({ place }) => place?.words.at(-1))).toEqual([
          'e',
          '"',
          undefined,
          'x',
          ',',
        ]);
      }
    },
  );

  it('gives each cell its place without its quotation marks', async () => {
    const points = Array.from(TABLE);
    const rows = await read(TABLE);
    const places = [rows[1]?.findCell(0), rows[1]?.findCell(1), rows[3]?.findCell(1)];
    expect(places.map((place) => place?.words)).toEqual(['Malta\r\nand Gozo', 'a ""pier""', 'x']);
    expect(places.map((place) => place?.line)).toEqual([2, 3, 5]);
    for (const place of places)
      expect(points.slice(place?.start, place?.end).join('')).toBe(place?.words);
    expect(rows[4]?.findCell(1)).toBeUndefined();
    expect(rows[4]?.findCell(7)).toBeUndefined();
  });

  it.each([
    [';', 'a;b\n1,5;2\n'],
    ['\t', 'a\tb\n1,5\t2\n'],
  ])('reads the delimiter %j', async (delimiter, text) => {
    const rows = await read(text, delimiter);
    expect(rows.map(({ cells }) => cells)).toEqual([
      ['a', 'b'],
      ['1,5', '2'],
    ]);
  });

  it('keeps a quotation mark within a cell', async () => {
    expect((await read('a,b\n5" pipe,x\n'))[1]?.cells).toEqual(['5" pipe', 'x']);
  });

  it('refuses a quotation mark that is never closed, with its row', async () => {
    await expect(read('a,b\n1,"x\n2,y\n')).rejects.toThrow(
      'A quotation mark in row 2 is never closed.',
    );
  });
});

describe('The length of a text in UTF-8', () => {
  it.each(['', 'a,b', 'é', 'ж–…', '日本', '⚓𝒜 b', '\uFEFFx'])(
    'is that of its bytes: %s',
    (text) => {
      expect(countBytes(text)).toBe(Buffer.byteLength(text));
    },
  );
});
