/** The pages of a query service on its own record only if it names the command service. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeWhen, usePostgres } from '@rapporteur/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { AppProcesses } from './testing/app-processes.ts';
import { CHROMIUM, usePages } from './testing/browser-fixture.ts';
import { type RunningRapporteur, startInProcess } from './testing/record-fixture.ts';

const TIMEOUT_MS = 120_000;
const OPENING = {
  collection: 'pilots',
  title: 'Pilots',
  rootBody: { body: 'pilots-council', name: 'Pilots Council', kind: 'organization' },
};

const postgres = usePostgres();
let folder = '';
let rapporteur: RunningRapporteur | undefined;
let url: string | undefined;
let apps: AppProcesses | undefined;

describeWhen(CHROMIUM !== undefined, 'this machine has no Chromium')('A query service', () => {
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'web-elsewhere-'));
    rapporteur = await startInProcess(postgres.url, undefined);
    apps = new AppProcesses({
      RAPPORTEUR_LOG: postgres.url,
      RAPPORTEUR_DATABASE: postgres.url,
      RAPPORTEUR_DATA: folder,
    });
  }, TIMEOUT_MS);
  afterAll(async () => {
    await apps?.[Symbol.asyncDispose]();
    await rapporteur?.close();
    await rm(folder, { recursive: true, force: true });
  });

  const { open, takeErrors } = usePages(() => url);
  const openRecorder = async (settings: NodeJS.ProcessEnv) => {
    url = (await apps?.start('query-service', settings))?.url;
    return open('/record');
  };

  it('says that it does not record', { timeout: TIMEOUT_MS }, async () => {
    const page = await openRecorder({});
    const alert = page.getByRole('alert');
    await alert.waitFor();
    expect(await alert.innerText()).toContain('set RAPPORTEUR_COMMANDS_URL');
    // The page asks for the commands, which this server does not have.
    expect(takeErrors()).toEqual([expect.stringContaining('404')]);
  });

  it('forwards the commands of its pages', { timeout: TIMEOUT_MS }, async () => {
    const page = await openRecorder({ RAPPORTEUR_COMMANDS_URL: rapporteur?.url ?? '' });
    await page.getByRole('button', { name: 'Propose facts' }).waitFor();
    const answer = await page.evaluate(`fetch('/v1/commands/OpenCollection', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: ${JSON.stringify(JSON.stringify(OPENING))},
    }).then((response) => response.json())`);
    expect(answer).toMatchObject({ outcome: 'recorded', collection: 'pilots' });
    expect(await page.getByRole('alert').count()).toBe(0);
  });
});
