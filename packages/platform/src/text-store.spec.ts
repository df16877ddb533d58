import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { StoredText, computeSha256 } from './stored-text.ts';
import { FolderTextStore, TEXT_BYTES_MAX } from './text-store.ts';

const BYTES = Buffer.from('A first line.\nThe “second” line.\n');
const SHA = computeSha256(BYTES);

describe('The folder of source texts', () => {
  let folder: string;
  let now = 0;
  let store: FolderTextStore;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'rapporteur-texts-'));
    store = new FolderTextStore(join(folder, 'texts'), () => now);
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('is empty before the folder exists', async () => {
    expect(await store.get(SHA)).toBeUndefined();
    expect(await store.list()).toEqual([]);
  });

  it('returns a stored text, and reports when it already has it', async () => {
    expect(await store.put(SHA, BYTES)).toMatchObject({ kind: 'stored' });
    expect(await store.put(SHA, BYTES)).toMatchObject({ kind: 'held' });
    expect((await store.get(SHA))?.text).toBe(BYTES.toString());
    expect(await new FolderTextStore(join(folder, 'texts')).list()).toEqual([
      { sha256: SHA, bytes: BYTES.length },
    ]);
  });

  it('creates files and folders that only this account may read', async () => {
    await store.put(SHA, BYTES);
    const modeOf = (path: string): number => statSync(path).mode & 0o777;
    expect(modeOf(join(folder, 'texts'))).toBe(0o700);
    expect(modeOf(join(folder, 'texts', `${SHA}.txt`))).toBe(0o600);
  });

  it('rejects a text that does not match its hash', async () => {
    expect(await store.put('0'.repeat(64), BYTES)).toEqual({
      kind: 'refused',
      reason: 'hash differs',
      actual: SHA,
    });
    expect(await store.list()).toEqual([]);
  });

  it('rejects bytes that are not UTF-8', async () => {
    const bytes = Uint8Array.of(0xff);
    const sha256 = computeSha256(bytes);
    expect(await store.put(sha256, bytes)).toMatchObject({
      kind: 'refused',
      reason: 'not UTF-8',
      error: { offset: 0 },
    });
    writeFileSync(join(folder, 'note.txt'), bytes);
    const copied = new FolderTextStore(folder, () => now);
    expect(await copied.get(sha256)).toBeUndefined();
    expect(await copied.find(sha256)).toMatchObject({ path: join(folder, 'note.txt') });
  });

  it('rejects a text that is too large', async () => {
    const bytes = new Uint8Array(TEXT_BYTES_MAX + 1);
    expect(await store.put(computeSha256(bytes), bytes)).toEqual({
      kind: 'refused',
      reason: 'too large',
    });
  });

  it('finds a file of any name by its hash, after the next scan', async () => {
    store = new FolderTextStore(folder, () => now);
    expect(await store.get(SHA)).toBeUndefined();
    writeFileSync(join(folder, 'note 44.txt'), BYTES);
    now += 1_000;
    expect((await store.get(SHA))?.characters).toBe(BYTES.toString().length);
  });

  it('does not return a file that was changed after the scan', async () => {
    store = new FolderTextStore(folder, () => now);
    writeFileSync(join(folder, 'note.txt'), BYTES);
    await store.list();
    writeFileSync(join(folder, 'note.txt'), 'other words');
    expect(await store.get(SHA)).toBeUndefined();
  });
});

describe('An excerpt of a text', () => {
  const text = new StoredText(SHA, BYTES.length, BYTES.toString());

  it('has the words between two offsets, and their line', () =>
    expect(text.excerpt(14, 26)).toEqual({ ok: true, words: 'The “second”', line: 2 }));

  it('counts code points', () =>
    expect(new StoredText(SHA, 0, 'a𐍈b').excerpt(1, 3)).toEqual({
      ok: true,
      words: '𐍈b',
      line: 1,
    }));

  it('does not exist past the end', () => {
    expect(text.excerpt(0, text.characters)).toMatchObject({ ok: true });
    expect(text.excerpt(0, text.characters + 1)).toEqual({ ok: false });
  });
});
