/**
 * The source texts, identified by the SHA-256 of their bytes. The record is complete without them.
 * With a text, passages can be checked and quoted.
 */
import { randomUUID } from 'node:crypto';
import { type Dirent } from 'node:fs';
import { readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createFolder } from '@rapporteur/resilience';
import { computeSha256, StoredText } from './stored-text.ts';
import { decodeExactly, EncodingError } from './utf8-text.ts';

/** The largest source text. */
export const TEXT_BYTES_MAX = 10_000_000;
/** The number of decoded texts in memory. */
const TEXTS_IN_MEMORY_MAX = 32;
/** The least time between two scans of the folder for files that were copied into it. */
const RESCAN_INTERVAL_MS = 1_000;

/** A text of the store, without its content. */
export interface TextEntry {
  readonly sha256: string;
  readonly bytes: number;
}

/** The result of storing a text. */
export type PutTextResult =
  | { readonly kind: 'stored' | 'held'; readonly text: StoredText }
  | {
      readonly kind: 'refused';
      readonly reason: 'too large' | 'hash differs';
      readonly actual?: string;
    }
  | { readonly kind: 'refused'; readonly reason: 'not UTF-8'; readonly error: EncodingError };

/** A store of source texts. */
export interface TextStore {
  /** Returns a text; undefined if the store does not hold it, or it is not UTF-8. */
  get(sha256: string): Promise<StoredText | undefined>;
  /** Stores a text under its hash. Rejects with an error of the disk. */
  put(sha256: string, bytes: Uint8Array): Promise<PutTextResult>;
  /** Returns all texts, sorted by hash. */
  list(): Promise<readonly TextEntry[]>;
}

/** The file of a text. */
interface FoundText {
  readonly path: string;
  readonly bytes: Uint8Array;
}

interface IndexedFile extends TextEntry {
  readonly path: string;
  /** The path, the size and the modification time. While they are equal, so is the hash. */
  readonly signature: string;
}

/**
 * A folder of texts. Files may have any name; the store itself writes `{sha256}.txt`. Only this account
 * may read the folders and files that it creates: a text may be confidential.
 */
export class FolderTextStore implements TextStore {
  readonly #folder: string;
  readonly #clock: () => number;
  readonly #decoded = new Map<string, StoredText>();
  #files: ReadonlyMap<string, IndexedFile> = new Map();
  #scannedAt = Number.NEGATIVE_INFINITY;
  #scan: Promise<void> | undefined;

  constructor(folder: string, clock: () => number = () => performance.now()) {
    this.#folder = folder;
    this.#clock = clock;
  }

  async get(sha256: string): Promise<StoredText | undefined> {
    const decoded = this.#decoded.get(sha256);
    if (decoded !== undefined) return decoded;
    const found = await this.find(sha256);
    const text = found === undefined ? undefined : decodeBytes(found.bytes);
    return found === undefined || typeof text !== 'string'
      ? undefined
      : this.#remember(new StoredText(sha256, found.bytes.length, text));
  }

  /** Returns the file of a text, in any encoding; undefined if the folder does not have it. */
  async find(sha256: string): Promise<FoundText | undefined> {
    if (!this.#files.has(sha256)) await this.#rescan();
    const file = this.#files.get(sha256);
    if (file === undefined) return undefined;
    const bytes = await readFile(file.path).catch(ignoreMissing);
    // The file was changed or removed after the scan.
    if (bytes === undefined || computeSha256(bytes) !== sha256) return undefined;
    return { path: file.path, bytes };
  }

  async put(sha256: string, bytes: Uint8Array): Promise<PutTextResult> {
    if (bytes.length > TEXT_BYTES_MAX) return { kind: 'refused', reason: 'too large' };
    const actual = computeSha256(bytes);
    if (actual !== sha256) return { kind: 'refused', reason: 'hash differs', actual };
    const text = decodeBytes(bytes);
    if (typeof text !== 'string') return { kind: 'refused', reason: 'not UTF-8', error: text };
    const stored = await this.get(sha256);
    if (stored !== undefined) return { kind: 'held', text: stored };
    await this.#write(`${sha256}.txt`, bytes);
    this.#scannedAt = Number.NEGATIVE_INFINITY;
    return { kind: 'stored', text: this.#remember(new StoredText(sha256, bytes.length, text)) };
  }

  async list(): Promise<readonly TextEntry[]> {
    this.#scannedAt = Number.NEGATIVE_INFINITY;
    await this.#rescan();
    return [...this.#files.values()]
      .map(({ sha256, bytes }) => ({ sha256, bytes }))
      .toSorted((a, b) => (a.sha256 < b.sha256 ? -1 : 1));
  }

  async #write(name: string, bytes: Uint8Array): Promise<void> {
    await createFolder(this.#folder);
    // Written under another name first, so that an incomplete file never has the final name.
    const temporary = join(this.#folder, `.${randomUUID()}.part`);
    try {
      await writeFile(temporary, bytes, { flush: true, mode: 0o600 });
      await rename(temporary, join(this.#folder, name));
    } catch (error) {
      await rm(temporary, { force: true });
      throw error;
    }
  }

  async #rescan(): Promise<void> {
    this.#scan ??= this.#scanFolder().finally(() => {
      this.#scan = undefined;
    });
    await this.#scan;
  }

  async #scanFolder(): Promise<void> {
    if (this.#clock() - this.#scannedAt < RESCAN_INTERVAL_MS) return;
    this.#scannedAt = this.#clock();
    const known = new Map([...this.#files.values()].map((file) => [file.signature, file]));
    const entries: Dirent[] =
      (await readdir(this.#folder, { withFileTypes: true }).catch(ignoreMissing)) ?? [];
    const found = new Map<string, IndexedFile>();
    for (const entry of entries) {
      if (!entry.isFile() || entry.name.startsWith('.')) continue;
      const file = await indexFile(join(this.#folder, entry.name), known);
      if (file !== undefined) found.set(file.sha256, file);
    }
    this.#files = found;
    for (const sha256 of this.#decoded.keys()) if (!found.has(sha256)) this.#decoded.delete(sha256);
  }

  #remember(text: StoredText): StoredText {
    const oldest = this.#decoded.keys().next();
    if (this.#decoded.size >= TEXTS_IN_MEMORY_MAX && oldest.done !== true)
      this.#decoded.delete(oldest.value);
    this.#decoded.set(text.sha256, text);
    return text;
  }
}

function decodeBytes(bytes: Uint8Array): string | EncodingError {
  try {
    return decodeExactly(bytes);
  } catch (error) {
    if (error instanceof EncodingError) return error;
    throw error;
  }
}

async function indexFile(
  path: string,
  known: ReadonlyMap<string, IndexedFile>,
): Promise<IndexedFile | undefined> {
  const state = await stat(path).catch(ignoreMissing);
  if (state === undefined || state.size > TEXT_BYTES_MAX) return undefined;
  const signature = `${path} ${state.size} ${state.mtimeMs}`;
  const same = known.get(signature);
  if (same !== undefined) return same;
  const bytes = await readFile(path).catch(ignoreMissing);
  return bytes === undefined
    ? undefined
    : { sha256: computeSha256(bytes), bytes: bytes.length, path, signature };
}

/** Returns undefined for a missing file. Throws any other error. */
function ignoreMissing(error: unknown): undefined {
  const code: unknown = error instanceof Error ? Reflect.get(error, 'code') : undefined;
  if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
  throw error;
}
