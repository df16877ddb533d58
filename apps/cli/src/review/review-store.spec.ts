import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SavedReview } from '@rapporteur/review';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readStoredReview, ReviewStore } from './review-store.ts';

const TEXT = 'a'.repeat(64);
const REVIEW: SavedReview = {
  schemaVersion: 1,
  text: TEXT,
  current: null,
  facts: [],
  made: [],
  merges: [],
  seen: [],
};
/** No process has a number that is larger. */
const ENDED_PID = 2 ** 22 + 1;

let parent = '';
let folder = '';
beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'review-store-'));
  folder = join(parent, 'reviews');
});
afterEach(() => rm(parent, { recursive: true, force: true }));

const lockPath = (): string => join(folder, `${TEXT}.lock`);
const path = (): string => join(folder, `${TEXT}.json`);

describe('The store of reviews', () => {
  it('returns what was saved, and nothing for another text', async () => {
    const store = await ReviewStore.open(folder, TEXT);
    await store.save(REVIEW);
    store.close();
    expect(await readStoredReview(folder, TEXT)).toEqual(REVIEW);
    expect(await readStoredReview(folder, 'b'.repeat(64))).toBeUndefined();
    expect(await readStoredReview(join(parent, 'missing'), TEXT)).toBeUndefined();
    expect((await stat(path())).mode & 0o077).toBe(0);
  });

  it('leaves no other file, and removes its lock', async () => {
    const store = await ReviewStore.open(folder, TEXT);
    await store.save(REVIEW);
    await store.save({ ...REVIEW, current: 'x' });
    store.close();
    expect(await readdir(folder)).toEqual([`${TEXT}.json`]);
  });

  it('refuses a second review of the same text', async () => {
    const store = await ReviewStore.open(folder, TEXT);
    await expect(ReviewStore.open(folder, TEXT)).rejects.toThrow(
      `Another review of this text is open: process ${process.pid} on ${hostname()}.`,
    );
    (await ReviewStore.open(folder, 'b'.repeat(64))).close();
    store.close();
    (await ReviewStore.open(folder, TEXT)).close();
  });

  it('takes over the lock of a process that has ended', async () => {
    await mkdir(folder);
    await writeFile(lockPath(), `${ENDED_PID} ${hostname()}`);
    const store = await ReviewStore.open(folder, TEXT);
    expect(await readFile(lockPath(), 'utf8')).toBe(`${process.pid} ${hostname()}`);
    store.close();
    expect(existsSync(lockPath())).toBe(false);
  });

  it('does not take over the lock of another machine', async () => {
    await mkdir(folder);
    await writeFile(lockPath(), `${ENDED_PID} another-machine`);
    await expect(ReviewStore.open(folder, TEXT)).rejects.toMatchObject({ exitCode: 5 });
  });

  it('saves nothing after another process took the lock over', async () => {
    const store = await ReviewStore.open(folder, TEXT);
    await store.save(REVIEW);
    await writeFile(lockPath(), `1 ${hostname()}`);
    await expect(store.save({ ...REVIEW, current: 'x' })).rejects.toThrow(/process 1 /);
    expect(await readStoredReview(folder, TEXT)).toEqual(REVIEW);
    store.close();
    expect(existsSync(lockPath())).toBe(true);
  });

  it('keeps the old content if the new one cannot be written', async () => {
    const store = await ReviewStore.open(folder, TEXT);
    await store.save(REVIEW);
    await mkdir(`${path()}.part-${process.pid}`);
    await expect(store.save({ ...REVIEW, current: 'x' })).rejects.toThrow(/cannot be stored/);
    expect(await readStoredReview(folder, TEXT)).toEqual(REVIEW);
    store.close();
  });

  it('names a damaged file, and keeps it', async () => {
    await mkdir(folder);
    await writeFile(path(), '{"schemaVersion":1');
    await expect(readStoredReview(folder, TEXT)).rejects.toThrow(`\`${path()}\` is damaged`);
    expect(existsSync(path())).toBe(true);
  });
});
