/**
 * The file of `--output`. Tests: output-file.spec.ts.
 * 1. The file keeps its old content until the new one is complete: that is written beside it, and
 *    takes its name at the end.
 * 2. Only this account may read a new file. An old one keeps its mode.
 * 3. A device or a pipe is written directly: nothing can take its name.
 */
import {
  chmodSync,
  createWriteStream,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';

/** A file that gets its content when it is complete, or not at all. */
export class OutputFile {
  readonly stream: Writable;
  readonly path: string;
  /** The file beside it; undefined for a device or pipe. */
  readonly #beside: string | undefined;
  #isOpen = true;

  /** Opens the file for writing. Throws the error of the file system. */
  constructor(named: string) {
    const old = statSync(named, { throwIfNoEntry: false });
    // A symbolic link stays one: the file that it names is replaced.
    this.path = old === undefined ? named : realpathSync(named);
    this.#beside =
      old === undefined || old.isFile() ? `${this.path}.part-${process.pid}` : undefined;
    const fd = openSync(this.#beside ?? this.path, 'w', 0o600);
    if (this.#beside !== undefined && old !== undefined) chmodSync(this.#beside, old.mode);
    this.stream = createWriteStream(this.path, { fd });
    // The error is thrown by the next write or by `complete`.
    this.stream.on('error', () => undefined);
  }

  /** Gives the file its new content. Throws the error of the file system. */
  async complete(): Promise<void> {
    if (!this.#isOpen) return;
    this.stream.end();
    await finished(this.stream);
    if (this.#beside !== undefined) renameSync(this.#beside, this.path);
    this.#isOpen = false;
  }

  /** Leaves the file as it was, unless it is complete. */
  discard(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.stream.destroy();
    if (this.#beside !== undefined) rmSync(this.#beside, { force: true });
  }
}
