import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/** Stands for `hash` of `node:crypto` in the browser, which has no synchronous hash of its own. */
export function hash(algorithm: string, text: string): string {
  if (algorithm !== 'sha256') throw new Error(`The algorithm ${algorithm} is not available here.`);
  return bytesToHex(sha256(utf8ToBytes(text.toWellFormed())));
}
