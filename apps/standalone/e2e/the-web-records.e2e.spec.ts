/** A recorder enters a meeting from a text, in a real browser and without a mouse. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCli } from '@rapporteur/cli';
import { createFakeScreen } from '@rapporteur/cli/fake-screen';
import { describeWhen, usePostgres } from '@rapporteur/testing';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { CHROMIUM, usePages } from './testing/browser-fixture.ts';
import { pressEnter, pressKeys, tabTo } from './testing/browser-keys.ts';
import { findViolations } from './testing/page-checks.ts';
import { runCommandLine } from './testing/command-line.ts';
import { type RunningRapporteur, startInProcess } from './testing/record-fixture.ts';

const FIRST = `Note on the 8th meeting of the Pilots' Council

The 8th meeting of the Pilots' Council was held in Lisbon, Portugal, on 6 May 2030. The meeting was chaired by Portugal.
Delegations of Malta and Portugal took part.
`;
const SECOND = `Note on the 9th meeting of the Pilots' Council

The 9th meeting of the Pilots' Council was held in Valletta, Malta, on 4 May 2031. The meeting was chaired by Malta.
Delegations of Malta and Iceland took part.
The Council approved the work plan of the pilots for 2032. A band played at the old pier.
`;
const DIFFERING = `Gazette on the 9th meeting of the Pilots' Council

The 9th meeting of the Pilots' Council was held in Valletta, Malta, on 5 May 2031.
`;
const THIRD = `Note on the 10th meeting of the Pilots' Council

The 10th meeting of the Pilots' Council was held in Lisbon, Portugal, on 7 May 2032. The meeting was chaired by Portugal.
Delegations of Malta and Portugal took part.
`;
const TIMEOUT_MS = 120_000;

const postgres = usePostgres();
let rapporteur: RunningRapporteur | undefined;
let folder = '';

/** Gives a note on the recorder's screen. */
async function giveDocument(page: Page, text = SECOND): Promise<void> {
  await tabTo(page, page.getByLabel('A file'));
  await page.keyboard.press('ArrowRight');
  await tabTo(page, page.getByLabel('Name of the document'));
  await page.keyboard.type(text === SECOND ? 'pilots-9' : 'pilots-10');
  await tabTo(page, page.getByLabel('Text', { exact: true }));
  await page.keyboard.insertText(text);
  await tabTo(page, page.getByLabel('Collection'));
  await page.keyboard.type('pilots');
  await tabTo(page, page.getByLabel(/Readers may receive the text/));
  await page.keyboard.press('Space');
  await pressEnter(page, page.getByRole('button', { name: 'Propose facts' }));
  await page.getByRole('heading', { name: /held its (9|10)th meeting/ }).waitFor();
}

