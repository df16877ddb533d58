import { type ApiPart, type JsonObject, SharedSchemas } from './api-part.ts';
import { ProblemSchema } from './problem.ts';
import { createServiceApiPart } from './service-api-part.ts';

const INFO = {
  title: 'Rapporteur',
  version: '1',
  summary: 'The record of intergovernmental bodies: meetings, decisions, and their sources.',
  description:
    'Every response about a collection has the same envelope, and every error is a problem ' +
    '(RFC 9457). The server checks no credentials: restrict access to it in front of it. ' +
    'A later release may add fields to responses, so a client must ignore unknown fields.',
  license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
};

/** The OpenAPI 3.1 document of all modules of this process. */
export class ApiDocs {
  readonly #parts: (() => ApiPart)[] = [createServiceApiPart];
  #document: string | undefined;

  /** Adds a part. It is described when the document is requested, so that the start is fast. */
  add(describePart: () => ApiPart): void {
    this.#parts.push(describePart);
    this.#document = undefined;
  }

  /** Returns the document as JSON text. */
  document(): string {
    this.#document ??= JSON.stringify(describeApi(this.#parts.map((describe) => describe())));
    return this.#document;
  }
}

function describeApi(parts: readonly ApiPart[]): JsonObject {
  const schemas = new SharedSchemas();
  schemas.describe(ProblemSchema);
  for (const part of parts) schemas.add(part.schemas);
  return {
    openapi: '3.1.0',
    info: INFO,
    servers: [{ url: '/', description: 'The server that sent this document.' }],
    security: [],
    tags: parts.flatMap(({ tags }) => tags),
    paths: Object.assign({}, ...parts.map(({ paths }) => paths)) as JsonObject,
    components: { schemas: schemas.list() },
  };
}
