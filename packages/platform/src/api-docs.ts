import { z } from 'zod';
import { ProblemSchema } from './problem.ts';

/** A JSON Schema, or any other object of an OpenAPI document. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** The OpenAPI description of one service's routes. */
export interface ApiPart {
  readonly tags: readonly { readonly name: string; readonly description: string }[];
  /** OpenAPI 3.1 path items, by path. */
  readonly paths: Readonly<Record<string, JsonObject>>;
  /** The JSON Schemas that the paths refer to, by name. */
  readonly schemas: Readonly<Record<string, JsonObject>>;
}

const INFO = {
  title: 'Rapporteur',
  version: '1',
  summary: 'The record of intergovernmental bodies: meetings, decisions, and their sources.',
  license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
};

const HEALTH: ApiPart = {
  tags: [{ name: 'health', description: 'The liveness and readiness of the process.' }],
  schemas: {},
  paths: {
    '/health/live': {
      get: {
        tags: ['health'],
        summary: 'Whether the process is alive.',
        responses: { 200: { description: 'It is alive.' } },
      },
    },
    '/health/ready': {
      get: {
        tags: ['health'],
        summary: 'Whether the process is ready for requests.',
        responses: {
          200: { description: 'It is ready.' },
          503: { description: 'It is not ready; `checks` has the reason.' },
        },
      },
    },
  },
};

/** The OpenAPI 3.1 document of all modules of this process. */
export class ApiDocs {
  readonly #parts: ApiPart[] = [HEALTH];
  #document: string | undefined;

  add(part: ApiPart): void {
    this.#parts.push(part);
    this.#document = undefined;
  }

  /** Returns the document as JSON text. */
  document(): string {
    this.#document ??= JSON.stringify({
      openapi: '3.1.0',
      info: INFO,
      tags: this.#parts.flatMap(({ tags }) => tags),
      paths: Object.assign({}, ...this.#parts.map(({ paths }) => paths)) as JsonObject,
      components: {
        schemas: Object.assign(
          { Problem: toJsonSchema(ProblemSchema) },
          ...this.#parts.map(({ schemas }) => schemas),
        ) as JsonObject,
      },
    });
    return this.#document;
  }
}

/** Returns the OpenAPI response of a problem. */
export function problemResponse(description: string): JsonObject {
  return {
    description,
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  };
}

/** Returns the JSON Schema of a zod schema, for an OpenAPI document. */
export function toJsonSchema(schema: z.ZodType): JsonObject {
  const { $schema: _, ...json } = z.toJSONSchema(schema, {
    io: 'input',
    // `readonly()` restricts our own code, not the client.
    override: ({ jsonSchema }) => {
      delete jsonSchema.readOnly;
    },
  });
  return json;
}
