import { describe, expect, it } from 'vitest';
import { Aliases } from './aliases.ts';

const merger = (merged: string, into: string, collection = 'tides') => ({
  collection,
  kind: 'meeting',
  merged,
  into,
});
const ids = (aliases: Aliases, id: string) => aliases.things('meeting', id).map((ref) => ref.id);

describe('The ids of a thing', () => {
  it('are the id itself without a merger, in the collections of the scope only', () => {
    const aliases = new Aliases(['tides', 'piers']);
    expect(aliases.things('meeting', 'first')).toEqual([
      { collection: 'tides', id: 'first' },
      { collection: 'piers', id: 'first' },
    ]);
    expect(ids(aliases, 'piers/first')).toEqual(['first']);
    expect(aliases.things('meeting', 'reefs/first')).toEqual([]);
  });

  it('are those of all mergers into it, the canonical one first', () => {
    const aliases = new Aliases(
      ['tides'],
      [merger('a', 'b'), merger('b', 'c'), merger('d', 'c'), merger('a', 'other', 'piers')],
    );
    for (const id of ['a', 'b', 'c', 'd'])
      expect(ids(aliases, id).toSorted()).toEqual(['a', 'b', 'c', 'd']);
    expect(ids(aliases, 'a')[0]).toBe('c');
    expect(aliases.canonicalIds('meeting')).toMatchObject({ 'tides/a': 'c', 'piers/a': 'other' });
  });

  it('stay apart in a cycle of mergers', () => {
    const aliases = new Aliases(['tides'], [merger('a', 'b'), merger('b', 'a')]);
    expect(ids(aliases, 'a')).toEqual(['a']);
  });

  // Compared with each merger, each of these would take minutes.
  it('are found among many thousands of mergers', () => {
    const mergers = Array.from({ length: 20_000 }, (_, n) => merger(`old-${n}`, `new-${n}`));
    const aliases = new Aliases(['tides'], mergers);
    const found = mergers.map(({ merged }) => ids(aliases, merged));
    expect(found.every(([canonical, merged]) => canonical?.slice(4) === merged?.slice(4))).toBe(
      true,
    );
  });
});
