import { chmod, readdir } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { DRAFT, listSubmittedTypes, useReviewFolder } from '../testing/review-folder.ts';

const RETURN = '\r';
const RESTORED = '\u001B[?2004l\u001B[?25h\u001B[0m\u001B[?1049l';

const { begin, path, read, write } = useReviewFolder();

describe('A review by keys', () => {
  it('writes a submission of what was accepted', async () => {
    const { screen, ended } = begin();
    await screen.waitFor('1 of 3');
    expect(screen.isRaw()).toBe(true);
    screen.type(RETURN);
    await screen.waitFor('2 of 3');
    screen.type('r');
    await screen.waitFor('3 of 3');
    screen.type(RETURN);
    await screen.waitFor('Overview');
    screen.type('w');
    expect(await ended).toBe(0);
    expect(listSubmittedTypes(await read('note.reviewed.yaml'))).toEqual(['MeetingHeld']);
    expect(screen.written()).toContain('note.reviewed.yaml: 1 fact accepted, 1 rejected, 0 open.');
    expect(screen.isRaw()).toBe(false);
  });

  it.each([
    ['q', 0],
    ['\u0003', 130],
  ])('saves each step, gives the terminal back after %j, and goes on later', async (key, code) => {
    const first = begin();
    await first.screen.waitFor('1 of 3');
    first.screen.type(RETURN);
    await first.screen.waitFor('2 of 3');
    first.screen.type(key);
    expect(await first.ended).toBe(code);
    expect(first.screen.written().lastIndexOf(RESTORED)).toBeGreaterThan(0);
    expect(first.screen.isRaw()).toBe(false);
    expect(first.screen.written()).toContain('To go on: rapporteur review note.draft.yaml');

    const second = begin();
    await second.screen.waitFor('2 of 3 | 1 accepted');
    second.screen.type('q');
    await second.ended;
    expect(await readdir(path('reviews'))).toEqual([expect.stringMatching(/^\w{64}\.json$/)]);
  });

  it('has stored each step before the next key', async () => {
    const { screen, ended } = begin();
    await screen.waitFor('1 of 3');
    screen.type(RETURN);
    await screen.waitFor('2 of 3');
    const [stored = ''] = (await readdir(path('reviews'))).filter((name) => name.endsWith('json'));
    expect(await read(`reviews/${stored}`)).toContain('"status": "accepted"');
    screen.type('q');
    await ended;
  });

  it('ends when the program is to end, or the terminal is gone', async () => {
    const controller = new AbortController();
    const interrupted = begin([], { signal: controller.signal });
    await interrupted.screen.waitFor('1 of 3');
    controller.abort();
    expect(await interrupted.ended).toBe(130);
    expect(interrupted.screen.isRaw()).toBe(false);

    const gone = begin();
    await gone.screen.waitFor('1 of 3');
    gone.screen.in.emit('end');
    expect(await gone.ended).toBe(130);
  });

  it('gives the terminal back after an error', async () => {
    const { screen, ended } = begin(['--out', 'no-folder/result.yaml']);
    await screen.waitFor('1 of 3');
    screen.type('fw');
    expect(await ended).not.toBe(0);
    expect(screen.isRaw()).toBe(false);
    expect(screen.written().lastIndexOf(RESTORED)).toBeLessThan(
      screen.written().indexOf('Cannot write'),
    );
  });

  it('refuses a second review of the text while the first is open', async () => {
    const first = begin();
    await first.screen.waitFor('1 of 3');
    const second = begin();
    expect(await second.ended).toBe(5);
    expect(second.screen.written()).toContain('Another review of this text is open');
    first.screen.type('q');
    expect(await first.ended).toBe(0);
  });

  it('never takes a pasted text for keys, and types it into a line', async () => {
    const { screen, ended } = begin();
    await screen.waitFor('1 of 3');
    screen.type('\u001B[200~aaa\rrrr\r\u001B[201~');
    screen.type('R');
    await screen.waitFor('Reason');
    screen.type('\u001B[200~pasted\nwords\u001B[201~');
    await screen.waitFor('Reason: pasted words');
    screen.type(RETURN);
    await screen.waitFor('2 of 3 | 0 accepted, 1 rejected');
    screen.type('q');
    expect(await ended).toBe(0);
  });

  it('draws the screen again in another size', async () => {
    const { screen, ended } = begin();
    await screen.waitFor('1 of 3');
    screen.resize(40, 15);
    await screen.waitFor(`\n${'─'.repeat(40)}\n`);
    expect(screen.lines()).toHaveLength(15);
    screen.type('q');
    await ended;
  });

  it('uses no colours with NO_COLOR', async () => {
    const { screen, ended } = begin([], { env: { NO_COLOR: '1' } });
    await screen.waitFor('>>The Harbour Council met in Valletta on 4 May 2031<<');
    const [, ...codes] = screen.written().split('\u001B[');
    expect(codes.filter((code) => /^[1-9]\d*m/.test(code))).toEqual([]);
    screen.type('q');
    await ended;
  });

  it('takes an edit of the editor, and keeps a text that is no fact for the next time', async () => {
    const editor = path('editor.sh');
    await write(
      'editor.sh',
      '#!/bin/sh\nsed -i "s/ordinal: 7/$EDIT/" "$1"\ngrep -q "ordinal" "$1"\n',
    );
    await chmod(editor, 0o755);
    const { screen, ended } = begin([], {
      env: { EDITOR: editor, EDIT: 'ordinal: 8', PATH: process.env['PATH'] },
    });
    await screen.waitFor('7th meeting');
    screen.type('E');
    await screen.waitFor('8th meeting');
    await screen.waitFor('edited');
    expect(screen.isRaw()).toBe(true);
    screen.type('q');
    await ended;

    const broken = begin([], {
      env: { EDITOR: editor, EDIT: 'ordinal: [', PATH: process.env['PATH'] },
    });
    await broken.screen.waitFor('8th meeting');
    broken.screen.type('uq');
    await broken.ended;
  });

  it('reads the draft again that was changed meanwhile, and writes nothing before it is seen', async () => {
    const { screen, ended } = begin();
    await screen.waitFor('1 of 3');
    screen.type(RETURN);
    await screen.waitFor('2 of 3');
    await write('note.draft.yaml', DRAFT.replace('ordinal: 7', 'ordinal: 9'));
    screen.type('f');
    await screen.waitFor('Overview');
    screen.type('w');
    await screen.waitFor('It was accepted and is open again.');
    expect(await readdir(path())).not.toContain('note.reviewed.yaml');
    screen.type(' ');
    await screen.waitFor('9th meeting');
    screen.type('q');
    await ended;
  });

  it('shows the facts that need a rejected one before it writes', async () => {
    const { screen, ended } = begin();
    await screen.waitFor('1 of 3');
    screen.type('r');
    await screen.waitFor('2 of 3');
    screen.type(RETURN);
    await screen.waitFor('3 of 3');
    screen.type('f');
    await screen.waitFor('needs the meeting `harbour-council-7` of MeetingHeld');
    screen.type('q');
    expect(await ended).toBe(0);
  });
});
