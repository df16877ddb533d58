import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { IdIndex, type IdIndexBase, type ListChanges } from './id-index.ts';

/** A base as a store keeps it. */
class ListBase implements IdIndexBase {
  readonly lists = new Map<string, string[]>();
  /** The number of ids that were read. */
  readCount = 0;

  *newest(key: string): Iterable<string> {
    for (const id of this.lists.get(key)?.toReversed() ?? []) {
      this.readCount += 1;
      yield id;
    }
  }

  oldest(key: string): string | undefined {
    return this.lists.get(key)?.[0];
  }

  has(key: string): boolean {
    return this.oldest(key) !== undefined;
  }

  write(index: IdIndex): void {
    for (const [key, newest] of index.listChanges()) {
      const changes: ListChanges[] = [];
      for (let change = newest; change !== undefined; change = change.older)
        changes.unshift(change);
      let list = this.lists.get(key) ?? [];
      for (const { id, isRemoval } of changes)
        list = isRemoval ? list.filter((each) => each !== id) : [...list, id];
      this.lists.set(key, list);
    }
  }
}

const KEYS = ['a', 'b'];
const step = fc.oneof(
  fc.record({ kind: fc.constant('add'), key: fc.constantFrom(...KEYS), n: fc.nat() }),
  fc.record({ kind: fc.constant('remove'), key: fc.constantFrom(...KEYS), n: fc.nat() }),
  fc.record({
    kind: fc.constantFrom('startWrite', 'endWrite'),
    key: fc.constant('a'),
    n: fc.nat(),
  }),
);

describe('An index of ids', () => {
  it('has the same lists with and without a base, whenever its changes are written', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const base = new ListBase();
        let index = IdIndex.empty();
        let plain = IdIndex.empty();
        let written: IdIndex | undefined;
        for (const [count, { kind, key, n }] of steps.entries()) {
          const known = plain.list(key);
          if (kind === 'add') {
            index = index.add(key, `id-${count}`);
            plain = plain.add(key, `id-${count}`);
          } else if (kind === 'remove' && known.length > 0) {
            const id = known[n % known.length] ?? '';
            index = index.remove(key, id);
            plain = plain.remove(key, id);
          } else if (kind === 'startWrite') {
            written ??= index;
          } else if (kind === 'endWrite' && written !== undefined) {
            base.write(written);
            index = index.withoutWritten(written.listChanges(), IdIndex.over(base));
            written = undefined;
          }
          for (const each of KEYS) {
            expect(index.list(each)).toEqual(plain.list(each));
            expect(index.findOldest(each)).toBe(plain.list(each)[0]);
            expect(index.has(each)).toBe(plain.list(each).length > 0);
          }
        }
      }),
    );
  });

  it('reads no more of a list than is asked for', () => {
    const base = new ListBase();
    base.lists.set(
      'a',
      Array.from({ length: 1_000 }, (_, n) => `id-${n}`),
    );
    const index = IdIndex.over(base).add('a', 'new').remove('a', 'id-999');
    const newest = index.newest('a');
    expect([newest.next().value, newest.next().value]).toEqual(['new', 'id-998']);
    expect(index.has('a')).toBe(true);
    expect(base.readCount).toBe(2);
  });
});
