/**
 * Stores the events of an export on disk until all of them were checked: an append cannot be
 * undone.
 */
import { randomUUID } from 'node:crypto';
import { type FileHandle, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Bytes } from '@rapporteur/event-log';

const LENGTH_BYTES = 4;
/** The size of a write to the disk. */
const WRITE_BYTES = 1_000_000;

/** A file of events that is written, then read, then removed. */
export class TemporaryEventFile {
  readonly #path: string;
  readonly #file: FileHandle;
  #buffered: Uint8Array[] = [];
  #bufferedBytes = 0;

  private constructor(path: string, file: FileHandle) {
    this.#path = path;
    this.#file = file;
  }

  static async create(): Promise<TemporaryEventFile> {
    const path = join(tmpdir(), `rapporteur-restore-${randomUUID()}`);
    return new TemporaryEventFile(path, await open(path, 'wx+', 0o600));
  }

  async append(event: Bytes): Promise<void> {
    const length = Buffer.alloc(LENGTH_BYTES);
    length.writeUInt32BE(event.length);
    this.#buffered.push(length, event);
    this.#bufferedBytes += LENGTH_BYTES + event.length;
    if (this.#bufferedBytes >= WRITE_BYTES) await this.#flush();
  }

  /** Yields the events in order. */
  async *readAll(): AsyncGenerator<Bytes> {
    await this.#flush();
    let rest = Buffer.alloc(0);
    for await (const chunk of this.#file.createReadStream({ start: 0, autoClose: false })) {
      rest = Buffer.concat([rest, chunk as Buffer]);
      for (;;) {
        const end = rest.length < LENGTH_BYTES ? Infinity : LENGTH_BYTES + rest.readUInt32BE(0);
        if (end > rest.length) break;
        yield rest.subarray(LENGTH_BYTES, end);
        rest = rest.subarray(end);
      }
    }
  }

  async remove(): Promise<void> {
    await this.#file.close();
    await rm(this.#path, { force: true });
  }

  async #flush(): Promise<void> {
    await this.#file.appendFile(Buffer.concat(this.#buffered));
    this.#buffered = [];
    this.#bufferedBytes = 0;
  }
}
