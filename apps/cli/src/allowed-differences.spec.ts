import { describe, expect, it } from 'vitest';
import { parseAllowedDifferences } from './allowed-differences.ts';

const read = (text: string) => parseAllowedDifferences(text, 'allowed.yaml');

describe('A file of allowed differences', () => {
  it('is a list of tables, changes and reasons, in YAML or JSON', () => {
    const entry = {
      table: 'facts',
      change: 'changed',
      column: 'words',
      reason: 'Names count as words now.',
    };
    expect(read(JSON.stringify([entry]))).toEqual([entry]);
    expect(read('- { table: names, change: added, reason: New names. }')).toEqual([
      { table: 'names', change: 'added', reason: 'New names.' },
    ]);
  });

  it.each([
    ['facts', 'is no list'],
    ['- { change: added, reason: x }', 'entry 1: table is missing'],
    ['- { table: facts, change: added }', 'entry 1: reason is missing'],
    ['- { table: facts, change: other, reason: x }', 'entry 1: change is none'],
    ['- { table: facts, change: added, reason: x, colum: y }', 'entry 1: colum is no field of it'],
    ['- [', 'is neither YAML nor JSON'],
  ])('is refused where it is %s', (text, message) => {
    expect(() => read(text)).toThrow(message);
  });
});
