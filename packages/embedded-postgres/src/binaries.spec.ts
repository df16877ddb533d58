import {
  chmod,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  readlink,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { copyOnce } from './binaries.ts';

describe('Copying the programs', () => {
  let folder = '';
  const readMode = async (...path: string[]): Promise<number> =>
    (await stat(join(folder, ...path))).mode & 0o777;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'rapporteur-copy-'));
    for (const name of ['bin', 'lib'])
      await mkdir(join(folder, 'native', name), { recursive: true, mode: 0o700 });
    await writeFile(join(folder, 'native', 'bin', 'postgres'), 'a program', { mode: 0o700 });
    await writeFile(join(folder, 'native', 'lib', 'libpq.so.5.18'), 'a library', { mode: 0o600 });
    await symlink('libpq.so.5.18', join(folder, 'native', 'lib', 'libpq.so'));
    await chmod(join(folder, 'native'), 0o700);
  });

  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('creates one complete copy for concurrent callers, which all may read and run', async () => {
    const copies = await Promise.all(
      [1, 2].map(() => copyOnce(join(folder, 'native'), join(folder, 'copy'))),
    );
    expect(copies).toEqual([join(folder, 'copy'), join(folder, 'copy')]);
    expect(await readFile(join(folder, 'copy', 'bin', 'postgres'), 'utf8')).toBe('a program');
    expect(await readlink(join(folder, 'copy', 'lib', 'libpq.so'))).toBe('libpq.so.5.18');
    expect(
      await Promise.all([
        readMode('copy'),
        readMode('copy', 'lib'),
        readMode('copy', 'bin', 'postgres'),
      ]),
    ).toEqual([0o755, 0o755, 0o755]);
    expect(await readMode('copy', 'lib', 'libpq.so.5.18')).toBe(0o644);
    expect((await readdir(folder)).toSorted()).toEqual(['copy', 'native']);
  });

  it('reuses an existing copy', async () => {
    await writeFile(join(folder, 'native', 'bin', 'postgres'), 'another program');
    await copyOnce(join(folder, 'native'), join(folder, 'copy'));
    expect(await readFile(join(folder, 'copy', 'bin', 'postgres'), 'utf8')).toBe('a program');
  });
});
