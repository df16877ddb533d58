/** The home page of a record without a fact: it says so, and shows the first facts when they come. */
import { describeWhen, usePostgres } from '@rapporteur/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { CHROMIUM, usePages } from './testing/browser-fixture.ts';
import { type RunningRapporteur, startInProcess } from './testing/record-fixture.ts';
import { TIDE_COMMANDS } from './testing/tide-league.ts';

const TIMEOUT_MS = 120_000;

const postgres = usePostgres();
let rapporteur: RunningRapporteur | undefined;

async function record(): Promise<void> {
  for (const { name, body } of TIDE_COMMANDS) {
    const response = await fetch(`${rapporteur?.url}/v1/commands/${name}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(await response.text());
  }
}

describeWhen(CHROMIUM !== undefined, 'this machine has no Chromium')('The home page', () => {
  beforeAll(async () => {
    rapporteur = await startInProcess(postgres.url, undefined);
  }, TIMEOUT_MS);
  afterAll(() => rapporteur?.close());

  const { open } = usePages(() => rapporteur?.url);

  it(
    'says that it is under construction, or empty, then fills',
    { timeout: TIMEOUT_MS },
    async () => {
      const page = await open('/');
      await page.getByText('No fact is recorded yet.').first().waitFor();

      // The read models are behind the log.
      await page.route('**/v1/status', async (route) => {
        const response = await route.fetch();
        const status = (await response.json()) as { projections: object[] };
        const projections = status.projections.map((one) => ({ ...one, lagEvents: 7 }));
        await route.fulfill({ response, json: { ...status, projections } });
      });
      await page.getByText('The pages are being built from the record').first().waitFor();
      await page.unroute('**/v1/status');
      await page.getByText('No fact is recorded yet.').first().waitFor();

      await record();
      await page.getByRole('link', { name: 'Tide League' }).first().waitFor();
      // Parts of the page ask by themselves, so one of them may still be empty for a moment.
      await expect.poll(() => page.getByText('No fact is recorded yet.').count()).toBe(0);
    },
  );
});
