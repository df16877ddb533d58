/**
 * An export of the log in a folder: one NDJSON file per partition with the exact bytes of its
 * events, `manifest.json`, and `SHA256SUMS`, which `sha256sum -c` verifies. Two exports of the same
 * log have the same bytes.
 */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { createFolder } from '@rapporteur/resilience';
import { z } from 'zod';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { decodeUtf8, EncodingError } from './utf8-text.ts';

export const MANIFEST_FILE = 'manifest.json';
export const CHECKSUM_FILE = 'SHA256SUMS';
/** Lines are collected up to this size before they are written. */
const WRITE_BYTES_MIN = 262_144;

/** Only the account that exports may read an export. */
const PRIVATE_MODE = 0o600;

const PARTITIONS_MAX = 10_000;
const Count = z.int().min(0);

const ExportedPartitionFileSchema = z.looseObject({
  partition: Count,
  file: z.string(),
  events: Count,
  first: Count.nullable(),
  last: Count.nullable(),
  bytes: Count,
  sha256: z.string(),
});

const ExportManifestSchema = z.looseObject({
  schemaVersion: z.literal(1),
  /** The number of partitions of the log. It can only be restored into a log with as many. */
  partitions: z.int().min(1).max(PARTITIONS_MAX),
  files: z.array(ExportedPartitionFileSchema),
});

/** A folder that cannot be used as an export. */
export class ExportFolderError extends Error {
  override readonly name = 'ExportFolderError';
  readonly exitCode: ExitCode;
  /** How to fix it, in one sentence. */
  readonly fix: string;

  constructor(exitCode: ExitCode, message: string, fix: string, options?: ErrorOptions) {
    super(message, options);
    this.exitCode = exitCode;
    this.fix = fix;
  }
}

/** One partition of an export. */
export type ExportedPartitionFile = z.output<typeof ExportedPartitionFileSchema>;

/** The content of an export. */
export type ExportManifest = z.output<typeof ExportManifestSchema>;

export function partitionFileName(partition: number): string {
  return `partition-${partition}.ndjson`;
}

/** Creates the folder of an export. Throws an ExportFolderError (conflict) if it is not empty. */
export async function makeExportFolder(folder: string): Promise<void> {
  await createFolder(folder);
  const found = await readdir(folder);
  if (found.length === 0) return;
  throw new ExportFolderError(
    EXIT.conflict,
    `The folder \`${folder}\` is not empty.`,
    'Name an empty folder, or one that does not exist.',
  );
}

/** A file that gets its name only when it is complete. It computes its hash while it is written. */
export class ExportFile {
  readonly #path: string;
  readonly #hash = createHash('sha256');
  readonly #file: Awaited<ReturnType<typeof open>>;
  #buffered: Uint8Array[] = [];
  #bufferedBytes = 0;

  private constructor(path: string, file: Awaited<ReturnType<typeof open>>) {
    this.#path = path;
    this.#file = file;
  }

  static async create(path: string): Promise<ExportFile> {
    return new ExportFile(path, await open(`${path}.part`, 'wx', PRIVATE_MODE));
  }

