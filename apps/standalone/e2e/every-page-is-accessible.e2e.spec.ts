/** Each page of the web, in light and dark, on a narrow screen and magnified, in a real browser. */
import { describeWhen, usePostgres } from '@rapporteur/testing';
import { PAGE_ROUTES } from '@rapporteur/web';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { CHROMIUM, usePages } from './testing/browser-fixture.ts';
import { findLayoutFaults, findViolations } from './testing/page-checks.ts';
import { RecordFixture, type RunningRapporteur, startInProcess } from './testing/record-fixture.ts';
import { TIDE_COMMANDS } from './testing/tide-league.ts';

const TIMEOUT_MS = 120_000;

/** The values of the parameters of routes. The other record has votes, and sources that differ. */
const PARAMETERS: Readonly<Record<string, string>> = {
  collection: 'sco',
  body: 'sco-rats-council',
  document: 'rats-council-44-note',
  meeting: 'sco-rats-council-44',
  person: 'alexander-bortnikov',
  partition: '0',
  state: 'UZB',
  other: 'KAZ',
  stream: 'meeting-sco-rats-council-44',
};
/** Lists and things of which the first record has none or fewer. */
const IN_TIDES =
  /(votes|dissents|conflicts|condemnations|memberships|incidents|\{incident\}|\{decision\}|chair)$/;
const TIDES: Readonly<Record<string, string>> = {
  collection: 'tides',
  body: 'tide-council',
  decision: 'reef-line',
  incident: 'lighthouse-fire',
};
/** What pages show beyond that which their route alone gives. */
const VIEWS: readonly string[] = [
  '/collections/sco/timeline?view=table',
  '/collections/sco/timeline?zoom=bodies&from=2025&to=2025',
  '/collections/sco/timeline?zoom=facts&type=DelegationAttended',
  '/collections/sco/timeline?zoom=beside',
  '/collections/sco/timeline?zoom=beside&state=UZB,KAZ',
  '/collections/tides/decisions?asOf=2034-06-01',
  '/collections/tides/decisions?view=table',
  '/collections/tides/participation',
  '/collections/tides/meetings/tide-council-2',
  '/states/PRT',
  '/states/MLT/vs/PRT',
  '/lookup?id=0:3',
  '/collections/sco?asOf=2025-10-01&asOfRecorded=0:10',
  '/nothing-is-here',
];

/** Windows of a desktop, of 320 px, and of a desktop of 1280 px at 200 %: half its width in CSS. */
const WINDOWS = {
  desktop: { width: 1280, height: 900 },
  narrow: { width: 320, height: 640 },
  magnified: { width: 640, height: 450 },
} as const;

const postgres = usePostgres();
let rapporteur: RunningRapporteur | undefined;
let event = '';

function findPath(route: string): string {
  const values = { ...PARAMETERS, event, ...(IN_TIDES.test(route) ? TIDES : {}) };
  return route.replaceAll(/\{(\w+)\}/g, (_, name: keyof typeof values) => {
    const value = values[name];
    if (value === undefined) throw new Error(`The test has no value of the parameter ${name}.`);
    return value;
  });
}

/** A page draws itself anew after the size of its window has changed. */
const TWO_FRAMES =
  'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))';

/** Returns the faults of a page in each window. */
async function checkPage(page: Page): Promise<readonly unknown[]> {
  const faults: unknown[] = [];
  for (const [name, size] of Object.entries(WINDOWS)) {
    await page.setViewportSize(size);
    await page.evaluate(TWO_FRAMES);
    const found = [...(await findViolations(page)), ...(await findLayoutFaults(page))];
    faults.push(...found.map((fault) => [name, fault]));
  }
  return faults;
}

describeWhen(CHROMIUM !== undefined, 'this machine has no Chromium')('Every page', () => {
  beforeAll(async () => {
    rapporteur = await startInProcess(postgres.url, process.env['RAPPORTEUR_TEXTS']);
    const record = await RecordFixture.create(rapporteur);
    let last = '';
    for (const { name, body } of TIDE_COMMANDS) last = (await record.send(name, body)).position;
    const facts = await record.queryAt(last, 'facts?type=MeetingHeld');
    event = String(facts.items[0]?.['event']);
  }, TIMEOUT_MS);
  afterAll(async () => {
    await rapporteur?.close();
  });

  const { open, takeErrors } = usePages(() => rapporteur?.url);

  it.each([...Object.values(PAGE_ROUTES).flat(), ...VIEWS])(
    'is accessible, and shows all its words in narrow windows: %s',
    { timeout: TIMEOUT_MS },
    async (route) => {
      const page = await open(findPath(route));
      await page.waitForLoadState('networkidle');
      const isFound = route !== '/nothing-is-here';
      expect(await page.getByRole('heading', { name: 'There is no page' }).count()).toBe(
        isFound ? 0 : 1,
      );
      if (!isFound) takeErrors();
      expect(await checkPage(page)).toEqual([]);
    },
  );

  it('reports a mark of sources that stands alone on its line', async () => {
    const page = await open(findPath('/collections/{collection}/meetings/{meeting}'));
    await page.locator('.same-line').first().waitFor();
    expect(await findLayoutFaults(page)).toEqual([]);
    await page.evaluate(
      "document.querySelector('.same-line').before(document.createElement('br'))",
    );
    expect(await findLayoutFaults(page)).toEqual([
      expect.stringContaining('A mark alone on its line'),
    ]);
  });
});