describeWhen(CHROMIUM !== undefined, 'this machine has no Chromium')('The web records', () => {
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'web-records-'));
    rapporteur = await startInProcess(postgres.url, undefined, join(folder, 'reviews'));
    await recordFile('pilots-8', FIRST);
  }, TIMEOUT_MS);
  afterAll(async () => {
    await rapporteur?.close();
    await rm(folder, { recursive: true, force: true });
  });

  /** Records a text by the command line, as another recorder. */
  const recordFile = async (name: string, text: string): Promise<void> => {
    await writeFile(join(folder, `${name}.txt`), text);
    const env = { RAPPORTEUR_REVIEWS: join(folder, 'reviews') };
    for (const words of [
      ['draft', `${name}.txt`, '--collection', 'pilots'],
      ['submit', `${name}.draft.yaml`, '--wait', '30'],
    ]) {
      const called = await runCommandLine(rapporteur?.url ?? '', words, { folder, env });
      if (called.exitCode !== 0) throw new Error(called.err);
    }
  };

  const { open, takeErrors } = usePages(() => rapporteur?.url);

  it('keeps a draft, and what was decided, over a reload', { timeout: TIMEOUT_MS }, async () => {
    const page = await open('/record');
    await giveDocument(page);
    await pressKeys(page, 'a', 'a', 'r');
    await page.getByText('2 accepted, 1 rejected', { exact: false }).first().waitFor();
    await pressKeys(page, 'u', 'u');
    await page.getByText('1 accepted, 0 rejected', { exact: false }).first().waitFor();
    await pressKeys(page, 'y');
    await page.getByText('saved in this browser').waitFor();
    await page.reload();
    await page.getByText('2 accepted, 0 rejected', { exact: false }).first().waitFor();
    expect(await findViolations(page)).toEqual([]);
  });

  it('takes rejections back, and changes the title', { timeout: TIMEOUT_MS }, async () => {
    const page = await open('/record');
    await giveDocument(page);
    await pressKeys(page, 'a', 'r');
    await page.getByText('1 accepted, 1 rejected', { exact: false }).first().waitFor();

    // The decisions stay with another title, and over a reload.
    const title = page.getByLabel('Title of the document');
    expect(await title.inputValue()).toContain("9th meeting of the Pilots' Council");
    expect(await title.getAttribute('maxlength')).toBe('500');
    await tabTo(page, title);
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type('Note of the pilots');
    await page.getByText('1 to 500 characters; 482 left.').waitFor();
    await pressEnter(page, page.getByRole('button', { name: 'Change the title' }));
    await page
      .getByRole('button', { name: 'Change the title' })
      .and(page.locator(':disabled'))
      .waitFor();
    await page.getByText('saved in this browser').waitFor();
    await page.reload();
    await page.getByText('1 accepted, 1 rejected', { exact: false }).first().waitFor();
    expect(await title.inputValue()).toBe('Note of the pilots');

    await pressEnter(page, page.getByRole('button', { name: /^Take back: / }));
    await page.getByText('1 accepted, 0 rejected', { exact: false }).first().waitFor();
    expect(await page.getByRole('button', { name: /^Take back: / }).count()).toBe(0);
    expect(await findViolations(page)).toEqual([]);
  });

  it('lists what a review on the command line rejected', { timeout: TIMEOUT_MS }, async () => {
    const url = rapporteur?.url ?? '';
    const env = { RAPPORTEUR_REVIEWS: join(folder, 'reviews') };
    await writeFile(join(folder, 'third.txt'), THIRD);
    const line = ['draft', 'third.txt', '--collection', 'pilots'];
    expect((await runCommandLine(url, line, { folder, env })).exitCode).toBe(0);
    const screen = createFakeScreen({ env, cwd: folder });
    const ended = runCli(['review', 'third.draft.yaml', '--url', url], screen);
    await screen.waitFor('MeetingHeld');
    screen.type('\r');
    await screen.waitFor('MeetingChaired');
    screen.type('Rnot its chair\r');
    await screen.waitFor('1 accepted, 1 rejected');
    screen.type('q');
    await ended;

    const page = await open('/record');
    await giveDocument(page, THIRD);
    await page.getByText('0 accepted, 1 rejected', { exact: false }).first().waitFor();
    const items = page.getByRole('navigation', { name: 'Contents of the draft' });
    const rejected = items.locator('section', {
      has: page.getByRole('heading', { name: /^Rejected/ }),
    });
    expect(await rejected.getByRole('listitem').allInnerTexts()).toEqual([
      expect.stringContaining('chaired the 10th meeting'),
    ]);
  });

  it('lets no other window replace the steps of a draft', { timeout: TIMEOUT_MS }, async () => {
    const page = await open('/record');
    await giveDocument(page);
    const other = await page.context().newPage();
    await other.goto(page.url());
    await other.getByRole('heading', { name: 'This draft is open in another window.' }).waitFor();
    await page.getByRole('button', { name: 'Leave' }).press('Enter');
    await page.getByRole('heading', { name: 'Record a document' }).waitFor();
    await other.reload();
    const fact = other.getByRole('heading', { name: /held its 9th meeting/ });
    await fact.waitFor();
    expect(await fact.count()).toBe(1);
  });

  it('records a meeting from a text by a draft and keys', { timeout: TIMEOUT_MS }, async () => {
    const page = await open('/record');
    await page.getByRole('heading', { level: 1 }).waitFor();
    expect(await findViolations(page)).toEqual([]);
    await giveDocument(page);
    // Held, chaired, Malta; Iceland is rejected; the plan.
    await pressKeys(page, 'a', 'a', 'a', 'r', 'a');
    await page.getByRole('heading', { name: 'A sentence without a fact' }).waitFor();
    const unplaced = page.getByRole('heading', { name: /^Sentences without a fact/ });
    expect(await unplaced.count()).toBe(1);

    // The words of that sentence become a fact, by the keyboard.
    await pressKeys(page, 't', 'ArrowRight', '[', ']');
    await page.getByRole('button', { name: 'Make a fact of these words' }).waitFor();
    expect(await page.locator('q').innerText()).toBe('A band played at the old pier');
    await page.keyboard.press('Enter');
    await page.keyboard.type('Position s');
    await tabTo(page, page.getByLabel('verb required'));
    await page.keyboard.type('noted');
    await tabTo(page, page.getByLabel('topic required'));
    await page.keyboard.type('The music');
    await page
      .getByText(/topic must be|must be lower-case/)
      .first()
      .waitFor();
    expect(await findViolations(page)).toEqual([]);
    await page.getByLabel('topic required').selectText();
    await page.keyboard.type('music');
    await tabTo(page, page.getByLabel('summary required'));
    await page.keyboard.type('There was music at the pier.');
    await page.keyboard.press('Enter');

    await page.getByRole('heading', { name: 'Review and record' }).waitFor();
    expect(await unplaced.count()).toBe(0);
    await tabTo(page, page.getByLabel('Your id as recorder'));
    await page.keyboard.type('desk-1');
    await tabTo(page, page.getByRole('button', { name: 'Show what would be recorded' }));
    await page.keyboard.press('Enter');
    const planned = page.getByRole('list').filter({ hasText: 'was registered as a source' });
    await planned.waitFor();
    const events = await planned.innerText();
    expect(events).toContain('Malta chaired the 9th meeting of the Pilots Council');
    expect(events).not.toContain('Iceland');
    expect(await findViolations(page)).toEqual([]);
    await tabTo(page, page.getByRole('button', { name: /^Record these \d+ events$/ }));
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Recorded', exact: true }).waitFor();
    expect(await findViolations(page)).toEqual([]);

    await tabTo(page, page.getByRole('link', { name: 'Participation' }).last());
    await page.keyboard.press('Enter');
    const malta = page.getByRole('row', { name: /Malta/ });
    await malta.waitFor();
    expect(await page.getByRole('columnheader').allInnerTexts()).toEqual(
      expect.arrayContaining([expect.stringContaining('9th'), expect.stringContaining('8th')]),
    );
  });

  it('corrects a value from its sources, and shows both', { timeout: TIMEOUT_MS }, async () => {
    const page = await open('/collections/pilots/meetings/pilots-council-9');
    await pressEnter(page, page.getByRole('button', { name: /^Says who\? work plan/ }));
    await pressEnter(page, page.getByRole('link', { name: 'Correct this' }));
    await tabTo(page, page.getByLabel('Field'));
    await page.keyboard.type('name');
    await tabTo(page, page.getByLabel('New value'));
    await page.keyboard.type('work plan of all pilots for 2032');
    await tabTo(page, page.getByLabel('Reason'));
    await page.keyboard.type('The plan is that of all pilots.');
    await page.getByRole('option', { name: /9th meeting/ }).waitFor({ state: 'attached' });
    await tabTo(page, page.getByLabel('The words', { exact: true }));
    await page.keyboard.type('the work plan of nobody');
    await pressEnter(page, page.getByRole('button', { name: 'Show what would be recorded' }));
    await page.getByText(/does not occur/).waitFor();
    expect(await findViolations(page)).toEqual([]);

    await page.getByLabel('The words', { exact: true }).selectText();
    await page.keyboard.type('the work plan of the pilots for 2032');
    await pressEnter(page, page.getByRole('button', { name: 'Show what would be recorded' }));
    await page.getByRole('heading', { name: 'Exactly this event would be recorded:' }).waitFor();
    await pressEnter(page, page.getByRole('button', { name: 'Record this event' }));
    await page.getByRole('heading', { name: 'Recorded', exact: true }).waitFor();

    // The old value stays, struck through, with both times.
    const history = page.getByRole('listitem').filter({ has: page.locator('s') });
    expect(await history.first().innerText()).toMatch(/of the pilots for 2032.*UTC.*UTC/s);
    await page.goto(
      page.url().replace(/\/record.*/, '/collections/pilots/meetings/pilots-council-9'),
    );
    const before = page.locator('.corrected', { hasText: 'corrected; before:' });
    await before.getByText('work plan of the pilots for 2032').waitFor();
    await page.goto(`${rapporteur?.url}/collections/pilots/corrections`);
    await page.getByText('The plan is that of all pilots.').waitFor();
    await page.goto(page.url().replace(/corrections.*/, 'timeline?zoom=facts'));
    await page.getByText('work plan of all pilots for 2032').first().waitFor();
    const timeline = await page.getByRole('main').innerText();
    expect(timeline).toContain('held its 8th meeting');
    expect(timeline).toContain('held its 9th meeting');
  });

  it('offers a correction where a draft differs', { timeout: TIMEOUT_MS }, async () => {
    const page = await open('/record');
    await giveDocument(page, DIFFERING);
    await pressKeys(page, 'a', 'f');
    await pressEnter(page, page.getByRole('button', { name: 'Show what would be recorded' }));
    await pressEnter(page, page.getByRole('link', { name: /record a correction instead/ }));
    const value = page.getByLabel('New value');
    await value.waitFor();
    expect(await page.getByLabel('Field').inputValue()).toBe('occurredOn');
    expect(await value.inputValue()).toBe('2031-05-05');
    expect(await page.getByRole('main').innerText()).toContain('4 May 2031');
    expect(await findViolations(page)).toEqual([]);
  });

  it('shows the work of another recorder, and loses none', { timeout: TIMEOUT_MS }, async () => {
    const page = await open('/record');
    const third = SECOND.replaceAll('9th', '10th').replace('2031', '2032');
    await giveDocument(page, third);
    await pressKeys(page, 'a', 'a', 'f');
    await pressEnter(page, page.getByRole('button', { name: 'Show what would be recorded' }));
    const record = page.getByRole('button', { name: /^Record these \d+ events$/ });
    await record.waitFor();

    // Another recorder records the same meeting first.
    await recordFile('gazette-10', third.replace('Note on', 'Gazette on'));
    await page.evaluate("window.dispatchEvent(new Event('focus'))");
    await pressEnter(page, page.locator('summary', { hasText: /Recorded by others .*: \d+/ }));
    await page
      .getByText(/delegation from Iceland attended/)
      .first()
      .waitFor();
    await pressEnter(page, record);
    await page.getByText('The stream has changed since it was read.').waitFor();
    await page.getByText('2 accepted, 0 rejected').first().waitFor();
    expect(takeErrors()).toEqual([expect.stringContaining('412')]);

    await pressEnter(page, page.getByRole('button', { name: 'Show what would be recorded' }));
    await record.waitFor();
    expect(await findViolations(page)).toEqual([]);
  });
});
