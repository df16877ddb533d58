/**
 * The stored reviews, one file for each text, by its SHA-256. Tests: review-store.spec.ts.
 * 1. A file has its old content until the new one is complete: that is written beside it and takes
 *    its name.
 * 2. One process at a time writes the review of a text. Another one is refused.
 */
import { closeSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { chmod, open, readFile, rename, rm } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { EXIT } from '@rapporteur/platform/exit-codes';
import { createFolder } from '@rapporteur/resilience';
import { formatSavedReview, parseSavedReview, type SavedReview } from '@rapporteur/review';
import { isProcessAlive } from '@rapporteur/run-program';
import { CliError } from '../cli-error.ts';

const PRIVATE_FILE = 0o600;

/** Reads the stored review of a text; undefined if there is none. Throws a CliError if it is damaged. */
export async function readStoredReview(
  folder: string,
  sha256: string,
): Promise<SavedReview | undefined> {
  const path = join(folder, `${sha256}.json`);
  const json = await readFile(path, 'utf8').catch((error: unknown) => {
    if (hasCode(error, 'ENOENT') || hasCode(error, 'ENOTDIR')) return undefined;
    throw createFolderError(folder, error);
  });
  if (json === undefined) return undefined;
  const saved = parseSavedReview(json);
  if (saved?.text === sha256) return saved;
  throw new CliError(
    EXIT.usage,
    `The stored review \`${path}\` is damaged, or a later release wrote it.`,
    'Move the file away to begin anew; then what was rejected is proposed again.',
  );
}

/** The stored review of one text, locked for this process. */
export class ReviewStore {
  readonly #path: string;
  readonly #lockPath: string;
  readonly #owner: string;
  #last: string | undefined;

  private constructor(folder: string, sha256: string) {
    this.#path = join(folder, `${sha256}.json`);
    this.#lockPath = join(folder, `${sha256}.lock`);
    this.#owner = `${process.pid} ${hostname()}`;
  }

  /** Locks the review of a text. Throws a CliError if another process has it. */
  static async open(folder: string, sha256: string): Promise<ReviewStore> {
    await createFolder(folder).catch((error: unknown) => {
      throw createFolderError(folder, error);
    });
    const store = new ReviewStore(folder, sha256);
    store.#lock();
    process.on('exit', store.#release);
    return store;
  }

  /** Stores the review, if it is not stored as it is. Throws a CliError if that fails. */
  async save(saved: SavedReview): Promise<void> {
    const json = formatSavedReview(saved);
    if (json === this.#last) return;
    if (this.#readOwner() !== this.#owner) throw this.#createBusyError(this.#readOwner());
    const beside = `${this.#path}.part-${process.pid}`;
    try {
      const file = await open(beside, 'w', PRIVATE_FILE);
      try {
        await file.writeFile(json);
        await file.sync();
      } finally {
        await file.close();
      }
      await chmod(beside, PRIVATE_FILE);
      await rename(beside, this.#path);
      this.#last = json;
    } catch (cause) {
      await rm(beside, { force: true }).catch(() => undefined);
      throw createFolderError(this.#path, cause);
    }
  }

  close(): void {
    this.#release();
    process.off('exit', this.#release);
  }

  #lock(): void {
    if (this.#create()) return;
    const owner = this.#readOwner();
    if (owner !== undefined && !isGone(owner)) throw this.#createBusyError(owner);
    // The owner has ended without a chance to remove its lock.
    rmSync(this.#lockPath, { force: true });
    if (!this.#create()) throw this.#createBusyError(this.#readOwner());
  }

  #create(): boolean {
    try {
      const fd = openSync(this.#lockPath, 'wx', PRIVATE_FILE);
      writeFileSync(fd, this.#owner);
      closeSync(fd);
      return true;
    } catch (error) {
      if (hasCode(error, 'EEXIST')) return false;
      throw createFolderError(this.#lockPath, error);
    }
  }

  #readOwner(): string | undefined {
    try {
      return readFileSync(this.#lockPath, 'utf8');
    } catch {
      return undefined;
    }
  }

  readonly #release = (): void => {
    if (this.#readOwner() === this.#owner) rmSync(this.#lockPath, { force: true });
  };

  #createBusyError(owner: string | undefined): CliError {
    const [pid = '?', host = '?'] = (owner ?? '').split(' ');
    return new CliError(
      EXIT.conflict,
      `Another review of this text is open: process ${pid} on ${host}.`,
      `Finish that one. If it does not run, remove \`${this.#lockPath}\`.`,
    );
  }
}

/** Returns whether the owner of a lock has ended. On another machine, nobody can tell. */
function isGone(owner: string): boolean {
  const [pid, host] = owner.split(' ');
  return host === hostname() && !isProcessAlive(Number(pid));
}

const hasCode = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code;

function createFolderError(path: string, cause: unknown): CliError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new CliError(
    EXIT.unreachable,
    `The review cannot be stored: ${path}: ${reason}.`,
    'RAPPORTEUR_REVIEWS names the folder of the reviews.',
    { cause },
  );
}
