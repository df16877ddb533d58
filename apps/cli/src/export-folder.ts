/**
 * An export of the log, on disk: one NDJSON file a partition with the very bytes of its events, `manifest.json`, and
 * `SHA256SUMS`, which `sha256sum -c` verifies. Two exports of the same log are the same bytes.
 */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { CliError } from './cli-error.ts';
import { EXIT } from '@rapporteur/platform/exit-codes';

export const MANIFEST_FILE = 'manifest.json';
export const CHECKSUM_FILE = 'SHA256SUMS';
/** Lines are written many at a time. */
const WRITTEN_BYTES_MIN = 262_144;

/** One partition of an export. */
export interface ExportedPartitionFile {
  readonly partition: number;
  readonly file: string;
  readonly events: number;
  readonly first: number | null;
  readonly last: number | null;
  readonly bytes: number;
  readonly sha256: string;
}

/** What an export holds. */
export interface ExportManifest {
  readonly schemaVersion: 1;
  /** How many partitions the log has: it is restored into one of as many. */
  readonly partitions: number;
  readonly files: readonly ExportedPartitionFile[];
}

export function partitionFileName(partition: number): string {
  return `partition-${partition}.ndjson`;
}

/** Makes the folder of an export. @throws CliError (conflict) where something lies in it. */
export async function makeExportFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const found = await readdir(folder);
  if (found.length === 0) return;
  throw new CliError(
    EXIT.conflict,
    `${folder} is not empty.`,
    'Name a folder that is empty or does not exist.',
  );
}

/** A file that has its name only once it is whole, and its hash with it. */
export class ExportFile {
  readonly #path: string;
  readonly #hash = createHash('sha256');
  readonly #file: Awaited<ReturnType<typeof open>>;
  #waiting: Uint8Array[] = [];
  #waitingBytes = 0;

  private constructor(path: string, file: Awaited<ReturnType<typeof open>>) {
    this.#path = path;
    this.#file = file;
  }

  static async create(path: string): Promise<ExportFile> {
    return new ExportFile(path, await open(`${path}.part`, 'wx'));
  }

  async write(chunk: Uint8Array): Promise<void> {
    this.#hash.update(chunk);
    this.#waiting.push(chunk);
    this.#waitingBytes += chunk.length;
    if (this.#waitingBytes >= WRITTEN_BYTES_MIN) await this.#flush();
  }

  /** Answers the SHA-256 of the whole. */
  async finish(): Promise<string> {
    await this.#flush();
    await this.#file.sync();
    await this.#file.close();
    await rename(`${this.#path}.part`, this.#path);
    return this.#hash.digest('hex');
  }

  async #flush(): Promise<void> {
    const bytes = Buffer.concat(this.#waiting);
    this.#waiting = [];
    this.#waitingBytes = 0;
    await this.#file.writeFile(bytes);
  }
}

/** Writes the manifest and the checksums: last, so that a folder without them is no export. */
export async function writeManifest(folder: string, manifest: ExportManifest): Promise<void> {
  const text = `${JSON.stringify(manifest, null, 2)}\n`;
  const sums = [
    ...manifest.files.map(({ file, sha256 }) => ({ file, sha256 })),
    { file: MANIFEST_FILE, sha256: createHash('sha256').update(text).digest('hex') },
  ];
  await writeFile(join(folder, MANIFEST_FILE), text, { flush: true });
  await writeFile(
    join(folder, CHECKSUM_FILE),
    sums.map(({ file, sha256 }) => `${sha256}  ${file}\n`).join(''),
    { flush: true },
  );
}

/** Reads an export and verifies every one of its files. @throws CliError not found, or verification failed. */
export async function verifyExport(
  folder: string,
  onBytes: (bytes: number) => void = () => undefined,
): Promise<ExportManifest> {
  const sums = await readFile(join(folder, CHECKSUM_FILE), 'utf8').catch(absentFrom(folder));
  for (const line of sums.split('\n').filter((text) => text !== '')) {
    const [, sha256, file] = /^([0-9a-f]{64}) [ *](.+)$/.exec(line) ?? [];
    if (file === undefined || basename(file) !== file)
      throw damaged(`${CHECKSUM_FILE} cannot be read: ${line}`);
    const actual = await hashOf(join(folder, file), onBytes).catch(absentFrom(folder));
    if (actual !== sha256)
      throw damaged(`${file} has the SHA-256 ${actual}, where ${CHECKSUM_FILE} says ${sha256}.`);
  }
  const manifest = JSON.parse(
    await readFile(join(folder, MANIFEST_FILE), 'utf8').catch(absentFrom(folder)),
  ) as ExportManifest;
  const listed = new Set(sums.split('\n').map((line) => line.slice(66)));
  const missing = [MANIFEST_FILE, ...manifest.files.map(({ file }) => file)].find(
    (file) => !listed.has(file),
  );
  if (missing !== undefined) throw damaged(`${CHECKSUM_FILE} does not vouch for ${missing}.`);
  return manifest;
}

async function hashOf(path: string, onBytes: (bytes: number) => void): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path) as AsyncIterable<Uint8Array>) {
    hash.update(chunk);
    onBytes(chunk.length);
  }
  return hash.digest('hex');
}

function damaged(message: string): CliError {
  return new CliError(
    EXIT.verificationFailed,
    message,
    'The export is damaged: take another copy of it.',
  );
}

function absentFrom(folder: string): (cause: unknown) => never {
  return (cause) => {
    throw new CliError(
      EXIT.notFound,
      `${folder} is no export of a log, or not a whole one.`,
      null,
      { cause },
    );
  };
}
