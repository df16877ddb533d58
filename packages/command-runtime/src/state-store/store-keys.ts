import { hash } from 'node:crypto';

/** The first byte of each key. */
const TABLES = {
  head: 0,
  event: 1,
  list: 2,
  command: 3,
  version: 4,
  corrected: 5,
  skipped: 6,
  conflict: 7,
  conflictsOfFact: 8,
} as const;
export type StoreTable = Exclude<keyof typeof TABLES, 'head' | 'event'>;

/** The bytes of a hash in a key: 2 of 10^12 keys are the same with a probability of 10^-12. */
const HASH_BYTES = 15;

/** The key of the head, the collections and the shapes. */
export const HEAD_KEY: Uint8Array = Uint8Array.of(TABLES.head);

/** Returns the key of an event by its sequence number: events of one command are neighbours. */
export function formatEventKey(pseq: number): Buffer {
  const key = Buffer.allocUnsafe(5);
  key[0] = TABLES.event;
  key.writeUInt32BE(pseq, 1);
  return key;
}

/** Returns the key of anything else of a collection. A part is one of a long list. */
export function formatStoreKey(
  table: StoreTable,
  collection: string,
  name: string,
  part?: number,
): Buffer {
  const key = Buffer.allocUnsafe(1 + HASH_BYTES + (part === undefined ? 0 : 4));
  key[0] = TABLES[table];
  // A hash as latin1 text costs an eighth of one as a buffer.
  key.write(hash('sha256', `${collection}\0${name}`, 'binary'), 1, HASH_BYTES, 'latin1');
  if (part !== undefined) key.writeUInt32BE(part, 1 + HASH_BYTES);
  return key;
}
