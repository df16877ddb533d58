/** A reader sees what is new and the timeline of the first two documents, in a real browser. */
import { describeWhen, usePostgres } from '@rapporteur/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { CHROMIUM, usePages } from './testing/browser-fixture.ts';
import { RecordFixture, type RunningRapporteur, startInProcess } from './testing/record-fixture.ts';

const TIMEOUT_MS = 120_000;

const postgres = usePostgres();
let rapporteur: RunningRapporteur | undefined;
let record: RecordFixture | undefined;

describeWhen(CHROMIUM !== undefined, 'this machine has no Chromium')('The timeline', () => {
  beforeAll(async () => {
    rapporteur = await startInProcess(postgres.url, undefined);
    record = await RecordFixture.create(rapporteur);
  }, TIMEOUT_MS);
  afterAll(async () => {
    await record?.stop();
  });

  const { open } = usePages(() => rapporteur?.url);
  const count = async (path: string): Promise<number> => {
    const response = await fetch(`${rapporteur?.url}/v1/collections/sco/${path}`);
    const { data } = (await response.json()) as { readonly data: readonly { facts: number }[] };
    return data[0]?.facts ?? 0;
  };

  it('says what is new, and how far the record reaches', { timeout: TIMEOUT_MS }, async () => {
    const page = await open('/');
    await page.getByText('The pages show all that is recorded.').waitFor();
    const text = await page.getByRole('main').innerText();
    const facts = await count('timeline/counts');
    expect(text).toContain(`${facts} facts, 2 meetings and 2 documents, from `);
    expect(text).toMatch(/The last fact was recorded .* ago, on/);
    const news = page.locator('section', {
      has: page.getByRole('heading', { name: 'What is new' }),
    });
    expect(await news.getByRole('listitem').count()).toBe(10);
    await news
      .getByRole('button', { name: /Says who/ })
      .first()
      .click();
    await page.getByRole('complementary', { name: 'Says who?' }).waitFor();
  });

  it('leads from a year to its months and to the facts', { timeout: TIMEOUT_MS }, async () => {
    const page = await open('/collections/sco/timeline');
    const years = page.getByRole('navigation', { name: 'Years and months' });
    await page.getByRole('img', { name: /^SCO RATS Council: \d+ facts, most in 2025: / }).waitFor();
    await years.getByRole('link', { name: '2025' }).click();
    await page.waitForURL(/zoom=bodies&from=2025&to=2025/);
    await years.getByRole('link', { name: 'Sep' }).click();
    await page.waitForURL(/zoom=facts&from=2025-09&to=2025-09/);
    const main = page.getByRole('main');
    await main.getByRole('listitem').filter({ hasText: 'September 2025' }).first().waitFor();
    expect(await main.innerText()).not.toMatch(/\b(?:August|October) 2025\b/);
    await page.goBack();
    await page.waitForURL(/zoom=bodies&from=2025&to=2025/);
    await years.getByRole('link', { name: 'Sep' }).waitFor();
  });

  it('is a table by one key, and comes nearer by another', { timeout: TIMEOUT_MS }, async () => {
    const page = await open('/collections/sco/timeline');
    await page.getByRole('img').first().waitFor();
    await page.keyboard.press('t');
    const row = page.getByRole('row', { name: /^SCO RATS Council / });
    const shown = await row.getByRole('cell').first().innerText();
    expect(Number(shown)).toBe(await count('timeline/counts?body=sco-rats-council'));
    await page.keyboard.press('t');
    await page.getByRole('img').first().waitFor();
    await page.keyboard.press('+');
    await page.waitForURL(/zoom=bodies/);
    await page.keyboard.press('+');
    await page.waitForURL(/zoom=facts/);
    await page.keyboard.press('-');
    await page.waitForURL(/zoom=bodies/);
  });

  it('narrows the facts by type, year and body, as counted', { timeout: TIMEOUT_MS }, async () => {
    const page = await open('/collections/sco/timeline?zoom=facts');
    const filters = page.getByRole('group');
    await filters.getByRole('link', { name: 'Delegation attended' }).click();
    await page.waitForURL(/type=DelegationAttended/);
    const facts = await count('timeline/counts?type=DelegationAttended');
    const list = page.getByRole('main').locator('.facts > li');
    await expect.poll(() => list.count()).toBe(facts);
    await filters.getByRole('link', { name: 'Clear all filters' }).click();
    await expect.poll(() => list.count()).toBeGreaterThan(facts);
    expect(new URL(page.url()).searchParams.has('type')).toBe(false);
  });

  it('shows two bodies side by side, by either time', { timeout: TIMEOUT_MS }, async () => {
    const page = await open('/collections/sco/timeline?zoom=beside');
    await page.getByLabel('SCO RATS Council').check();
    await page.getByLabel('SCO Regional Anti-Terrorist Structure').check();
    await page.getByRole('button', { name: 'Side by side' }).click();
    const heads = page.getByRole('columnheader');
    await heads.getByText('SCO RATS Council', { exact: true }).waitFor();
    expect(await heads.count()).toBe(3);
    const rows = page.getByRole('row');
    const occurred = await rows.allInnerTexts();
    await page.getByRole('link', { name: 'By the time of recording' }).click();
    await page.getByText('By the time of recording, the newest first.').waitFor();
    await rows
      .nth(1)
      .getByText(/ \d\d:\d\d/)
      .waitFor();
    expect(await rows.count()).toBe(occurred.length);
    expect(new URL(page.url()).searchParams.get('time')).toBe('recorded');
  });

  it.each(['facts', 'decisions', 'positions', 'persons', 'sources', 'timeline'])(
    'leads through the pages of %s and back',
    { timeout: TIMEOUT_MS },
    async (list) => {
      const page = await open(`/collections/sco/${list}?zoom=facts&view=table&limit=2`);
      const main = page.getByRole('main');
      const paging = page.getByRole('navigation', { name: 'Next page' });
      await paging.getByRole('link', { name: 'Next page' }).click();
      await page.waitForURL(/cursor=/);
      await paging.getByRole('link', { name: 'First page' }).waitFor();
      const second = await main.innerText();
      await page.goBack();
      await expect.poll(() => main.innerText()).not.toBe(second);
      expect(page.url()).not.toContain('cursor');
    },
  );

  it('gives programs its pages as data, feeds and calendars', { timeout: TIMEOUT_MS }, async () => {
    const page = await open('/collections/sco/bodies/sco-rats-council');
    const links = page.getByRole('contentinfo');
    await links.getByRole('link', { name: 'Calendar' }).waitFor();
    const read = async (name: string): Promise<string> => {
      const address = await links.getByRole('link', { name }).getAttribute('href');
      return (await fetch(`${rapporteur?.url}${address}`)).text();
    };
    expect(JSON.parse(await read('JSON'))).toMatchObject({ data: { name: 'SCO RATS Council' } });
    expect(await read('CSV')).toMatch(/^body,/);
    expect(await read('Atom feed')).toContain('<entry>');
    expect(await read('Calendar')).toContain('BEGIN:VEVENT');
    await page.getByRole('link', { name: 'Documents' }).first().click();
    const feeds = page.locator('head link[rel="alternate"]');
    await expect.poll(() => feeds.count()).toBe(2);
    await page.goto(`${rapporteur?.url}/states/UZB`);
    const feed = page.locator('head link[type="application/atom+xml"]');
    expect(await feed.getAttribute('href')).toBe('/states/UZB.atom');
  });
});
