import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { StoredText, computeSha256 } from './stored-text.ts';
import { FolderTextStore, TEXT_BYTES_MAX } from './text-store.ts';

const WORDS = Buffer.from('A first line.\nThe “second” line.\n');
const SHA = computeSha256(WORDS);

describe('The folder of source texts', () => {
  let folder: string;
  let now = 0;
  let store: FolderTextStore;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'rapporteur-texts-'));
    store = new FolderTextStore(join(folder, 'texts'), () => now);
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('holds nothing before anything was put, not even a folder', async () => {
    expect(await store.get(SHA)).toBeUndefined();
    expect(await store.list()).toEqual([]);
  });

  it('gives back what was put, and says when it already had it', async () => {
    expect(await store.put(SHA, WORDS)).toMatchObject({ kind: 'stored' });
    expect(await store.put(SHA, WORDS)).toMatchObject({ kind: 'held' });
    expect((await store.get(SHA))?.text).toBe(WORDS.toString());
    expect(await new FolderTextStore(join(folder, 'texts')).list()).toEqual([
      { sha256: SHA, bytes: WORDS.length },
    ]);
  });

  it('refuses a text that is not the one its hash names', async () => {
    expect(await store.put('0'.repeat(64), WORDS)).toEqual({
      kind: 'refused',
      reason: 'hash differs',
      actual: SHA,
    });
    expect(await store.list()).toEqual([]);
  });

  it('refuses bytes that are not UTF-8', async () => {
    const bytes = Uint8Array.of(0xff);
    expect(await store.put(computeSha256(bytes), bytes)).toEqual({
      kind: 'refused',
      reason: 'not UTF-8',
    });
  });

  it('refuses a text that is too large', async () => {
    const bytes = new Uint8Array(TEXT_BYTES_MAX + 1);
    expect(await store.put(computeSha256(bytes), bytes)).toEqual({
      kind: 'refused',
      reason: 'too large',
    });
  });

  it('finds a file by its hash, whatever it is called, soon after it was put there by hand', async () => {
    store = new FolderTextStore(folder, () => now);
    expect(await store.get(SHA)).toBeUndefined();
    writeFileSync(join(folder, 'note 44.txt'), WORDS);
    now += 1_000;
    expect((await store.get(SHA))?.characters).toBe(WORDS.toString().length);
  });

  it('does not give a file that was changed behind its back', async () => {
    store = new FolderTextStore(folder, () => now);
    writeFileSync(join(folder, 'note.txt'), WORDS);
    await store.list();
    writeFileSync(join(folder, 'note.txt'), 'other words');
    expect(await store.get(SHA)).toBeUndefined();
  });
});

describe('The words of a held text', () => {
  const held = new StoredText(SHA, WORDS.length, WORDS.toString());

  it('are those between two offsets, with the line they begin on', () =>
    expect(held.excerpt(14, 26)).toEqual({ ok: true, words: 'The “second”', line: 2 }));

  it('are counted in whole characters', () =>
    expect(new StoredText(SHA, 0, 'a𐍈b').excerpt(1, 3)).toEqual({
      ok: true,
      words: '𐍈b',
      line: 1,
    }));

  it('are none past the end', () => {
    expect(held.excerpt(0, held.characters)).toMatchObject({ ok: true });
    expect(held.excerpt(0, held.characters + 1)).toEqual({ ok: false });
  });
});
