import { hash } from 'node:crypto';
import canonicalize from 'canonicalize';

/** Up to so many names are sorted in place: commands have few, and somebody may send many. */
const NAMES_SORTED_IN_PLACE_MAX = 16;
const FIRST_LETTER = 'A'.charCodeAt(0);

/** The SHA-256 of a text's UTF-8 bytes, as hex. */
export function sha256Hex(text: string): string {
  return hash('sha256', text);
}

/** The hash of a command as received, before defaults: SHA-256 over RFC 8785 of `{name, body}`. */
export function hashCommand(name: string, body: unknown): string {
  return sha256Hex(toCanonicalJson({ name, body }));
}

/** What JSON.stringify would not write as RFC 8785 has it. */
class NotCanonicalError extends Error {}

/**
 * The RFC 8785 form of JSON: what JSON.stringify writes of objects whose names were set in order. The library, which is
 * three times slower, is asked where an object would not keep that order, and of what has no such form.
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

/** By UTF-16 code units. */
function sortedNames(object: object): readonly string[] {
  const names = Object.keys(object);
  // Whole numbers come first in an object whenever they are set, and __proto__ is no name like others.
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
