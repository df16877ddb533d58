/**
 * The lists of an index in a state store: numbers of events in order. A list is stored in parts, so
 * that adding to a long one rewrites only its newest part.
 */
import type { ListChanges } from '@rapporteur/domain';
import { seal, unseal } from './record-codec.ts';
import type { StateStore, StoreChange } from './state-store.ts';
import { formatStoreKey } from './store-keys.ts';

/** A newest part of twice this length is divided. */
const PART_LENGTH = 128;

/** The newest part of a list, and the number of older parts. */
interface ListHead {
  readonly olderParts: number;
  readonly numbers: readonly number[];
}

const EMPTY_HEAD: ListHead = { olderParts: 0, numbers: [] };

/** The heads that are kept between two writes: most keys are read several times in a row. */
const RECENT_MAX = 20_000;

function encodeNumbers(numbers: readonly number[]): Buffer {
  const bytes = Buffer.allocUnsafe(numbers.length * 4);
  numbers.forEach((number, index) => bytes.writeUInt32LE(number, index * 4));
  return seal(bytes);
}

function decodeNumbers(sealed: Uint8Array | undefined): readonly number[] {
  if (sealed === undefined) return [];
  const bytes = unseal(sealed);
  return Array.from({ length: bytes.length / 4 }, (_, index) => bytes.readUInt32LE(index * 4));
}

export class StoredLists {
  readonly #store: StateStore;
  readonly #collection: string;
  readonly #recent = new Map<string, ListHead>();

  constructor(store: StateStore, collection: string) {
    this.#store = store;
    this.#collection = collection;
  }

  /** Returns the numbers of a list, newest first. Reads older parts only if they are asked for. */
  *newest(key: string): Generator<number> {
    const { olderParts, numbers } = this.#readHead(key);
    yield* numbers.toReversed();
    for (let part = olderParts - 1; part >= 0; part -= 1)
      yield* this.#readPart(key, part).toReversed();
  }

  findOldest(key: string): number | undefined {
    const { olderParts, numbers } = this.#readHead(key);
    for (let part = 0; part < olderParts; part += 1) {
      const [oldest] = this.#readPart(key, part);
      if (oldest !== undefined) return oldest;
    }
    return numbers[0];
  }

  has(key: string): boolean {
    const { olderParts, numbers } = this.#readHead(key);
    return numbers.length > 0 || (olderParts > 0 && this.findOldest(key) !== undefined);
  }

  /** Forgets what was read before a write. */
  forgetRead(): void {
    this.#recent.clear();
  }

  /** Returns the changes of the store that make these changes of a list. */
  encodeChanges(
    key: string,
    newest: ListChanges,
    toNumber: (id: string) => number,
  ): readonly StoreChange[] {
    const head = this.#readHead(key);
    const parts = new Map<number, readonly number[]>();
    let numbers = [...head.numbers];
    for (const { id, isRemoval } of toOrder(newest)) {
      const number = toNumber(id);
      if (!isRemoval) {
        numbers.push(number);
      } else {
        if (!numbers.includes(number)) this.#removeFromParts(key, head.olderParts, number, parts);
        numbers = numbers.filter((each) => each !== number);
      }
    }

    let { olderParts } = head;
    while (numbers.length >= 2 * PART_LENGTH) {
      parts.set(olderParts, numbers.splice(0, PART_LENGTH));
      olderParts += 1;
    }
    const isEmpty = numbers.length === 0 && olderParts === 0;
    return [
      [this.#formatKey(key), isEmpty ? undefined : encodeNumbers([olderParts, ...numbers])],
      ...[...parts].map(([part, left]): StoreChange => [
        this.#formatKey(key, part),
        encodeNumbers(left),
      ]),
    ];
  }

  #removeFromParts(
    key: string,
    olderParts: number,
    number: number,
    parts: Map<number, readonly number[]>,
  ): void {
    for (let part = olderParts - 1; part >= 0; part -= 1) {
      const numbers = parts.get(part) ?? this.#readPart(key, part);
      if (!numbers.includes(number)) continue;
      parts.set(
        part,
        numbers.filter((each) => each !== number),
      );
      return;
    }
  }

  #formatKey(key: string, part?: number): Buffer {
    return formatStoreKey('list', this.#collection, key, part);
  }

  #readHead(key: string): ListHead {
    const known = this.#recent.get(key);
    if (known !== undefined) return known;
    const [olderParts, ...numbers] = decodeNumbers(this.#store.get(this.#formatKey(key)));
    const head = olderParts === undefined ? EMPTY_HEAD : { olderParts, numbers };
    if (this.#recent.size >= RECENT_MAX) this.#recent.clear();
    this.#recent.set(key, head);
    return head;
  }

  #readPart(key: string, part: number): readonly number[] {
    return decodeNumbers(this.#store.get(this.#formatKey(key, part)));
  }
}

/** Returns the changes of a list, oldest first. */
function toOrder(newest: ListChanges): readonly ListChanges[] {
  const changes: ListChanges[] = [];
  for (let change: ListChanges | undefined = newest; change !== undefined; change = change.older)
    changes.push(change);
  return changes.length > 1 ? changes.toReversed() : changes;
}
