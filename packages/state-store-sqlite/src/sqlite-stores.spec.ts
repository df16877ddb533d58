import { createHash } from 'node:crypto';
import { mkdtemp, open, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { StateStore } from '@rapporteur/command-runtime';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { recordClosed } from './file-check.ts';
import { createSqliteStores } from './sqlite-stores.ts';

const bytes = (text: string): Uint8Array => Buffer.from(text);

let folder = '';
const opened: StateStore[] = [];

async function openStore(): Promise<StateStore> {
  const store = await createSqliteStores(folder).open(0);
  opened.push(store);
  return store;
}

function read(store: StateStore, key: string): string | undefined {
  const value = store.get(bytes(key));
  return value === undefined ? undefined : Buffer.from(value).toString();
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'state-'));
});

afterEach(async () => {
  for (const store of opened.splice(0)) await store.close();
  await rm(folder, { recursive: true, force: true });
});

describe('A state store on SQLite', () => {
  it('holds what was written, after it is opened again', async () => {
    const store = await openStore();
    await store.write([
      [bytes('a'), bytes('1')],
      [bytes('b'), bytes('2')],
    ]);
    await store.write([
      [bytes('a'), undefined],
      [bytes('b'), bytes('3')],
    ]);
    await opened.pop()?.close();

    const again = await openStore();
    expect([read(again, 'a'), read(again, 'b'), read(again, 'c')]).toEqual([
      undefined,
      '3',
      undefined,
    ]);
  });

  it('holds nothing after it was cleared, and can be written again', async () => {
    const store = await openStore();
    await store.write([[bytes('a'), bytes('1')]]);
    await store.clear();
    expect(read(store, 'a')).toBeUndefined();
    await store.write([[bytes('b'), bytes('2')]]);
    expect(read(store, 'b')).toBe('2');
  });

  it('is of one process at a time, and readable by its user only', async () => {
    await openStore();
    await expect(createSqliteStores(folder).open(0)).rejects.toThrow(
      `is used by the process ${process.pid}`,
    );
    expect((await stat(join(folder, '0'))).mode & 0o777).toBe(0o700);
    expect((await stat(join(folder, '0', 'state.sqlite'))).mode & 0o777).toBe(0o600);
  });

  it('is opened after a process that ended without closing it', async () => {
    const store = await openStore();
    await store.write([[bytes('a'), bytes('1')]]);
    await opened.pop()?.close();
    const holder = { host: (await import('node:os')).hostname(), pid: 2 ** 22 + 1 };
    await writeFile(join(folder, '0', 'process.lock'), JSON.stringify(holder));
    expect(read(await openStore(), 'a')).toBe('1');
  });

  describe('with a damaged key, which no value tells', () => {
    const digests = Array.from({ length: 2_000 }, (_, n) =>
      createHash('sha256').update(`${n}`).digest().subarray(0, 15),
    );

    /** Writes the store, closes it and damages a key in its file. */
    async function damageStore(): Promise<string> {
      const store = await openStore();
      await store.write(digests.map((key) => [key, bytes('value')]));
      await opened.pop()?.close();
      const file = join(folder, '0', 'state.sqlite');
      const content = await readFile(file);
      const damaged = digests[1_000] ?? bytes('');
      content.fill('Z', content.indexOf(damaged), content.indexOf(damaged) + damaged.length);
      await writeFile(file, content);
      return file;
    }

    async function countEntries(): Promise<number> {
      const store = await openStore();
      return digests.filter((key) => store.get(key) !== undefined).length;
    }

    it('is empty, because its file changed since it was closed', async () => {
      await damageStore();
      expect(await countEntries()).toBe(0);
      await opened[0]?.write([[bytes('a'), bytes('1')]]);
      expect(opened[0] && read(opened[0], 'a')).toBe('1');
    });

    it('is not checked if its file is as it was closed', async () => {
      await recordClosed(await damageStore());
      const count = await countEntries();
      expect(count).toBeLessThan(digests.length);
      expect(count).toBeGreaterThan(0);
    });

    it('is checked after a process that ended without closing it', async () => {
      const file = await damageStore();
      await recordClosed(file);
      await openStore();
      // An open store has no record of how it was closed, so that a killed process leaves none.
      await expect(readFile(`${file}-closed`)).rejects.toThrow('ENOENT');
    });
  });

  it('is empty if its file is damaged', async () => {
    const store = await openStore();
    await store.write([[bytes('a'), bytes('1')]]);
    await opened.pop()?.close();
    const file = await open(join(folder, '0', 'state.sqlite'), 'r+');
    await file.write(Buffer.alloc(16_384, 0x5a), 0, 16_384, 0);
    await file.close();
    const again = await openStore();
    expect(read(again, 'a')).toBeUndefined();
    await again.write([[bytes('a'), bytes('2')]]);
    expect(read(again, 'a')).toBe('2');
  });
});
