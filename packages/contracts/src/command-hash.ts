import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';

/** The SHA-256 of a text's UTF-8 bytes, as hex. */
export function sha256Hex(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

/** The hash of a command as received, before defaults: SHA-256 over RFC 8785 of `{name, body}`. */
export function hashCommand(name: string, body: unknown): string {
  return sha256Hex(canonicalize({ name, body }) ?? '');
}
