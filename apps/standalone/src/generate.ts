/** Writes the queries of the API for the command line, from the OpenAPI document of a server. */
import 'reflect-metadata';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type OpenApi, readCliQueries } from '@rapporteur/cli';
import { readSettings } from '@rapporteur/platform';
import { startStandalone } from './start-standalone.ts';

const folder = await mkdtemp(join(tmpdir(), 'rapporteur-generate-'));
try {
  const settings = {
    ...readSettings({}),
    data: folder,
    texts: join(folder, 'texts'),
    port: 0,
    logLevel: 'warn' as const,
  };
  await using standalone = await startStandalone(settings);
  const document = (await (await fetch(`${standalone.url}/openapi.json`)).json()) as OpenApi;
  const queries = `${JSON.stringify(readCliQueries(document), null, 2)}\n`;
  await writeFile(new URL('../../cli/src/queries.json', import.meta.url), queries);
} finally {
  await rm(folder, { recursive: true, force: true });
}
