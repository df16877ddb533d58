import { z } from 'zod';
import { ProblemSchema } from './problem.ts';

/** A JSON Schema, or any other object of an OpenAPI document. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** What one service tells of its own routes. */
export interface ApiPart {
  readonly tags: readonly { readonly name: string; readonly description: string }[];
  /** OpenAPI 3.1 path items, by path. */
  readonly paths: Readonly<Record<string, JsonObject>>;
  /** JSON Schemas that the paths point to, by name. */
  readonly schemas: Readonly<Record<string, JsonObject>>;
}

const INFO = {
  title: 'Rapporteur',
  version: '1',
  summary: 'The record of intergovernmental bodies: who met, what was decided, and who says so.',
  license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
};

const HEALTH: ApiPart = {
  tags: [{ name: 'health', description: 'Whether the process lives and is ready.' }],
  schemas: {},
  paths: {
    '/health/live': {
      get: {
        tags: ['health'],
        summary: 'Whether the process lives.',
        responses: { 200: { description: 'It does.' } },
      },
    },
    '/health/ready': {
      get: {
        tags: ['health'],
        summary: 'Whether requests may be sent here.',
        responses: {
          200: { description: 'They may.' },
          503: { description: 'Not yet; the checks say why.' },
        },
      },
    },
  },
};

/** What the modules of this process serve, as one OpenAPI 3.1 document. */
export class ApiDocs {
  readonly #parts: ApiPart[] = [HEALTH];
  #document: string | undefined;

  add(part: ApiPart): void {
    this.#parts.push(part);
    this.#document = undefined;
  }

  /** The document as JSON text, made once. */
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

/** The answer of a route that may be a problem, for an OpenAPI path item. */
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
