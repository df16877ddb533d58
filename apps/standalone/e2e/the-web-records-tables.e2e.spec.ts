/** A recorder imports a table in a real browser; the command line then has nothing to add. */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describeWhen, usePostgres } from '@rapporteur/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { CHROMIUM, usePages } from './testing/browser-fixture.ts';
import { pressEnter, tabTo } from './testing/browser-keys.ts';
import { findViolations } from './testing/page-checks.ts';
import { runCommandLine } from './testing/command-line.ts';
import { type RunningRapporteur, startInProcess } from './testing/record-fixture.ts';

const EXAMPLES = fileURLToPath(new URL('../../../examples/tables/', import.meta.url));
const TIMEOUT_MS = 120_000;

const postgres = usePostgres();
let rapporteur: RunningRapporteur | undefined;

describeWhen(CHROMIUM !== undefined, 'this machine has no Chromium')('A table in the web', () => {
  beforeAll(async () => {
    rapporteur = await startInProcess(postgres.url, undefined);
  }, TIMEOUT_MS);
  afterAll(async () => {
    await rapporteur?.close();
  });
  const { open } = usePages(() => rapporteur?.url);

  it('is recorded by its mapping as the command line does', { timeout: TIMEOUT_MS }, async () => {
    const page = await open('/record/table');
    await page
      .getByLabel('Table', { exact: false })
      .first()
      .setInputFiles(`${EXAMPLES}harbour-votes.csv`);
    await tabTo(page, page.getByLabel('Collection'));
    await page.keyboard.type('harbour-votes');
    await pressEnter(page, page.getByRole('button', { name: 'Propose a mapping' }));

    // The proposal needs a person: it says what to choose.
    const mapping = page.getByLabel('Mapping of harbour-votes.csv');
    await page.getByRole('heading', { name: /The mapping has problems/ }).waitFor();
    expect(await mapping.inputValue()).toContain('CHOOSE');
    expect(await findViolations(page)).toEqual([]);

    await tabTo(page, mapping);
    await mapping.selectText();
    await page.keyboard.insertText(await readFile(`${EXAMPLES}harbour-votes.map.yaml`, 'utf8'));
    await page.getByText('The Harbour Council held its 41st meeting on 4 May 2031.').waitFor();
    await page.getByText(/Row 9 Held “31.4.2031”.*must be a day of the calendar/).waitFor();
    expect(await findViolations(page)).toEqual([]);
    await pressEnter(page, page.getByRole('button', { name: 'Record 4 rows with 7 facts' }));
    await page.getByText('4 rows with 7 facts are in the record now; 1 rows are not.').waitFor();

    const words = [
      'harbour-votes.csv',
      '--map',
      'harbour-votes.map.yaml',
      '--rejected',
      '/dev/null',
    ];
    const again = await runCommandLine(rapporteur?.url ?? '', ['import', ...words], {
      folder: EXAMPLES,
    });
    expect(again.out, again.err).toContain('all of them already recorded');
  });
});
