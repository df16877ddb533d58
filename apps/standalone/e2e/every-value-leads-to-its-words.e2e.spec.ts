/** Readers, auditors and operators look behind the values of the web, in a real browser. */
import { describeWhen, usePostgres } from '@rapporteur/testing';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { CHROMIUM, usePages } from './testing/browser-fixture.ts';
import { runCommandLine } from './testing/command-line.ts';
import { findLayoutFaults, findViolations } from './testing/page-checks.ts';
import { PierRecord } from './testing/pier-record.ts';
import { type RunningRapporteur, startInProcess } from './testing/record-fixture.ts';

const TIMEOUT_MS = 120_000;
const MEETING = '/collections/piers/meetings/pier-board-3';
const MINUTES = '/collections/piers/sources/pier-minutes';
const FACTS = '/collections/piers/facts';
const STREAM = '/streams/piers/meeting-pier-board-3';

/** Returns whether the selected passage is in the window. */
async function isInView(page: Page): Promise<boolean> {
  const box = await page.locator('mark.selected').boundingBox();
  return box !== null && box.y >= 0 && box.y + box.height <= (page.viewportSize()?.height ?? 0);
}

const postgres = usePostgres();
let rapporteur: RunningRapporteur | undefined;
let piers: PierRecord;
/** The position after the correction. */
let corrected = '';

