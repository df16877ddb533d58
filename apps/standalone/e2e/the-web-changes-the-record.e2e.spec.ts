/** A recorder resolves, retracts and merges from the pages of the web, without a mouse. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeWhen, usePostgres } from '@rapporteur/testing';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { CHROMIUM, usePages } from './testing/browser-fixture.ts';
import { pressEnter, tabTo } from './testing/browser-keys.ts';
import { findViolations } from './testing/page-checks.ts';
import { runCommandLine } from './testing/command-line.ts';
import { type RunningRapporteur, startInProcess } from './testing/record-fixture.ts';

const NOTE = `Note on the 9th meeting of the Pilots' Council

The 9th meeting of the Pilots' Council was held in Valletta, Malta, on 4 May 2031. The meeting was chaired by Malta.
Delegations of Malta and Iceland took part.
The Council approved the work plan of the pilots for 2032.
`;
const TIMEOUT_MS = 120_000;

const postgres = usePostgres();
let rapporteur: RunningRapporteur | undefined;
let folder = '';

describeWhen(CHROMIUM !== undefined, 'this machine has no Chromium')('A change in the web', () => {
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'web-changes-'));
    rapporteur = await startInProcess(postgres.url, undefined);
    const env = { RAPPORTEUR_REVIEWS: join(folder, 'reviews') };
    const gazette = NOTE.replace('Note', 'Gazette').replace('4 May', '5 May');
    for (const [name, text] of [
      ['note', NOTE],
      ['gazette', gazette],
    ] as const) {
      await writeFile(join(folder, `${name}.txt`), text);
      for (const words of [
        ['draft', `${name}.txt`, '--collection', 'pilots'],
        ['submit', `${name}.draft.yaml`, '--wait', '30'],
      ]) {
        const { exitCode, err } = await runCommandLine(rapporteur.url, words, { folder, env });
        if (exitCode !== 0) throw new Error(err);
      }
    }
  }, TIMEOUT_MS);
  afterAll(async () => {
    await rapporteur?.close();
    await rm(folder, { recursive: true, force: true });
  });

  const { open, takeErrors } = usePages(() => rapporteur?.url);
  /** Opens the form of the fact with this sentence. */
  const openForm = async (sentence: RegExp): Promise<Page> => {
    const { out } = await runCommandLine(rapporteur?.url ?? '', 'query facts --json', { folder });
    const { data } = JSON.parse(out) as {
      data: readonly { readonly event: string; readonly sentence: string }[];
    };
    const found = data.find((fact) => sentence.test(fact.sentence));
    if (found === undefined) throw new Error(`No fact reads ${String(sentence)}.`);
    return open(`/record/change?collection=pilots&event=${found.event}`);
  };
  const giveGrounds = async (page: Page, reason: string): Promise<void> => {
    await tabTo(page, page.getByLabel('Reason'));
    await page.keyboard.type(reason);
    await page.getByLabel('A note').press('Space');
    await tabTo(page, page.getByLabel('Note', { exact: true }));
    await page.keyboard.type('A letter of the Secretariat of 20 June 2031');
  };
  const recordChange = async (page: Page): Promise<void> => {
    await pressEnter(page, page.getByRole('button', { name: 'Show what would be recorded' }));
    await pressEnter(page, page.getByRole('button', { name: /^Record (this event|these)/ }));
    await page.getByRole('heading', { name: 'Recorded', exact: true }).waitFor();
  };

  it('resolves a conflict', { timeout: TIMEOUT_MS }, async () => {
    const page = await open('/collections/pilots/conflicts');
    await pressEnter(page, page.getByRole('link', { name: 'Resolve this' }).first());
    await page.getByRole('heading', { name: 'Resolve a conflict' }).waitFor();
    await page.getByLabel(/on 4 May 2031/).press('Space');
    await tabTo(page, page.getByLabel('Resolution', { exact: true }));
    await page.keyboard.type('The note was written at the meeting.');
    expect(await findViolations(page)).toEqual([]);
    await recordChange(page);
    await page.goto(new URL('/collections/pilots/conflicts', page.url()).href);
    await page.getByText(/The note was written at the meeting/).waitFor();
  });

  it(
    'corrects a fact from its own page, and shows the present one as valid',
    {
      timeout: TIMEOUT_MS,
    },
    async () => {
      const form = await openForm(/delegation from Malta/);
      const event = new URL(form.url()).searchParams.get('event') ?? '';
      await form.goto(new URL(`/collections/pilots/events/${event}`, form.url()).href);
      await pressEnter(form, form.getByRole('link', { name: 'Correct this' }));
      await form.getByRole('heading', { name: 'Change the record' }).waitFor();
      await form.getByLabel('Field').selectOption('capacity');
      await form.getByLabel('New value').selectOption('guest');
      await giveGrounds(form, 'Malta was a guest.');
      await recordChange(form);
      const lead = form.locator('p.lead', { hasText: 'as a guest' });
      await lead.waitFor();
      expect(await lead.locator('s').count()).toBe(0);
      const words = /The capacity was corrected from nothing to “guest”: a delegation from Malta/;
      await form.getByText(words).waitFor();
      await form.goto(new URL('/collections/pilots/corrections', form.url()).href);
      await form.getByRole('cell', { name: words }).waitFor();
    },
  );

  it('retracts a fact, which stays visible', { timeout: TIMEOUT_MS }, async () => {
    const page = await openForm(/Iceland/);
    await page.getByLabel('Retract the fact').press('Space');
    await page.getByLabel('This alone').press('Space');
    await giveGrounds(page, 'Iceland sent an observer.');
    expect(await findViolations(page)).toEqual([]);
    await recordChange(page);
    await page.locator('p.lead s').waitFor();
    expect(await page.locator('p.lead').innerText()).toContain('Iceland');
  });

  it('shows the rule of a merger beside its field', { timeout: TIMEOUT_MS }, async () => {
    const page = await openForm(/approved the work plan/);
    await page.getByLabel('Merge two ids of one thing').press('Space');
    const merged = await page.getByLabel('The id that is hidden').inputValue();
    expect(merged).toBe('0');
    await tabTo(page, page.getByLabel('The id under which both are shown'));
    await page.keyboard.type('no-such-plan');
    await giveGrounds(page, 'Both are the plan of the pilots.');
    await pressEnter(page, page.getByRole('button', { name: 'Show what would be recorded' }));
    // The record knows no such id: the rule is beside the field.
    await page.locator('.is-invalid', { hasText: 'The id under which both are shown' }).waitFor();
    expect(takeErrors()).toEqual([expect.stringContaining('422')]);
  });
});
