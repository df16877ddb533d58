import { type OpenApi, readCliQueries } from '@rapporteur/cli';
import { type ClientDocument, generateClientTypes } from '@rapporteur/openapi-checks';
import { createUnstartedApp, readOpenApiDocument } from './open-api-document.ts';

/** Returns the files that are written from the OpenAPI document, by their path in the repository. */
export async function generateApiFiles(): Promise<ReadonlyMap<string, string>> {
  const document = readOpenApiDocument(await createUnstartedApp());
  const queries = readCliQueries(document as OpenApi);
  const types = await generateClientTypes(document as ClientDocument, {
    namePath: nameWebPath,
    replacements: {
      // The web shows the events of all types in the same way.
      RecordedEvent: { $ref: '#/components/schemas/EventEnvelope' },
      // Command bodies are those of `contracts`.
      OpenCollection: { type: 'object', additionalProperties: true },
    },
  });
  return new Map([
    ['apps/cli/src/queries.json', `${JSON.stringify(queries, null, 2)}\n`],
    ['apps/web/src/api/schema.ts', types],
  ]);
}

/** Paths that the web does not ask: a query of one collection has the answer of the query of all. */
const UNUSED = /^\/v1\/collections\/|\.(csv|atom|ics)$|^\/v1\/texts$/;

/** Returns the path of an operation in the types of the web; null if the web does not ask it. */
function nameWebPath(path: string, method: string): string | null {
  if (!path.startsWith('/v1/') || UNUSED.test(path)) return null;
  // The web sends one command at a time.
  if (path === '/v1/commands' && method === 'post') return null;
  return path.replace(/^(\/v1\/commands\/)[A-Z]\w+$/, '$1{name}');
}