describeWhen(CHROMIUM !== undefined, 'this machine has no Chromium')('Behind a value', () => {
  beforeAll(async () => {
    rapporteur = await startInProcess(postgres.url, undefined);
    piers = await PierRecord.create(rapporteur);
    corrected = await piers.correctVenue('the old custom house');
  }, 180_000);
  afterAll(async () => {
    await rapporteur?.close();
  });

  const { open } = usePages(() => rapporteur?.url);

  it('are its words in the document, marked', { timeout: TIMEOUT_MS }, async () => {
    const page = await open(FACTS);
    const value = page.getByRole('listitem').filter({ hasText: 'on 4 May 2031' });
    await value.getByRole('button', { name: 'Says who?' }).click();
    const panel = page.getByRole('complementary', { name: 'Says who?' });
    await panel.getByText('third meeting in Lindau on 4 May 2031').waitFor();
    await panel.getByRole('link', { name: 'Minutes of the Pier Board' }).click();
    const selected = page.locator('mark.selected');
    await selected.first().waitFor();
    expect(await selected.allInnerTexts()).toEqual(['third meeting in Lindau on 4 May 2031']);
    const text = page.locator('.text-lines');
    expect(await text.innerText()).toContain('Gulls were seen above the pier.');
    // The selected passage has its own fact beside it, which leads to its event.
    const facts = page.getByRole('complementary', { name: 'Facts of this part' });
    expect(await facts.innerText()).not.toContain('chaired');
    await facts.getByRole('link', { name: 'event' }).click();
    await page.waitForURL(`**/events/${piers.held}`);
  });

  it('are shown at their place in a long text', { timeout: TIMEOUT_MS }, async () => {
    const page = await open(FACTS);
    const value = page.getByRole('listitem').filter({ hasText: 'inspects harbour lights' });
    await value.getByRole('button', { name: 'Says who?' }).click();
    const panel = page.getByRole('complementary', { name: 'Says who?' });
    await panel.getByRole('link', { name: 'Log of the pier' }).click();
    const selected = page.locator('mark.selected');
    await selected.waitFor();
    expect(await selected.innerText()).toBe('inspected the harbour light');
    expect(await selected.locator('..').getAttribute('data-line')).toBe('1501');
    await expect.poll(() => isInView(page)).toBe(true);
    // The part before it is one step away.
    await page.getByRole('button', { name: 'Earlier part' }).click();
    await page
      .getByText(/^Day 7\d\d: /)
      .first()
      .waitFor();
  });

  it(
    'are its recorder, both times, its history and what differs',
    { timeout: TIMEOUT_MS },
    async () => {
      const page = await open(FACTS);
      const value = page.getByRole('listitem').filter({ hasText: 'on 4 May 2031' });
      await value.getByRole('button', { name: 'Says who?' }).click();
      const panel = page.getByRole('complementary', { name: 'Says who?' });
      await panel.getByText('recorder-7').waitFor();
      const words = await panel.innerText();
      expect(words).toMatch(/in the world\s+4 May 2031/);
      expect(words).toMatch(/recorded\s+\d{4}-\d{2}-\d{2} \d{2}:\d{2} UTC, at position 0:\d+/);
      expect(words).toContain('on 5 May 2031');
      expect(words).toContain('Nobody has settled this.');
      expect(words).toContain('The letter names the house.');
      expect(await panel.locator('s').first().innerText()).not.toContain('custom house');
    },
  );

  it('stay at the address that was copied', { timeout: TIMEOUT_MS }, async () => {
    const page = await open(`${MEETING}?asOfRecorded=${piers.position}`);
    expect(await page.getByRole('main').innerText()).not.toContain('custom house');
    await page.getByText(`The record up to position ${piers.position}.`).waitFor();
    await page.getByRole('button', { name: 'Back to today' }).click();
    await page.getByText('the old custom house').first().waitFor();
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.keyboard.press('y');
    await page.getByText('Copied: this link will always show the page as it is now.').waitFor();
    const link = String(await page.evaluate('navigator.clipboard.readText()'));
    expect(link).toBe(`${rapporteur?.url}${MEETING}?asOfRecorded=${corrected}`);
  });

  it('can be cited', { timeout: TIMEOUT_MS }, async () => {
    const page = await open(MEETING);
    await page.getByText('the old custom house').first().waitFor();
    await page.getByRole('button', { name: 'Cite this' }).click();
    const dialog = page.getByRole('dialog', { name: 'Cite this page' });
    const read = (name: string): Promise<string> =>
      dialog.getByRole('textbox', { name, exact: true }).inputValue();
    expect(await read('Text')).toContain(`as recorded at position ${corrected}`);
    expect(await read('BibTeX')).toContain(`?asOfRecorded=${corrected}}`);
    expect(JSON.parse(await read('CSL JSON'))).toMatchObject([{ version: corrected }]);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
  });

  it('are two days that a reader chooses', { timeout: TIMEOUT_MS }, async () => {
    const page = await open(FACTS);
    await page.getByLabel('In the world on').fill('2031-05-03');
    await page.getByRole('button', { name: 'Show' }).click();
    await page.getByText('That does not mean that there was nothing.').waitFor();
    expect(await page.locator('.moment').innerText()).toContain('The world on 3 May 2031.');
  });

  it('can be reached by keys, which can be switched off', { timeout: TIMEOUT_MS }, async () => {
    const page = await open(MEETING);
    await page.keyboard.press('g');
    await page.keyboard.press('t');
    await page.waitForURL('**/collections/piers/timeline');
    await page.goto(`${rapporteur?.url}${FACTS}`);
    await page.getByText('on 4 May 2031').first().waitFor();
    await page.keyboard.press('s');
    await page.getByRole('complementary', { name: 'Says who?' }).waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('e');
    expect(await page.evaluate('document.activeElement?.textContent')).toBe('JSON');
    await page.keyboard.press('?');
    const sheet = page.getByRole('dialog', { name: 'Keys' });
    await sheet.getByLabel('Shortcuts of one key').uncheck();
    await page.keyboard.press('Escape');
    await sheet.waitFor({ state: 'detached' });
    await page.reload();
    await page.getByText('on 4 May 2031').first().waitFor();
    await page.keyboard.press('s');
    await page.keyboard.press('/');
    expect(await page.evaluate('document.activeElement?.id')).not.toBe('search');
    expect(await page.getByRole('complementary', { name: 'Says who?' }).count()).toBe(0);
  });

  it('are the events and rows of the record', { timeout: TIMEOUT_MS }, async () => {
    const page = await open('/');
    await page.keyboard.press('/');
    await page.keyboard.type(corrected);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Names these events' }).waitFor();
    await page.getByText('timeline.corrections').waitFor();
    await page.getByRole('link', { name: 'Previous in log' }).click();
    await page
      .getByText(/inspects harbour lights/)
      .first()
      .waitFor();
    // A hash finds the document whose text it is of.
    await page.keyboard.press('/');
    await page.keyboard.type(piers.sha256);
    await page.keyboard.press('Enter');
    await page.waitForURL(`**${MINUTES}`);
    await page.getByRole('heading', { level: 1, name: 'Minutes of the Pier Board' }).waitFor();
    expect(await page.getByRole('main').innerText()).toContain(piers.sha256);
  });

  it('are the states of a stream, event by event', { timeout: TIMEOUT_MS }, async () => {
    const page = await open(STREAM);
    const state = page.locator('.stream-state');
    await state.locator('mark').getByText('the old custom house').waitFor();
    await page.keyboard.press('Home');
    await page.getByRole('heading', { name: /State after event 1 of/ }).waitFor();
    expect(await state.innerText()).not.toContain('Malta');
    await page.keyboard.press('j');
    await state.getByText('Malta').waitFor();
    await page.keyboard.press('k');
    await page.getByRole('heading', { name: /State after event 1 of/ }).waitFor();
  });

  it('are also those of the first sentence of a page', { timeout: TIMEOUT_MS }, async () => {
    const page = await open(MEETING);
    const lead = page.locator('.lead').filter({ hasText: 'chaired by Malta' });
    await lead.getByRole('button', { name: 'Says who?' }).click();
    const panel = page.getByRole('complementary', { name: 'Says who?' });
    await panel.getByText('Malta chaired the meeting', { exact: true }).waitFor();
    expect(await panel.innerText()).toContain('third meeting in Lindau on 4 May 2031');
  });

  it('are bytes that the command line writes too', { timeout: TIMEOUT_MS }, async () => {
    const page = await open(STREAM);
    const link = page.getByRole('link', { name: 'NDJSON' });
    const shown = await page.request.get(
      new URL((await link.getAttribute('href')) ?? '', page.url()).href,
    );
    const line = 'streams show meeting-pier-board-3 --collection piers --ndjson';
    const { exitCode, out } = await runCommandLine(rapporteur?.url ?? '', line);
    expect(exitCode).toBe(0);
    expect(out).toBe(await shown.text());
    expect(out.split('\n')).toHaveLength(6);
  });

  it('are the changes between two moments of the record', { timeout: TIMEOUT_MS }, async () => {
    const page = await open('/audit');
    await page.getByLabel('Recorded after').fill(piers.position);
    await page.getByRole('button', { name: 'Compare' }).click();
    await page.getByRole('heading', { name: 'Changed (1)' }).waitFor();
    expect(await page.getByRole('main').innerText()).toMatch(
      /venue\s+nothing the old custom house/,
    );
    await page.getByLabel('Recorded after').fill(corrected);
    await page.getByRole('button', { name: 'Compare' }).click();
    await page.getByText('No fact differs between these two moments.').waitFor();
  });

  it('is a service that says how it is', { timeout: TIMEOUT_MS }, async () => {
    const page = await open('/status');
    await page.getByText('All pages show every recorded event.').waitFor();
    const words = await page.getByRole('main').innerText();
    expect(words).toMatch(/timeline timeline_v\d+/);
    expect(words).toContain(`the last known event is ${corrected}`);
    expect(words).toContain('None: every recorded command is shown.');
    await page.getByRole('link', { name: 'Partition 0' }).click();
    await page.getByRole('link', { name: corrected, exact: true }).waitFor();
  });

  it.each([
    ['a document', () => `${MINUTES}#passage-47-84`],
    ['an event', () => `/collections/piers/events/${piers.held}`],
    ['a stream', () => STREAM],
    ['the log', () => '/log/0'],
    ['the changes', () => `/changes?since=${piers.position}`],
    ['the audit', () => '/audit'],
    ['a lookup', () => '/lookup?id=0:999'],
    ['the status', () => '/status'],
    ['the past', () => `${MEETING}?asOf=2031-06-01&asOfRecorded=${piers.position}`],
  ])('are accessible: %s', { timeout: TIMEOUT_MS }, async (_, getPath) => {
    const page = await open(getPath());
    await page.waitForLoadState('networkidle');
    expect(await findViolations(page)).toEqual([]);
    await page.setViewportSize({ width: 320, height: 640 });
    expect(await findLayoutFaults(page)).toEqual([]);
  });

  it('and its dialogs are accessible', { timeout: TIMEOUT_MS }, async () => {
    const page = await open(MEETING);
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keys' }).waitFor();
    expect(await findViolations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Cite this' }).click();
    await page.getByRole('dialog', { name: 'Cite this page' }).waitFor();
    expect(await findViolations(page)).toEqual([]);
    await page.goto(`${rapporteur?.url}${FACTS}`);
    await page.locator('.says-who').first().click();
    await page.getByText('recorder-7').first().waitFor();
    expect(await findViolations(page)).toEqual([]);
  });
});
