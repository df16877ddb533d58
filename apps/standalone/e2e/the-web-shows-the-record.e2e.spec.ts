/** A reader finds the record of the first two documents by clicking, in a real browser. */
import { describeWhen, usePostgres } from '@rapporteur/testing';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { CHROMIUM, usePages } from './testing/browser-fixture.ts';
import { RecordFixture, type RunningRapporteur, startInProcess } from './testing/record-fixture.ts';

/** Returns the section of a page with this heading. */
function findSection(page: Page, name: string) {
  return page.locator('section', { has: page.getByRole('heading', { name }) });
}

const TIMEOUT_MS = 120_000;
const ORGANIZATION = 'Shanghai Cooperation Organization';
const MEETING = '44th meeting of the SCO RATS Council';

const postgres = usePostgres();
let rapporteur: RunningRapporteur | undefined;
let record: RecordFixture | undefined;

describeWhen(CHROMIUM !== undefined, 'this machine has no Chromium')('The web', () => {
  beforeAll(async () => {
    const texts = process.env['RAPPORTEUR_TEXTS'];
    rapporteur = await startInProcess(postgres.url, texts);
    record = await RecordFixture.create(rapporteur);
  }, 120_000);
  afterAll(async () => {
    await record?.stop();
  });

  const { open } = usePages(() => rapporteur?.url);
  const click = (page: Page, name: string): Promise<void> =>
    page.getByRole('link', { name, exact: true }).first().click();

  it('tells who chaired the Council on a day', { timeout: TIMEOUT_MS }, async () => {
    const page = await open('/');
    await click(page, ORGANIZATION);
    await click(page, 'SCO RATS Council');
    await page.getByRole('heading', { level: 1, name: 'SCO RATS Council' }).waitFor();
    await page.getByLabel('In the world on').fill('2025-10-01');
    await page.getByRole('button', { name: 'Show' }).click();
    const chair = findSection(page, 'Chair');
    await chair.getByText('On 1 October 2025').waitFor();
    expect(await chair.innerText()).toContain('presumably Pakistan');
  });

  it('tells which states attended a meeting', { timeout: TIMEOUT_MS }, async () => {
    const page = await open('/');
    await click(page, ORGANIZATION);
    await click(page, MEETING);
    const participants = findSection(page, 'Participants');
    await participants.waitFor();
    const text = await participants.innerText();
    for (const state of ['Belarus', 'China', 'India', 'Iran', 'Kazakhstan', 'Uzbekistan'])
      expect(text).toContain(state);
    await participants.getByRole('button', { name: /^Says who\? Delegations/ }).click();
    await page.getByText('A delegation from the competent authorities of Iran').waitFor();
    await page.keyboard.press('Escape');
    await participants.getByRole('link', { name: 'Uzbekistan' }).click();
    await page.getByRole('heading', { level: 1, name: 'Uzbekistan' }).waitFor();
  });

  it('tells what a meeting approved, and who says so', { timeout: TIMEOUT_MS }, async () => {
    const page = await open('/collections/sco/meetings/sco-rats-council-44');
    const decisions = findSection(page, 'Decisions');
    expect(await decisions.innerText()).toMatch(/Approved\s+work plan of the SCO RATS Executive/);
    await decisions
      .getByRole('button', { name: /work plan of the SCO RATS/ })
      .first()
      .click();
    const panel = page.getByRole('complementary', { name: 'Says who?' });
    expect(await panel.innerText()).toMatch(/INFORMATION NOTE about the 44th meeting.*, line \d+/s);
    await page.keyboard.press('Escape');
    await panel.waitFor({ state: 'detached' });
    const focused = await page.evaluate('document.activeElement?.ariaLabel');
    expect(focused).toContain('Says who?');
  });

  it('tells who condemned what, and how strongly', { timeout: TIMEOUT_MS }, async () => {
    const page = await open('/collections/sco/meetings/sco-rats-council-44');
    const condemned = findSection(page, 'Condemned');
    expect(await condemned.innerText()).toMatch(/strongly condemned/i);
    await condemned.getByRole('link').first().click();
    await page.getByRole('heading', { level: 1 }).waitFor();
  });

  it(
    'lists an organization before its organs, and these by name',
    {
      timeout: TIMEOUT_MS,
    },
    async () => {
      const page = await open('/collections/sco/bodies');
      const names = page.getByRole('main').locator('td:first-child a');
      await names.first().waitFor();
      const shown = await names.allInnerTexts();
      expect(shown.slice(0, 3)).toEqual([
        'Shanghai Cooperation Organization',
        'SCO Council of Heads of State',
        "SCO Defence Ministers' Meeting",
      ]);
    },
  );

  it(
    'shows a long list under its label as it shows a short one',
    {
      timeout: TIMEOUT_MS,
    },
    async () => {
      const page = await open('/collections/sco/bodies/sco-rats-council');
      const named = findSection(page, 'Is named');
      await named.getByRole('heading', { level: 3, name: 'Condemner' }).waitFor();
      expect(await named.getByRole('listitem').count()).toBeGreaterThan(1);
    },
  );

  it('shows on a telephone how strongly each condemned', { timeout: TIMEOUT_MS }, async () => {
    const page = await open('/collections/sco/incidents/strikes-on-iran-2025');
    await page.setViewportSize({ width: 390, height: 844 });
    const table = findSection(page, 'Condemned').locator('table');
    await table.waitFor();
    const widths = await page.evaluate<number[]>(
      `[...document.querySelectorAll('.condemnations :is(td, th)')].map(
        (cell) => cell.getBoundingClientRect().right)`,
    );
    expect(Math.max(...widths)).toBeLessThanOrEqual(390);
    const words = await page.evaluate<string[]>(
      `[...document.querySelectorAll('.condemnations td')].map(
        (cell) => getComputedStyle(cell, '::before').content)`,
    );
    expect(words).toContain('"strongly condemned"');
  });

  it(
    'shows one line while the board of decisions is on its way',
    {
      timeout: TIMEOUT_MS,
    },
    async () => {
      const page = await open('/collections/sco');
      let release = (): void => {};
      const held = new Promise<void>((resolve) => {
        release = resolve;
      });
      await page.route(/decisions\?.*status=(?!overdue|open)/, async (route) => {
        await held;
        await route.continue();
      });
      await click(page, 'Decisions');
      await page.getByRole('heading', { level: 1, name: 'Decisions' }).waitFor();
      const lines = page.getByRole('main').getByText('Loading …');
      await lines.first().waitFor();
      expect(await lines.count()).toBe(1);
      release();
      await page.locator('.board h2').first().waitFor();
      await lines.waitFor({ state: 'detached' });
    },
  );

  it(
    'leads to the recorder by two keys, which knows organizations by their names',
    {
      timeout: TIMEOUT_MS,
    },
    async () => {
      const page = await open('/');
      await page.keyboard.press('g');
      await page.keyboard.press('r');
      await page.getByRole('heading', { level: 1, name: 'Record a document' }).waitFor();
      const collection = page.getByLabel('Collection');
      await collection.fill('Shanghai Coop');
      await collection.press('Tab');
      expect(await collection.inputValue()).toBe('sco');
      await collection.fill('shanghai');
      await collection.press('Tab');
      expect(await collection.inputValue()).toBe('shanghai');
    },
  );

  it(
    'finds the pages of what a search names, at the moment shown',
    { timeout: TIMEOUT_MS },
    async () => {
      const page = await open('/?asOf=2025-12-31');
      await page.getByRole('heading', { level: 1 }).waitFor();
      await page.keyboard.press('/');
      await page.keyboard.type('uzbekistan');
      await page.keyboard.press('Enter');
      const found = page.getByRole('navigation', { name: 'Pages' });
      await found.getByRole('link', { name: 'Uzbekistan' }).click();
      await page.getByRole('heading', { level: 1, name: 'Uzbekistan' }).waitFor();
      expect(page.url()).toContain('asOf=2025-12-31');
      await page.keyboard.press('g');
      await page.keyboard.press('d');
      await page.getByRole('heading', { level: 1, name: 'Decisions' }).waitFor();
      expect(page.url()).toContain('asOf=2025-12-31');
    },
  );

  it('keeps the focus in the sources on a narrow screen', { timeout: TIMEOUT_MS }, async () => {
    const page = await open('/collections/sco/meetings/sco-rats-council-44');
    await page.setViewportSize({ width: 390, height: 844 });
    await page.getByRole('button', { name: /^Says who\? Held on/ }).click();
    const panel = page.getByRole('complementary', { name: 'Says who?' });
    await panel.waitFor();
    const isInPanel = (): Promise<unknown> =>
      page.evaluate('document.activeElement?.closest(".evidence") !== null');
    for (let n = 0; n < 25; n += 1) {
      await page.keyboard.press('Tab');
      expect(await isInPanel()).toBe(true);
    }
    await page.keyboard.press('Escape');
    await panel.waitFor({ state: 'detached' });
  });

  it('leads from a body to its decisions', { timeout: TIMEOUT_MS }, async () => {
    const page = await open('/collections/sco/bodies/sco-rats-council');
    await page
      .getByRole('navigation', { name: 'See also' })
      .getByRole('link', { name: 'Decisions' })
      .click();
    await page.waitForURL(/\/collections\/sco\/decisions\?body=sco-rats-council$/);
    const decision = page.getByText(/work plan of the SCO RATS/).first();
    expect(await decision.innerText()).toContain('work plan');
  });

  it('leads from incidents to all condemnations', { timeout: TIMEOUT_MS }, async () => {
    const page = await open('/collections/sco/incidents');
    const sides = await page.evaluate<string[]>(
      `[...document.querySelectorAll('[data-title="Condemnations"]')].map(
        (cell) => getComputedStyle(cell).textAlign)`,
    );
    expect(new Set(sides)).toEqual(new Set(['right']));
    await click(page, 'Condemnations');
    await page.getByRole('heading', { level: 1, name: 'Condemnations' }).waitFor();
    await page.getByText('all terrorist acts').first().waitFor();
    expect(page.url()).toContain('/collections/sco/condemnations');
  });

  it(
    'shows the day on which a fact without a day was stated',
    {
      timeout: TIMEOUT_MS,
    },
    async () => {
      const page = await open('/collections/sco/timeline?zoom=facts&type=IncidentCondemned');
      const row = page.getByRole('listitem').filter({ hasText: 'denounced the attacks on' });
      expect(await row.innerText()).toContain('stated 1 September 2025');
    },
  );

  it('finds words, and says so if nothing is recorded', { timeout: TIMEOUT_MS }, async () => {
    const page = await open('/');
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.keyboard.press('/');
    await page.keyboard.type('Tashkent');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Timeline: “Tashkent”' }).waitFor();
    expect(await page.getByRole('main').innerText()).toContain('Tashkent');
    const none = await page.goto(page.url().replace('Tashkent', 'zeppelin'));
    expect(none?.status()).toBe(200);
    await page.getByText('That does not mean that there was nothing.').waitFor();
  });
});
