/** An analyst reads votes, paragraphs, condemnations and conflicts of an invented record, in a real browser. */
import { readFile } from 'node:fs/promises';
import { describeWhen, usePostgres } from '@rapporteur/testing';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { CHROMIUM, usePages } from './testing/browser-fixture.ts';
import { type RunningRapporteur, startInProcess } from './testing/record-fixture.ts';
import { TIDE_COMMANDS } from './testing/tide-league.ts';

const TIMEOUT_MS = 120_000;
const TIDES = '/collections/tides';

const postgres = usePostgres();
let rapporteur: RunningRapporteur | undefined;

async function recordTides(url: string): Promise<void> {
  let position = '';
  for (const { name, body } of TIDE_COMMANDS) {
    const response = await fetch(`${url}/v1/commands/${name}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    const text = await response.text();
    if (response.status !== 200) throw new Error(text);
    position = (JSON.parse(text) as { readonly position: string }).position;
  }
  await fetch(`${url}/v1/decisions?position=${position}`, { headers: { prefer: 'wait=30' } });
}

describeWhen(CHROMIUM !== undefined, 'this machine has no Chromium')('An analyst', () => {
  beforeAll(async () => {
    rapporteur = await startInProcess(postgres.url, undefined);
    await recordTides(rapporteur.url);
  }, 120_000);
  afterAll(async () => {
    await rapporteur?.close();
  });

  const { open } = usePages(() => rapporteur?.url);
  /** Returns the words of the row of a table that begins with a name. */
  const readRow = async (page: Page, name: string): Promise<string> => {
    const row = page.getByRole('row', { name: new RegExp(name) }).first();
    await row.waitFor();
    return (await row.innerText()).replaceAll(/\s+/g, ' ').trim();
  };

  it('sees the result of a vote, and each vote', { timeout: TIMEOUT_MS }, async () => {
    const page = await open(`${TIDES}/votes`);
    await page.getByRole('link', { name: 'reef line' }).click();
    expect(await readRow(page, '^for ')).toContain('3 Cyprus, Malta; 1 not recorded by name');
    expect(await readRow(page, '^absent ')).toContain('not stated Croatia');
    expect(await readRow(page, '^against ')).toContain('0');
  });

  it('reads a decision paragraph by paragraph, at anchors', { timeout: TIMEOUT_MS }, async () => {
    const page = await open(`${TIDES}/decisions/reef-line#para-3`);
    const paragraph = page.locator('#para-3');
    await paragraph.waitFor();
    const words = (await paragraph.innerText()).replaceAll(/\s+/g, ' ');
    expect(words).toMatch(
      /op\. 3 requested a chart of the reef · asks the Pilot · due 31 December/,
    );
    await page.locator('#para-preamble-1').getByText('recalled').waitFor();
    await page.getByText('recalls Resolution net-rule').waitFor();
  });

  it('sees how strong a decision is, and its status', { timeout: TIMEOUT_MS }, async () => {
    const page = await open(`${TIDES}/decisions/joint-patrol?asOf=2031-10-01`);
    await page.locator('.ladder [aria-current]', { hasText: 'agreed' }).waitFor();
    const steps = page.locator('.steps li');
    expect(await steps.allInnerTexts()).toEqual([
      expect.stringMatching(/^agreed 2 March 2031/),
      expect.stringMatching(/^in progress 1 September 2031/),
      expect.stringMatching(/^due 31 December 2031/),
      expect.stringMatching(/^in progress on 1 October 2031/),
    ]);
  });

  it('sees the vote on a draft without a decision', { timeout: TIMEOUT_MS }, async () => {
    const page = await open(`${TIDES}/decisions/pier-law`);
    await page.locator('.steps li', { hasText: 'vote: rejected 4 March 2032' }).waitFor();
    expect(await page.locator('.ladder').count()).toBe(0);
    const words = await page.getByRole('main').innerText();
    expect(words).toContain('put to the vote on 4 March 2032');
    expect(words).toContain('Outcome of the vote: rejected.');
    expect(words.toLowerCase()).not.toContain('not stated on');
  });

  it(
    'sees the votes on drafts apart from decisions without a status',
    {
      timeout: TIMEOUT_MS,
    },
    async () => {
      const page = await open(`${TIDES}/decisions`);
      const votes = page.getByRole('heading', { name: /^Voted on/ }).locator('+ ol');
      await votes.waitFor();
      expect(await votes.innerText()).toContain('was rejected in the Tide Council');
    },
  );

  it(
    'sees who condemned an incident in all organizations, each with its own attribution',
    { timeout: TIMEOUT_MS },
    async () => {
      const page = await open(`${TIDES}/incidents/lighthouse-fire`);
      expect(await readRow(page, 'Tide Council')).toMatch(/Tide League names no one/);
      const others = await readRow(page, 'Lamp Assembly');
      expect(others).toMatch(/Lamp Union names the Salt Company/);
      // The day of the incident is not that of the condemnation.
      expect(others).not.toContain('2033');
      const heads = page.getByRole('columnheader');
      expect(await heads.allInnerTexts()).toEqual(['Condemner', 'strongly condemned', 'condemned']);
    },
  );

  it('sees all condemnations, each by its incident', { timeout: TIMEOUT_MS }, async () => {
    const page = await open(`${TIDES}/condemnations`);
    await page.getByRole('link', { name: 'the fire at the lighthouse' }).waitFor();
    expect(await readRow(page, 'Tide Council')).toContain('names no one');
  });

  it('sees both statements of a conflict beside each other', { timeout: TIMEOUT_MS }, async () => {
    const page = await open('/conflicts');
    const conflict = page.locator('section', {
      has: page.getByRole('heading', { name: '2nd meeting of the Tide Council' }),
    });
    await conflict.getByText('the sources give 4 March 2032 and 5 March 2032.').waitFor();
    const statements = conflict.getByRole('article');
    expect(await statements.allInnerTexts()).toEqual([
      expect.stringMatching(/^4 March 2032.*Minutes of the Tide Council/s),
      expect.stringMatching(/^5 March 2032.*The Tide Gazette/s),
    ]);
  });

  it('sees who took part, as a list on a narrow page', { timeout: TIMEOUT_MS }, async () => {
    const page = await open(`${TIDES}/participation`);
    const greece = await readRow(page, 'Greece');
    expect(greece).toContain('as a guest or observer');
    await page.setViewportSize({ width: 320, height: 800 });
    await page.getByRole('table').waitFor({ state: 'hidden' });
    await page.getByText('Malta 3 of 3').click();
    expect(await page.locator('details[open] li').allInnerTexts()).toEqual([
      expect.stringMatching(/attended.*1st meeting of the Tide Council/s),
      expect.stringMatching(/chaired.*2nd meeting of the Tide Council/s),
      expect.stringMatching(/chaired.*3rd meeting of the Tide Council/s),
    ]);
    const width = await page.evaluate('document.documentElement.scrollWidth');
    expect(width).toBe(320);
  });

  it('sees decisions by status, with a table one key away', { timeout: TIMEOUT_MS }, async () => {
    const page = await open(`${TIDES}/decisions?asOf=2034-06-01`);
    const overdue = page.locator('.board .overdue');
    await overdue.getByRole('link', { name: 'a chart of the reef' }).waitFor();
    expect(await overdue.innerText()).toContain('was due 31 December 2033');
    const heads = page.locator('.board h2');
    const all = ['Overdue 2', 'In force 1', 'Done 1', 'Voted on 5', 'Status not stated 2'];
    await expect.poll(() => heads.allInnerTexts()).toEqual(all);
    await page.getByLabel('Strength').selectOption('agreed');
    await page.getByRole('button', { name: 'Filter' }).click();
    await page.waitForURL(/strength=agreed/);
    await expect.poll(() => heads.allInnerTexts()).toEqual(['Overdue 1', 'Done 1']);
    await page.keyboard.press('t');
    await page.getByRole('table').waitFor();
    expect(await page.getByRole('row').count()).toBe(3);
    expect(page.url()).toMatch(/asOf=2034-06-01&strength=agreed&view=table$/);
    const data = await page.getByRole('link', { name: 'JSON' }).getAttribute('href');
    const answer = await page.request.get(new URL(data ?? '', page.url()).href);
    expect(await answer.json()).toMatchObject({ data: [{ strength: 'agreed' }, {}] });
    await page.keyboard.press('t');
    await page.locator('.board').waitFor();
  });

  it('compares two states over time', { timeout: TIMEOUT_MS }, async () => {
    const page = await open('/states/MLT');
    await page.getByLabel('Compare with').selectOption('Portugal');
    await page.getByRole('button', { name: 'Compare' }).click();
    await page.getByRole('heading', { level: 1, name: 'Malta and Portugal' }).waitFor();
    await page.getByText('They voted alike in 3 of 5 votes that both cast.').waitFor();
    expect(await readRow(page, '^2032 ')).toBe('2032 2 1 50 %');
    expect(await page.locator('svg circle').count()).toBe(3);
    const positions = page.getByRole('table', { name: /The number of votes/ });
    const heads = await positions.getByRole('columnheader').allInnerTexts();
    expect(heads.map((head) => head.replaceAll(/\s+/g, ' '))).toEqual([
      'Portugal ● for',
      'Portugal ◐ abstained',
      'Portugal ✕ against',
      'Portugal · not recorded',
    ]);
    expect(await readRow(page, 'pier law')).toContain('● for ✕ against');
    await page.getByText('Meetings that both attended: 2.').waitFor();
    await page.getByRole('link', { name: '2032', exact: true }).click();
    await page.getByRole('link', { name: 'sand fund' }).waitFor();
  });

  it('sees the meetings that a state could attend', { timeout: TIMEOUT_MS }, async () => {
    const page = await open('/states/HRV');
    await page.getByText('Meetings that Croatia attended: 1 of 1').waitFor();
    await page.getByRole('link', { name: '1 of 1' }).click();
    // It became a member after the second meeting.
    const croatia = await readRow(page, '^Croatia ');
    expect(croatia).toBe('Croatia 1 of 1 ✕ not a member then ✕ not a member then ● attended');
  });

  it('sees the holders of a chair over time', { timeout: TIMEOUT_MS }, async () => {
    const page = await open(`${TIDES}/bodies/tide-council?asOf=2032-01-01`);
    await page.getByRole('link', { name: 'The chair over time' }).click();
    await page.getByText('On 1 January 2032: presumably Malta, since 1 July 2031').waitFor();
    expect(await readRow(page, '^Portugal ')).toContain('not stated 1 July 2031 2 March 2031');
    await page.getByRole('img', { name: /Bars of the holders/ }).waitFor();
  });

  it.each([
    [`${TIDES}/bodies/tide-council/chair`, 'recorded chairmanships', '>Malta<'],
    [`${TIDES}/timeline?zoom=bodies`, 'The most facts are of', '>Tide Council<'],
    ['/states/MLT/vs/PRT', 'The share of votes', '>50 %<'],
  ])('saves an image of a chart: %s', { timeout: TIMEOUT_MS }, async (path, caption, mark) => {
    const page = await open(path);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Save image' }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/^[\w-]+\.svg$/);
    const image = await readFile(await download.path(), 'utf8');
    for (const words of [caption, mark, 'Source: ', 'asOfRecorded='])
      expect(image).toContain(words);
    expect(image).not.toMatch(/ style=|var\(/);
  });
});
