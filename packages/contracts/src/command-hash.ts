import { hash } from 'node:crypto';
import canonicalize from 'canonicalize';

/** Above this number of names the built-in sort is faster than sorting in place. */
const NAMES_SORTED_IN_PLACE_MAX = 16;
const FIRST_LETTER = 'A'.charCodeAt(0);

/** Returns the SHA-256 of the UTF-8 bytes of a text, as hex digits. */
export function sha256Hex(text: string): string {
  return hash('sha256', text);
}

/** Returns the hash of a command before defaults: SHA-256 over RFC 8785 of `{name, body}`. */
export function hashCommand(name: string, body: unknown): string {
  return sha256Hex(toCanonicalJson({ name, body }));
}

/** A value that JSON.stringify does not write as RFC 8785 requires. */
class NotCanonicalError extends Error {}

/**
 * Returns the RFC 8785 form of JSON. JSON.stringify writes it if the names were set in order.
 * The library is three times slower; it handles objects that do not keep that order, and throws
 * for values without such a form.
 */
export function toCanonicalJson(value: unknown): string {
  try {
    return JSON.stringify(sorted(value));
  } catch (error) {
    if (error instanceof NotCanonicalError) return canonicalize(value) ?? '';
    throw error;
  }
}

function sorted(value: unknown): unknown {
  if (typeof value === 'string') return wellFormed(value);
  if (typeof value === 'number' && !Number.isFinite(value)) throw new NotCanonicalError();
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(sorted);
  const fields = value as Readonly<Record<string, unknown>>;
  const inOrder: Record<string, unknown> = {};
  for (const name of sortedNames(fields)) inOrder[wellFormed(name)] = sorted(fields[name]);
  return inOrder;
}

function wellFormed(text: string): string {
  if (text.isWellFormed()) return text;
  throw new NotCanonicalError();
}

/** Returns the names sorted by UTF-16 code units. */
function sortedNames(object: object): readonly string[] {
  const names = Object.keys(object);
  // An object always lists integer names first, and `__proto__` sets the prototype.
  if (names.some((name) => !(name.charCodeAt(0) >= FIRST_LETTER) || name === '__proto__'))
    throw new NotCanonicalError();
  if (names.length > NAMES_SORTED_IN_PLACE_MAX) return names.toSorted();
  for (let n = 1; n < names.length; n += 1) {
    const name = names[n] as string;
    let at = n;
    for (; at > 0 && (names[at - 1] as string) > name; at -= 1) names[at] = names[at - 1] as string;
    names[at] = name;
  }
  return names;
}
