import { Packr } from 'msgpackr';
import { crc32 } from 'node:zlib';
import { StateStoreError } from './state-store.ts';

const CHECKSUM_BYTES = 4;

/** Returns bytes with their checksum at the end: the pages of a store have none. */
export function seal(content: Uint8Array): Buffer {
  const sealed = Buffer.allocUnsafe(content.length + CHECKSUM_BYTES);
  sealed.set(content);
  sealed.writeUInt32LE(crc32(content), content.length);
  return sealed;
}

/** Returns the bytes that were sealed. Throws a StateStoreError if they changed since. */
export function unseal(sealed: Uint8Array): Buffer {
  const length = sealed.length - CHECKSUM_BYTES;
  const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.length);
  const content = bytes.subarray(0, Math.max(length, 0));
  if (length < 0 || crc32(content) !== bytes.readUInt32LE(length))
    throw new StateStoreError('A record of the state store is damaged.');
  return content;
}

/** The names of the fields of each kind of record, which are stored once for all of that kind. */
export type RecordShapes = readonly (readonly string[])[];

/** Records beyond this number of shapes are stored with their field names. */
const SHAPES_MAX = 4_000;

/** Encodes records as MessagePack. */
export class RecordCodec {
  #shapes: readonly object[];
  readonly #packr: Packr;

  constructor(shapes: RecordShapes) {
    this.#shapes = shapes.map((names) => [...names]);
    this.#packr = new Packr({
      maxSharedStructures: SHAPES_MAX,
      getStructures: () => [...this.#shapes],
      saveStructures: (next) => {
        this.#shapes = next;
      },
    });
  }

  /** All shapes so far: they must be stored together with the records. */
  get shapes(): RecordShapes {
    return this.#shapes.map((names) => [...(names as readonly string[])]);
  }

  encode(record: unknown): Buffer {
    return seal(this.#packr.pack(record));
  }

  /** Decodes a record. Throws a StateStoreError if it is damaged. */
  decode<T>(sealed: Uint8Array): T {
    return this.#packr.unpack(unseal(sealed)) as T;
  }
}
