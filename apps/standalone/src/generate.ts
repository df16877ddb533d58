/** Writes the queries of the API for the command line, from the OpenAPI document. */
import { writeFile } from 'node:fs/promises';
import { type OpenApi, readCliQueries } from '@rapporteur/cli';
import { createUnstartedApp, readOpenApiDocument } from './open-api-document.ts';

const document = readOpenApiDocument(await createUnstartedApp()) as OpenApi;
const queries = `${JSON.stringify(readCliQueries(document), null, 2)}\n`;
await writeFile(new URL('../../cli/src/queries.json', import.meta.url), queries);
