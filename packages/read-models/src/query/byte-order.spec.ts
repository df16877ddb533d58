import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readDeclaredTables } from '@rapporteur/projection-runtime';
import { describe, expect, it } from 'vitest';
import { READ_MODELS } from '../read-models.ts';

const SOURCE = fileURLToPath(new URL('../', import.meta.url));

/** The properties of texts. Groups of DISTINCT ON begin with a collection, in whatever order. */
const TEXTS = new Set(
  READ_MODELS.flatMap((model) =>
    [...readDeclaredTables(model, 'x').values()].flatMap(({ columns }) =>
      columns.filter(({ valueKind }) => valueKind === 'text').map(({ property }) => property),
    ),
  ),
);
TEXTS.delete('collection');
// The rank of a source is a number, the rank of a delegate a text by which nothing sorts.
TEXTS.delete('rank');

/** A text that sorts as it is: `.orderBy(c.eventId`, or `ORDER BY … ${c.eventId}` in an aggregate. */
const SORTED = [
  /rderBy\(\s*\w+\.(\w+)\s*[,)]/g,
  /ORDER BY[^`]*?\$\{\w+\.(\w+)\}(?! COLLATE| ?[=I])/g,
];

function listSortedTexts(file: string): readonly string[] {
  const source = readFileSync(join(SOURCE, file), 'utf8');
  return SORTED.flatMap((pattern) => [...source.matchAll(pattern)])
    .filter(([, property = '']) => TEXTS.has(property))
    .map(([found]) => `${file}: ${found}`);
}

describe('The queries', () => {
  it('sort texts by their bytes, whatever the locale of the database', () => {
    const files = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' }).filter(
      (file) => file.endsWith('.ts') && !/spec|testing|migrations/.test(file),
    );
    expect(files.length).toBeGreaterThan(100);
    expect(files.flatMap(listSortedTexts)).toEqual([]);
  });
});
