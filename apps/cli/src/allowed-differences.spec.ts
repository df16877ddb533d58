import { describe, expect, it } from 'vitest';
import { parseAllowedDifferences } from './allowed-differences.ts';

const parse = (text: string) => parseAllowedDifferences(text, 'allowed.yaml');

describe('A file of allowed differences', () => {
  it('lists tables, changes and reasons, in YAML or JSON', () => {
    const entry = {
      table: 'facts',
      change: 'changed',
      column: 'words',
      reason: 'Names count as words now.',
    };
    expect(parse(JSON.stringify([entry]))).toEqual([entry]);
    expect(parse('- { table: names, change: added, reason: New names. }')).toEqual([
      { table: 'names', change: 'added', reason: 'New names.' },
    ]);
  });

  it.each([
    ['facts', 'must be a list'],
    ['- { change: added, reason: x }', 'entry 1: `table` is missing'],
    ['- { table: facts, change: added }', 'entry 1: `reason` is missing'],
    ['- { table: facts, change: other, reason: x }', 'entry 1: unknown `change`'],
    ['- { table: facts, change: added, reason: x, colum: y }', 'entry 1: unknown field `colum`'],
    ['- [', 'allowed.yaml:1:'],
    ['- &a { table: facts, change: added, reason: x }', 'must not use anchors'],
    ['- { table: facts, change: added, reason: 1e999 }', 'cannot keep the number 1e999'],
  ])('rejects %s with "%s"', (text, message) => {
    expect(() => parse(text)).toThrow(message);
  });
});
