import { readFileSync } from 'node:fs';
import type { EventType } from '@rapporteur/contracts';
import { expect, it } from 'vitest';
import { classifyStrength } from './strength.ts';

const CODEBOOK = new URL('../../../docs/codebook.md', import.meta.url);

it('gives each leading verb of a paragraph the strength that the codebook says', () => {
  const section = readFileSync(CODEBOOK, 'utf8').split('## Numbered paragraphs')[1] ?? '';
  const rows = [...section.matchAll(/^\| [^|]+ \| (\w+)[^|]* \| `([a-z-]+)` \| (\S+) \|/gm)];
  expect(rows.length).toBeGreaterThanOrEqual(30);
  const differing = rows.filter(
    ([, type, verb, strength]) =>
      (classifyStrength(type as EventType, verb ?? '') ?? '–') !== strength,
  );
  expect(differing.map(([row]) => row)).toEqual([]);
});
