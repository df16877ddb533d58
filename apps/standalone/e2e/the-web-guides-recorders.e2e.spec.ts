/** A recorder makes mistakes, and the screens say where they are before anything is recorded. */
import { describeWhen, usePostgres } from '@rapporteur/testing';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { CHROMIUM, usePages } from './testing/browser-fixture.ts';
import { pressEnter, pressKeys, tabTo } from './testing/browser-keys.ts';
import { type RunningRapporteur, startInProcess } from './testing/record-fixture.ts';

const NOTE = `Note on the 5th meeting of the Ferry Council

The 5th meeting of the Ferry Council was held in Valletta, Malta, on 3 June 2031. Delegations of Malta and Cyprus took part.
The parties agreed to hold joint ferry drills in 2033. The Council approved the work plan of the Ferry Office for 2032.
`;
const TIMEOUT_MS = 120_000;

const postgres = usePostgres();
let rapporteur: RunningRapporteur | undefined;

async function giveDocument(page: Page): Promise<void> {
  await page.getByLabel('Pasted text').check();
  await page.getByLabel('Name of the document').fill('Ferries 5');
  await page.getByLabel('Text', { exact: true }).fill(NOTE);
  await page.getByLabel('Collection').fill('ferries');
  await page.getByRole('button', { name: 'Propose facts' }).click();
  await page.getByRole('heading', { name: /held its 5th meeting/ }).waitFor();
}

describeWhen(CHROMIUM !== undefined, 'this machine has no Chromium')('The web guides', () => {
  beforeAll(async () => {
    rapporteur = await startInProcess(postgres.url, undefined);
  }, TIMEOUT_MS);
  afterAll(() => rapporteur?.close());

  const { open } = usePages(() => rapporteur?.url);

  it('accepts no fact with a wrong value', { timeout: TIMEOUT_MS }, async () => {
    const page = await open('/record');
    await giveDocument(page);

    // The values are in words, and the page ends with its footer.
    const fields = page.locator('.record-fields');
    expect(await fields.innerText()).toContain('Valletta, Malta (MLT)');
    const blank = await page.evaluate<number>(
      `document.documentElement.scrollHeight - Math.max(innerHeight,
        Math.ceil(document.querySelector('footer').getBoundingClientRect().bottom))`,
    );
    expect(blank).toBeLessThanOrEqual(1);

    await page.getByRole('button', { name: /hold a ferry drill/ }).click();
    await pressKeys(page, 'e');
    const kind = page.getByLabel('kind required');
    expect(await page.getByLabel('scheduled on').inputValue()).toBe('2033');
    await tabTo(page, kind);
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type('joint ferry drill');
    await page.keyboard.press('Enter');
    await page.getByText(/kind must be lower-case/).waitFor();
    await kind.and(page.locator(':focus')).waitFor();
    await page.getByText('0 accepted, 0 rejected', { exact: false }).first().waitFor();

    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type('joint-ferry-drill');
    await page.keyboard.press('Enter');
    await page.getByText('1 accepted, 0 rejected', { exact: false }).first().waitFor();
    const drill = page.getByRole('button', { name: /hold a joint ferry drill in 2033/ });
    expect(await drill.count()).toBe(1);
  });

  it('names what was recorded, and offers its document', { timeout: TIMEOUT_MS }, async () => {
    const page = await open('/record');
    await giveDocument(page);
    await pressKeys(page, 'a', 'a', 'a', 'a', 'a', 'f');
    const recorder = page.getByLabel('Your id as recorder');
    await tabTo(page, recorder);
    await page.keyboard.type('desk-5');
    await page.keyboard.press('Enter');
    await pressEnter(page, page.getByRole('button', { name: /^Record these \d+ events$/ }));
    await page.getByRole('heading', { name: 'Recorded', exact: true }).waitFor();
    await page
      .getByRole('link', { name: '5th meeting of the Ferry Council', exact: true })
      .waitFor();
    const pages = page.locator('.record-pages');
    await expect.poll(() => pages.innerText(), { timeout: 10_000 }).not.toMatch(/[a-z]-[a-z0-9]/);

    // A form that was open before the recording would not know the document.
    await page.getByRole('link', { name: '5th meeting of the Ferry Council', exact: true }).click();
    await page
      .getByRole('button', { name: /^Says who\?/ })
      .first()
      .click();
    await page.getByRole('link', { name: 'Correct this' }).first().click();
    await page
      .getByRole('option', { name: 'Note on the 5th meeting of the Ferry Council' })
      .waitFor({ state: 'attached' });
  });
});
