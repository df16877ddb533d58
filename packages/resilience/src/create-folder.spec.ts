import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFolder } from './create-folder.ts';

describe('Creating a folder', () => {
  let base: string;
  beforeEach(async () => {
    base = await mkdtemp(join(tmpdir(), "rapporteur $HOME 'folder' "));
  });
  afterEach(() => rm(base, { recursive: true, force: true }));

  it('creates its parents, closed to other accounts, and returns the first', async () => {
    const folder = join(base, 'a', 'b', 'c');
    expect(await createFolder(folder)).toBe(join(base, 'a'));
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
    expect(await createFolder(folder)).toBeUndefined();
  });

  it('creates it once for concurrent callers', async () => {
    const folder = join(base, 'a', 'b');
    await Promise.all(Array.from({ length: 8 }, () => createFolder(folder)));
    expect((await stat(folder)).isDirectory()).toBe(true);
  });

  it('rejects a file in the place of a folder', async () => {
    await writeFile(join(base, 'file'), '');
    await expect(createFolder(join(base, 'file'))).rejects.toMatchObject({ code: 'EEXIST' });
    await expect(createFolder(join(base, 'file', 'a'))).rejects.toMatchObject({ code: 'EEXIST' });
  });

  it('rejects a folder where none can be created', () =>
    expect(createFolder('/proc/rapporteur/a')).rejects.toThrow(/ENOENT|EACCES|EPERM/));
});
