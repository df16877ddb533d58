import { setImmediate as nextTurn } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PersistentMap } from './persistent-map.ts';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

const changes = fc.array(fc.tuple(fc.nat(6), fc.option(fc.nat(99), { nil: undefined })), {
  maxLength: 5,
});
// Each step changes one of the versions so far, and reads another.
const steps = fc.array(fc.record({ from: fc.nat(), read: fc.nat(), changes }), { maxLength: 30 });

type Change = readonly [key: number, value: number | undefined];

/** Applies changes alternately with `set` and `update`, which must give the same map. */
function changed(
  before: PersistentMap<number, number>,
  made: readonly Change[],
): PersistentMap<number, number> {
  return made.reduce(
    (map, [key, value], n) => (n % 2 === 0 ? map.set(key, value) : map.update(key, () => value)),
    before,
  );
}

function model(before: ReadonlyMap<number, number>, made: readonly Change[]): Map<number, number> {
  const after = new Map(before);
  for (const [key, value] of made) {
    if (value === undefined) after.delete(key);
    else after.set(key, value);
  }
  return after;
}

function sorted(map: ReadonlyMap<number, number>): readonly (readonly [string, number])[] {
  return [...map].toSorted(([a], [b]) => a - b).map(([key, value]) => [String(key), value]);
}

describe('A persistent map', () => {
  it('returns the same values from every version, in any order of reads and changes', () => {
    fc.assert(
      fc.property(steps, (path) => {
        const versions = [
          { map: PersistentMap.empty<number, number>(), expected: new Map<number, number>() },
        ];
        for (const { from, read, changes: made } of path) {
          const base = versions[from % versions.length] ?? versions[0]!;
          versions.push({ map: changed(base.map, made), expected: model(base.expected, made) });
          const { map, expected } = versions[read % versions.length] ?? base;
          for (let key = 0; key <= 6; key += 1) expect(map.get(key)).toBe(expected.get(key));
        }
        for (const { map, expected } of versions)
          expect(Object.entries(map.toJSON())).toEqual(sorted(expected));
      }),
    );
  });

  it('has the same values after its changes were written', () => {
    fc.assert(
      fc.property(changes, changes, changes, (first, second, third) => {
        const stored = new Map<number, number>();
        const base = PersistentMap.over<number, number>({ get: (key) => stored.get(key) });
        const write = (map: PersistentMap<number, number>): void => {
          for (const [key, value] of map.listChanges()) {
            if (value === undefined) stored.delete(key);
            else stored.set(key, value);
          }
        };
        // Other changes follow while those of the first version are written, and after that.
        const one = changed(PersistentMap.empty<number, number>(), first);
        const two = changed(one, second);
        write(one);
        const three = changed(two.withoutWritten(one.listChanges(), base), third);
        write(three);
        const four = three.withoutWritten(three.listChanges(), base);

        const expected = model(model(model(new Map(), first), second), third);
        for (let key = 0; key <= 6; key += 1) {
          expect(three.get(key)).toBe(expected.get(key));
          expect(four.get(key)).toBe(expected.get(key));
        }
        expect(four.listChanges().size).toBe(0);
      }),
    );
  });

  it('passes the old value to an update', () => {
    const one = PersistentMap.empty<string, number>().set('a', 1);
    const two = one.update('a', (before) => (before ?? 0) + 1).update('b', (before) => before ?? 5);
    expect([
      one.get('a'),
      two.get('a'),
      two.get('b'),
      two.update('a', () => undefined).has('a'),
    ]).toEqual([1, 2, 5, false]);
  });

  it('keeps its order when a later change is undone and redone', () => {
    const one = PersistentMap.empty<string, number>().set('b', 1);
    const two = one.set('a', 2).set('c', 3);
    expect(one.keys()).toEqual(['b']);
    expect(two.keys()).toEqual(['b', 'a', 'c']);
  });

  it('keeps no reference from an empty map to its successors', async () => {
    const empty = PersistentMap.empty<string, object>();
    const one = empty.set('a', {});
    const other = empty.set('b', {});
    expect([empty.keys(), one.keys(), other.keys()]).toEqual([[], ['a'], ['b']]);
    const value = new WeakRef({});
    empty.set('a', value.deref() ?? {});
    // V8 keeps the target of a WeakRef until the end of the turn.
    await nextTurn();
    collectGarbage();
    expect(value.deref()).toBeUndefined();
    expect(empty.has('a')).toBe(false);
  });
});