  async write(chunk: Uint8Array): Promise<void> {
    this.#hash.update(chunk);
    this.#buffered.push(chunk);
    this.#bufferedBytes += chunk.length;
    if (this.#bufferedBytes >= WRITE_BYTES_MIN) await this.#flush();
  }

  /** Completes the file and returns its SHA-256. */
  async finish(): Promise<string> {
    await this.#flush();
    await this.#file.sync();
    await this.#file.close();
    await rename(`${this.#path}.part`, this.#path);
    return this.#hash.digest('hex');
  }

  async #flush(): Promise<void> {
    const bytes = Buffer.concat(this.#buffered);
    this.#buffered = [];
    this.#bufferedBytes = 0;
    await this.#file.writeFile(bytes);
  }
}

/** Writes the manifest and the checksums. They come last: a folder without them is incomplete. */
export async function writeManifest(folder: string, manifest: ExportManifest): Promise<void> {
  const text = `${JSON.stringify(manifest, null, 2)}\n`;
  const sums = [
    ...manifest.files.map(({ file, sha256 }) => ({ file, sha256 })),
    { file: MANIFEST_FILE, sha256: createHash('sha256').update(text).digest('hex') },
  ];
  await writeFile(join(folder, MANIFEST_FILE), text, { flush: true, mode: PRIVATE_MODE });
  await writeFile(
    join(folder, CHECKSUM_FILE),
    sums.map(({ file, sha256 }) => `${sha256}  ${file}\n`).join(''),
    { flush: true, mode: PRIVATE_MODE },
  );
}

/** Verifies every file of an export and returns its manifest. Throws an ExportFolderError if one differs. */
export async function verifyExport(
  folder: string,
  onBytes: (bytes: number) => void = () => undefined,
): Promise<ExportManifest> {
  const fail = throwIncomplete(folder);
  const sums = (await readText(folder, CHECKSUM_FILE))
    .split('\n')
    .filter((line) => line !== '')
    .map(parseChecksumLine);

  const measured = new Map<string, MeasuredFile>();
  for (const { file, sha256 } of sums) {
    const actual = await measureFile(join(folder, file), onBytes).catch(fail);
    measured.set(file, actual);
    if (actual.sha256 !== sha256)
      throw createDamagedError(
        `\`${file}\` has the SHA-256 ${actual.sha256}, but ${CHECKSUM_FILE} lists ${sha256}.`,
      );
  }

  const manifest = parseManifest(await readText(folder, MANIFEST_FILE));
  const listed = new Set(sums.map(({ file }) => file));
  const missing = [MANIFEST_FILE, ...manifest.files.map(({ file }) => file)].find(
    (file) => !listed.has(file),
  );
  if (missing !== undefined)
    throw createDamagedError(`${CHECKSUM_FILE} does not list \`${missing}\`.`);
  checkCounts(manifest, measured);
  return manifest;
}

async function readText(folder: string, file: string): Promise<string> {
  const path = join(folder, file);
  const bytes = await readFile(path).catch(throwIncomplete(folder));
  try {
    return decodeUtf8(bytes);
  } catch (cause) {
    if (!(cause instanceof EncodingError)) throw cause;
    throw createDamagedError(`\`${file}\` ${cause.message}.`);
  }
}

// Checksums prove that the files are those of the manifest, and not that its numbers are theirs.
function checkCounts(
  { partitions, files }: ExportManifest,
  measured: ReadonlyMap<string, MeasuredFile>,
): void {
  const listed = files.map(({ partition }) => partition);
  const isWhole = listed.length === partitions && listed.every((_, n) => listed.includes(n));
  if (!isWhole)
    throw createDamagedError(
      `${MANIFEST_FILE} lists files of the partitions ${listed.join(', ')}, but the log has ` +
        `${partitions} partitions.`,
    );
  for (const { file, events, bytes } of files) {
    const actual = measured.get(file);
    if (actual?.lines === events && actual.bytes === bytes) continue;
    throw createDamagedError(
      `\`${file}\` has ${actual?.lines} events and ${actual?.bytes} bytes, but ` +
        `${MANIFEST_FILE} lists ${events} events and ${bytes} bytes.`,
    );
  }
}

function parseManifest(text: string): ExportManifest {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw createDamagedError(`\`${MANIFEST_FILE}\` is not JSON.`);
  }
  const { data, error } = ExportManifestSchema.safeParse(json);
  if (data !== undefined) return data;
  const [issue] = error.issues;
  const place = issue?.path.join('.') ?? '';
  throw createDamagedError(`\`${MANIFEST_FILE}\` is invalid at \`${place}\`: ${issue?.message}.`);
}

function parseChecksumLine(line: string): { readonly file: string; readonly sha256: string } {
  const [, sha256, file] = /^([0-9a-f]{64}) [ *](.+)$/.exec(line) ?? [];
  if (sha256 === undefined || file === undefined || basename(file) !== file)
    throw createDamagedError(`${CHECKSUM_FILE} has an invalid line: ${line}`);
  return { file, sha256 };
}

interface MeasuredFile {
  readonly sha256: string;
  readonly lines: number;
  readonly bytes: number;
}

const LINE_FEED = 0x0a;

async function measureFile(path: string, onBytes: (bytes: number) => void): Promise<MeasuredFile> {
  const hash = createHash('sha256');
  let lines = 0;
  let bytes = 0;
  for await (const chunk of createReadStream(path) as AsyncIterable<Uint8Array>) {
    hash.update(chunk);
    onBytes(chunk.length);
    bytes += chunk.length;
    for (let at = chunk.indexOf(LINE_FEED); at !== -1; at = chunk.indexOf(LINE_FEED, at + 1))
      lines += 1;
  }
  return { sha256: hash.digest('hex'), lines, bytes };
}

function createDamagedError(message: string): ExportFolderError {
  return new ExportFolderError(
    EXIT.verificationFailed,
    message,
    'The export is damaged: use another copy of it.',
  );
}

function throwIncomplete(folder: string): (cause: unknown) => never {
  return (cause) => {
    throw new ExportFolderError(
      EXIT.notFound,
      `The folder \`${folder}\` has no complete export of a log.`,
      'Name a folder that `rapporteur log export` wrote.',
      { cause },
    );
  };
}
