import type { Bytes } from '@rapporteur/event-log';

const OID_TEXT = 25;
const HEADER_INTEGERS = 5;
const INTEGER_BYTES = 4;

/**
 * Returns a `text[]` in the binary format of Postgres. The bytes of the events are neither decoded
 * nor quoted, so they cannot change.
 */
export function encodeTextArray(elements: readonly Bytes[]): Buffer {
  const size = elements.reduce(
    (sum, { length }) => sum + INTEGER_BYTES + length,
    HEADER_INTEGERS * INTEGER_BYTES,
  );
  const buffer = Buffer.allocUnsafe(size);
  let offset = 0;
  const writeInteger = (value: number): void => {
    offset = buffer.writeInt32BE(value, offset);
  };

  // Dimensions, null flag, element type, length, and the index of the first element.
  for (const value of [1, 0, OID_TEXT, elements.length, 1]) writeInteger(value);
  for (const bytes of elements) {
    writeInteger(bytes.length);
    buffer.set(bytes, offset);
    offset += bytes.length;
  }
  return buffer;
}
