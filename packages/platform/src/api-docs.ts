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

const PROBLEM_SCHEMA: JsonObject = {
  type: 'object',
  description: 'What went wrong (RFC 9457). `code` is stable; further members depend on it.',
  required: ['type', 'title', 'status', 'code'],
  properties: {
    type: { type: 'string', format: 'uri' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { type: 'string' },
    detail: { type: 'string' },
    retryAfterSeconds: { type: 'integer' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['field', 'rule', 'message', 'remedy'],
        properties: {
          field: { type: ['string', 'null'] },
          rule: { type: 'string' },
          message: { type: 'string' },
          remedy: { type: 'string' },
        },
      },
    },
  },
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
          { Problem: PROBLEM_SCHEMA },
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
