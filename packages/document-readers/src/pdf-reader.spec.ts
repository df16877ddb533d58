import { describe, expect, it } from 'vitest';
import { readPdf } from './pdf-reader.ts';
import { createPdf, type PrintedLine } from './testing/pdf-file.ts';

/** Lines below each other from a height downwards. */
const lines = (y: number, ...texts: readonly string[]): readonly PrintedLine[] =>
  texts.map((text, n) => ({ text, y: y - 14 * n }));
const WIDE = 'these words are as wide as the column of the page that they are in';
const read = async (...pages: readonly (readonly PrintedLine[])[]) => readPdf(createPdf(pages));

describe('A PDF', () => {
  it('has a line for each paragraph, with the page of each', async () => {
    const { text, paragraphs } = await read(
      [...lines(700, `The council met: ${WIDE}`, 'and ended.'), ...lines(640, 'It thanked them.')],
      lines(700, 'It left.'),
    );
    expect(text).toBe(`The council met: ${WIDE} and ended.\nIt thanked them.\nIt left.\n`);
    expect(paragraphs.map(({ page }) => page)).toEqual([1, 1, 2]);
  });

  it('has the page on which a paragraph goes on', async () => {
    const { text, paragraphs } = await read(lines(100, WIDE), lines(700, 'and on the next page.'));
    expect(text).toBe(`${WIDE} and on the next page.\n`);
    const start = WIDE.length + 1;
    expect(paragraphs).toMatchObject([{ page: 1, pageStarts: [{ start, page: 2 }] }]);
  });

  it('joins a word that is broken at the end of a line, and keeps hyphens of its own', async () => {
    const { text } = await read(
      lines(
        700,
        `${WIDE} and a break-`,
        'water, a well-known mole, some words that are wide, a well-',
        'known pier.',
      ),
    );
    expect(text).toBe(
      `${WIDE} and a breakwater, a well-known mole, some words that are wide, a well-known pier.\n`,
    );
  });

  it('has no headers and footers, and each other line near an edge', async () => {
    const page = (number: number, words: string): readonly PrintedLine[] => [
      { text: 'H/RES/12 (2031)', y: 770 },
      { text: `${number + 4}/9`, x: 500, y: 30 },
      { text: `The 7 ${words} at the edge.`, y: 90 },
    ];
    const { text } = await read(page(1, 'words'), page(2, 'piers'), page(3, 'moles'));
    expect(text.split('\n').slice(0, -1)).toEqual([
      'The 7 words at the edge.',
      'The 7 piers at the edge.',
      'The 7 moles at the edge.',
    ]);
  });

  it('keeps rows of numbers near an edge, which differ between pages', async () => {
    const row = (number: number): readonly PrintedLine[] => [{ text: `${number} lights.`, y: 30 }];
    expect((await read(row(31), row(12), row(4))).text).toBe('31 lights.\n12 lights.\n4 lights.\n');
  });

  it('has the cells of a row between tabulators, and a number before its paragraph', async () => {
    const { text } = await read([
      { text: 'Port', y: 700 },
      { text: 'Piers', x: 300, y: 700 },
      { text: '12.', y: 660 },
      { text: 'Requests the ports', x: 120, y: 660 },
    ]);
    expect(text).toBe('Port\tPiers\n12. Requests the ports\n');
  });

  it('begins a paragraph at a number, an indent, another size and a wider gap', async () => {
    const { text } = await read([
      { text: 'Heading', y: 740, size: 18 },
      ...lines(720, `1. ${WIDE};`, `2. ${WIDE}.`),
      { text: `And ${WIDE},`, x: 100, y: 692 },
      { text: `then ${WIDE}`, y: 650 },
    ]);
    expect(text.split('\n').slice(0, -1)).toEqual([
      'Heading',
      `1. ${WIDE};`,
      `2. ${WIDE}.`,
      `And ${WIDE},`,
      `then ${WIDE}`,
    ]);
  });

  it('has its title, and the same text in each reading', async () => {
    const file = createPdf([lines(700, 'Words')], { title: 'A note' });
    const [one, other] = [await readPdf(file), await readPdf(file)];
    expect(one.title).toBe('A note');
    expect(one).toEqual(other);
  });
});
