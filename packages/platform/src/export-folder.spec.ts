import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { appendFile, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EXIT } from './exit-codes.ts';
import {
  partitionFileName,
  makeExportFolder,
  MANIFEST_FILE,
  verifyExport,
  writeManifest,
  CHECKSUM_FILE,
  ExportFile,
} from './export-folder.ts';

const run = promisify(execFile);
const LINES = ['{"pseq":0}\n', '{"pseq":1}\n'];
let folder: string;

async function writeExport(
  counts: { readonly events?: number; readonly last?: number; readonly bytes?: number } = {},
): Promise<void> {
  await makeExportFolder(folder);
  const file = await ExportFile.create(join(folder, partitionFileName(0)));
  for (const line of LINES) await file.write(Buffer.from(line));
  const sha256 = await file.finish();
  await writeManifest(folder, {
    schemaVersion: 1,
    partitions: 1,
    files: [
      {
        partition: 0,
        file: partitionFileName(0),
        events: 2,
        first: 0,
        last: 1,
        bytes: 22,
        sha256,
        ...counts,
      },
    ],
  });
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rapporteur-export-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('An export of the log', () => {
  it('holds the exact bytes of the log, and is verified', async () => {
    await writeExport();
    expect(await readFile(join(folder, partitionFileName(0)), 'utf8')).toBe(LINES.join(''));
    expect(await verifyExport(folder)).toMatchObject({
      partitions: 1,
      files: [{ events: 2, first: 0, last: 1 }],
    });
  });

  it('is readable only by the account that exports', async () => {
    folder = join(folder, 'new');
    await writeExport();
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
    for (const file of await readdir(folder))
      expect((await stat(join(folder, file))).mode & 0o777).toBe(0o600);
  });

  it('is verified by sha256sum', async () => {
    await writeExport();
    const { stdout } = await run('sha256sum', ['-c', CHECKSUM_FILE], { cwd: folder });
    expect(stdout).toBe(`${partitionFileName(0)}: OK\n${MANIFEST_FILE}: OK\n`);
  });

  it.each([
    ['another number of events', { events: 3 }, 'has 2 events'],
    ['another number of bytes', { bytes: 23 }, '22 bytes'],
    ['another partition', { partition: 1 }, 'partitions 1'],
  ])('is rejected if its manifest names %s', async (_, wrong, message) => {
    await writeExport();
    const { files } = await verifyExport(folder);
    const changed = files.map((file) => ({ ...file, ...wrong }));
    await writeManifest(folder, { schemaVersion: 1, partitions: 1, files: changed });
    await expect(verifyExport(folder)).rejects.toMatchObject({
      exitCode: EXIT.verificationFailed,
      message: expect.stringContaining(message),
    });
  });

  it('is rejected if a byte has changed', async () => {
    await writeExport();
    await appendFile(join(folder, partitionFileName(0)), ' ');
    await expect(verifyExport(folder)).rejects.toMatchObject({ exitCode: EXIT.verificationFailed });
  });

  it('is rejected if a file of the manifest has no checksum', async () => {
    await writeExport();
    const sums = await readFile(join(folder, CHECKSUM_FILE), 'utf8');
    await writeFile(join(folder, CHECKSUM_FILE), sums.split('\n').slice(1).join('\n'));
    await expect(verifyExport(folder)).rejects.toThrow(`does not list \`${partitionFileName(0)}\``);
  });

  it.each([
    ['not JSON', '{'],
    ['an empty object', '{}'],
    ['a number of 19 digits', '{"schemaVersion":1,"partitions":9223372036854775807,"files":[]}'],
    ['too few files', '{"schemaVersion":1,"partitions":1,"files":[]}'],
  ])('is rejected if its manifest is %s', async (_, manifest) => {
    await writeExport();
    const sums = await readFile(join(folder, CHECKSUM_FILE), 'utf8');
    const sha256 = createHash('sha256').update(manifest).digest('hex');
    await writeFile(join(folder, MANIFEST_FILE), manifest);
    await writeFile(
      join(folder, CHECKSUM_FILE),
      sums.replace(/[0-9a-f]{64}(?=  manifest)/, sha256),
    );
    await expect(verifyExport(folder)).rejects.toMatchObject({
      exitCode: EXIT.verificationFailed,
      message: expect.stringContaining(MANIFEST_FILE),
    });
  });

  it('is incomplete without its manifest', async () => {
    await makeExportFolder(folder);
    const file = await ExportFile.create(join(folder, partitionFileName(0)));
    await expect(verifyExport(folder)).rejects.toMatchObject({ exitCode: EXIT.notFound });
    await file.finish();
  });

  it('does not overwrite another export', async () => {
    await writeExport();
    await expect(makeExportFolder(folder)).rejects.toMatchObject({ exitCode: EXIT.conflict });
  });
});
