import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/** Stands for `hash` of `node:crypto` in the browser, which has no synchronous hash of its own. */
export function hash(algorithm: string, text: string): string {
  return createHash(algorithm).update(text).digest('hex');
}

/** Stands for `createHash` of `node:crypto`, for SHA-256 over texts. */
export function createHash(algorithm: string) {
  if (algorithm !== 'sha256') throw new Error(`The algorithm ${algorithm} is not available here.`);
  const state = sha256.create();
  const digest = {
    update(text: string) {
      state.update(utf8ToBytes(text.toWellFormed()));
      return digest;
    },
    digest(_format: 'hex'): string {
      return bytesToHex(state.digest());
    },
  };
  return digest;
}
