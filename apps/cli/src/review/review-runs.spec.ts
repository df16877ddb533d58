import { mkdir, readdir, rm } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { listSubmittedTypes, useReviewFolder } from '../testing/review-folder.ts';

const { begin, path, read, run, write } = useReviewFolder();

describe('A review without keys', () => {
  it('names the other forms without a terminal', async () => {
    const { exitCode, err } = await run('review', 'note.draft.yaml');
    expect(exitCode).toBe(2);
    expect(err).toContain('needs a terminal');
    expect(err).toContain('--accept-above 0.9 --out FILE');
  });

  it('lists the facts in sentences, for people and for programs', async () => {
    const { out } = await run('review', 'note.draft.yaml', '--list');
    expect(out).toContain('  2  0.70  open      MeetingChaired, line 1');
    expect(out).toContain('Malta chaired the 7th meeting of the Harbour Council.');
    expect(out).toContain('Without a fact, line 2: A band played at the pier.');
    const { out: json } = await run('review', 'note.draft.yaml', '--list', '--json');
    expect(JSON.parse(json)).toMatchObject({ schemaVersion: 1, facts: [{ status: 'open' }, {}] });
    expect(await readdir(path())).toEqual(['note.draft.yaml', 'note.txt']);
  });

  it('accepts what is sure enough, and stores nothing', async () => {
    const { exitCode, err } = await run(
      'review',
      'note.draft.yaml',
      '--accept-above',
      '0.9',
      '--out',
      'reviewed.yaml',
    );
    expect(exitCode, err).toBe(0);
    expect(listSubmittedTypes(await read('reviewed.yaml'))).toEqual(['MeetingHeld']);
    expect(await readdir(path())).not.toContain('reviews');
  });

  it('writes a result for another folder that finds its text', async () => {
    await mkdir(path('results'));
    await run('review', 'note.draft.yaml', '--accept-above', '0', '--out', 'results/reviewed.yaml');
    expect(await read('results/reviewed.yaml')).toContain('file: ../note.txt');
    const listed = await run('review', 'results/reviewed.yaml', '--list');
    expect(listed.out, listed.err).toContain('Malta chaired the 7th meeting');
    const { out } = await run('review', 'note.draft.yaml', '--accept-above', '0', '--out', '-');
    expect(listSubmittedTypes(out)).toHaveLength(2);
    expect(out).toContain('file: note.txt');
  });

  it.each([
    [['--accept-above', '2'], /number from 0 to 1/],
    [['--accept-above', '0.9', '--out', '-', '--submit'], /needs a file/],
  ])('rejects %j', async (flags, message) => {
    const { exitCode, err } = await run('review', 'note.draft.yaml', ...flags);
    expect(exitCode).toBe(2);
    expect(err).toMatch(message);
  });

  it('names a missing text, and the way to give it', async () => {
    await rm(path('note.txt'));
    const { exitCode, err } = await run('review', 'note.draft.yaml', '--list');
    expect(exitCode).toBe(4);
    expect(err).toContain('needs its text, note.txt, which is not here');
    expect(err).toContain('--texts');
  });

  it('rejects a command and a file that is no YAML', async () => {
    await write('command.yaml', 'command: RetractRecord\n');
    expect((await run('review', 'command.yaml', '--list')).err).toContain('is a command');
    await write('broken.yaml', 'facts: [');
    expect((await run('review', 'broken.yaml', '--list')).exitCode).toBe(2);
  });
});

describe('A fact that a review rejected', () => {
  const NOTE_TEXT = `Note on the 7th meeting of the Harbour Council

The Harbour Council met in Valletta, Malta, on 4 May 2031. The meeting was chaired by Malta.
`;

  it('is not drafted again for the same text, and not shown again, unless it is asked for', async () => {
    await write('note.txt', NOTE_TEXT);
    const before = await run('draft', 'note.txt');
    expect(before.out).toContain('2 facts');

    const { screen, ended } = begin();
    await screen.waitFor('MeetingHeld');
    screen.type('s');
    await screen.waitFor('MeetingChaired');
    screen.type('r');
    await screen.waitFor('1 rejected');
    screen.type('q');
    await ended;

    expect((await run('draft', 'note.txt')).out).toContain(
      '1 fact (1 rejected before are left out)',
    );
    expect(await read('note.draft.yaml')).not.toContain('MeetingChaired');
    expect((await run('draft', 'note.txt', '--rejected')).out).toContain('2 facts');
    expect((await run('review', 'note.draft.yaml', '--list')).out).not.toContain('MeetingChaired');
    const shown = await run('review', 'note.draft.yaml', '--list', '--rejected');
    expect(shown.out).toMatch(/rejected +MeetingChaired/);

    await write('note.txt', `${NOTE_TEXT}\n`);
    expect((await run('draft', 'note.txt')).out).toContain('2 facts');
  });
});
