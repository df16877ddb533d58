/** Keeps the events of an export on disk until all of them were checked: what was appended cannot be taken back. */
import { randomUUID } from 'node:crypto';
import { type FileHandle, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Bytes } from '@rapporteur/event-log';

const LENGTH_BYTES = 4;
/** How many bytes are written to the disk at a time. */
const WRITE_BYTES = 1_000_000;

/** A file of events: written, then read. */
export class TemporaryEventFile {
  readonly #path: string;
  readonly #file: FileHandle;
  #waiting: Uint8Array[] = [];
  #waitingBytes = 0;

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
    this.#waiting.push(length, event);
    this.#waitingBytes += LENGTH_BYTES + event.length;
    if (this.#waitingBytes >= WRITE_BYTES) await this.#flush();
  }

  /** What was added, in order. */
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
    await this.#file.appendFile(Buffer.concat(this.#waiting));
    this.#waiting = [];
    this.#waitingBytes = 0;
  }
}
