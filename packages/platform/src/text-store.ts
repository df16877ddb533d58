/**
 * The source texts, each known by the SHA-256 of its bytes. They are no facts: the record is whole without them, but
 * with a text at hand passages can be checked, and shown in their words.
 */
import { randomUUID } from 'node:crypto';
import { type Dirent } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { decodeText, StoredText, computeSha256 } from './stored-text.ts';

/** The largest source text that is kept or read. */
export const TEXT_BYTES_MAX = 10_000_000;
/** How many texts are kept decoded in memory. */
const TEXTS_IN_MEMORY_MAX = 32;
/** How often, at most, the folder is looked over for files that were put there by hand. */
const RESCAN_INTERVAL_MS = 1_000;

/** A text of the store, without its words. */
export interface TextEntry {
  readonly sha256: string;
  readonly bytes: number;
}

export type PutTextResult =
  | { readonly kind: 'stored' | 'held'; readonly text: StoredText }
  | {
      readonly kind: 'refused';
      readonly reason: 'not UTF-8' | 'too large' | 'hash differs';
      readonly actual?: string;
    };

/** Where source texts are kept. */
export interface TextStore {
  get(sha256: string): Promise<StoredText | undefined>;
  /** Keeps a text under its hash. A fault of the disk is thrown. */
  put(sha256: string, bytes: Uint8Array): Promise<PutTextResult>;
  /** Every text that is held, by hash. */
  list(): Promise<readonly TextEntry[]>;
}

interface IndexedFile extends TextEntry {
  readonly path: string;
  /** Name, size and time of change: while they stay, so does the hash. */
  readonly signature: string;
}

/** A folder of texts. Files may be called anything; those that are put get the name `{sha256}.txt`. */
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
    if (!this.#files.has(sha256)) await this.#rescan();
    const file = this.#files.get(sha256);
    if (file === undefined) return undefined;
    const bytes = await readFile(file.path).catch(absent);
    // Changed or taken away since it was looked at: what is not this text is not held.
    if (bytes === undefined || computeSha256(bytes) !== sha256) return undefined;
    const text = decodeText(bytes);
    return text === undefined
      ? undefined
      : this.#remember(new StoredText(sha256, bytes.length, text));
  }

  async put(sha256: string, bytes: Uint8Array): Promise<PutTextResult> {
    if (bytes.length > TEXT_BYTES_MAX) return { kind: 'refused', reason: 'too large' };
    const actual = computeSha256(bytes);
    if (actual !== sha256) return { kind: 'refused', reason: 'hash differs', actual };
    const words = decodeText(bytes);
    if (words === undefined) return { kind: 'refused', reason: 'not UTF-8' };
    const held = await this.get(sha256);
    if (held !== undefined) return { kind: 'held', text: held };
    await this.#write(`${sha256}.txt`, bytes);
    this.#scannedAt = Number.NEGATIVE_INFINITY;
    return { kind: 'stored', text: this.#remember(new StoredText(sha256, bytes.length, words)) };
  }

  async list(): Promise<readonly TextEntry[]> {
    this.#scannedAt = Number.NEGATIVE_INFINITY;
    await this.#rescan();
    return [...this.#files.values()]
      .map(({ sha256, bytes }) => ({ sha256, bytes }))
      .toSorted((a, b) => (a.sha256 < b.sha256 ? -1 : 1));
  }

  async #write(name: string, bytes: Uint8Array): Promise<void> {
    await mkdir(this.#folder, { recursive: true });
    // Written aside and then renamed, so that a half-written file never has the name of a whole one.
    const aside = join(this.#folder, `.${randomUUID()}.part`);
    try {
      await writeFile(aside, bytes, { flush: true });
      await rename(aside, join(this.#folder, name));
    } catch (error) {
      await rm(aside, { force: true });
      throw error;
    }
  }

  async #rescan(): Promise<void> {
    this.#scan ??= this.#look().finally(() => {
      this.#scan = undefined;
    });
    await this.#scan;
  }

  async #look(): Promise<void> {
    if (this.#clock() - this.#scannedAt < RESCAN_INTERVAL_MS) return;
    this.#scannedAt = this.#clock();
    const known = new Map([...this.#files.values()].map((file) => [file.signature, file]));
    const entries: Dirent[] =
      (await readdir(this.#folder, { withFileTypes: true }).catch(absent)) ?? [];
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

async function indexFile(
  path: string,
  known: ReadonlyMap<string, IndexedFile>,
): Promise<IndexedFile | undefined> {
  const state = await stat(path).catch(absent);
  if (state === undefined || state.size > TEXT_BYTES_MAX) return undefined;
  const signature = `${path} ${state.size} ${state.mtimeMs}`;
  const same = known.get(signature);
  if (same !== undefined) return same;
  const bytes = await readFile(path).catch(absent);
  return bytes === undefined
    ? undefined
    : { sha256: computeSha256(bytes), bytes: bytes.length, path, signature };
}

/** Nothing where there is nothing; any other fault is thrown. */
function absent(error: unknown): undefined {
  const code: unknown = error instanceof Error ? Reflect.get(error, 'code') : undefined;
  if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
  throw error;
}
