import type { Bytes } from '@rapporteur/event-log';

const OID_TEXT = 25;
const HEADER_INTEGERS = 5;
const INTEGER_BYTES = 4;

/**
 * A `text[]` in Postgres' binary format. The events' bytes go as they are: neither decoded to strings,
 * nor quoted, nor able to be changed on the way.
 */
export function encodeTextArray(elements: readonly Bytes[]): Buffer {
  const size = elements.reduce(
    (sum, { length }) => sum + INTEGER_BYTES + length,
    HEADER_INTEGERS * INTEGER_BYTES,
  );
  const buffer = Buffer.allocUnsafe(size);
  let at = 0;
  const integer = (value: number): void => {
    at = buffer.writeInt32BE(value, at);
  };
  // Dimensions, null flag, element type, length, and the index of the first element.
  for (const value of [1, 0, OID_TEXT, elements.length, 1]) integer(value);
  for (const bytes of elements) {
    integer(bytes.length);
    buffer.set(bytes, at);
    at += bytes.length;
  }
  return buffer;
}
