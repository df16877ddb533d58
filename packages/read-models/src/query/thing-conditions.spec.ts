import { sql } from './sql.ts';
import { describe, expect, it } from 'vitest';
import type { ThingRef } from './aliases.ts';
import { formatThingCondition } from './thing-conditions.ts';

const ONE: ThingRef = { collection: 'alpha', id: 'council' };
const SAME: ThingRef = { collection: 'beta', id: 'council' };
const OTHER: ThingRef = { collection: 'beta', id: 'forum' };

function format(collections: readonly string[], things: readonly ThingRef[]): string {
  return formatThingCondition(
    {
      scope: {
        collections: collections.map((collection) => ({ collection, partition: 0, position: 9 })),
      },
      parameter: (value) => `[${value.join(' ')}]`,
    },
    sql<string>`c`,
    things,
    { hasId: (ids) => `id in ${ids}`, hasKey: (keys) => `key in ${keys}` },
  );
}

describe('A condition on things', () => {
  it('compares ids only, if each collection of the scope has the same ids', () => {
    expect(format(['alpha'], [ONE])).toBe('id in [council]');
    expect(format(['alpha', 'beta'], [ONE, SAME])).toBe('id in [council]');
  });

  it('names the collections, if not all have the things', () =>
    expect(format(['alpha', 'beta', 'gamma'], [ONE, SAME])).toBe(
      '(id in [council] AND c = ANY([alpha beta]))',
    ));

  it('compares keys, if collections have different ids', () => {
    expect(format(['alpha', 'beta'], [ONE, OTHER])).toBe(
      '(id in [council forum] AND key in [alpha/council beta/forum])',
    );
    expect(format(['alpha', 'beta', 'gamma'], [ONE, OTHER])).toBe(
      '(id in [council forum] AND c = ANY([alpha beta]) AND key in [alpha/council beta/forum])',
    );
  });

  it('finds no row of another collection, and none without things', () => {
    expect(format(['alpha'], [OTHER])).toBe('(id in [forum] AND c = ANY([beta]))');
    expect(format(['alpha', 'beta'], [])).toBe('(id in [] AND c = ANY([]))');
  });
});
