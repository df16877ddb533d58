import { isDeepStrictEqual } from 'node:util';
import { openApiSchema } from '@rapporteur/contracts';
import { z } from 'zod';

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

/** Collects the schemas that the routes of a service share, while the routes are described. */
export class SharedSchemas {
  readonly #schemas = new Map<string, JsonObject>();

  /** Returns the JSON Schema of a value that the API sends, with references to shared schemas. */
  describe(sent: z.ZodType): JsonObject {
    const { schema, components } = openApiSchema(sent);
    this.add(components);
    return schema;
  }

  /**
   * Adds the schema of a whole body under a name, so that generated clients have a type of that
   * name. Returns the reference to it.
   */
  define(name: string, sent: z.ZodType): JsonObject {
    this.add({ [name]: this.describe(sent) });
    return { $ref: `#/components/schemas/${name}` };
  }

  /** Adds schemas by name. Throws a TypeError if a name has another schema. */
  add(schemas: Readonly<Record<string, JsonObject>>): void {
    for (const [name, schema] of Object.entries(schemas)) {
      const known = this.#schemas.get(name);
      if (known !== undefined && !isDeepStrictEqual(known, schema)) {
        throw new TypeError(
          `The OpenAPI document has two schemas \`${name}\`. Rename one of them.`,
        );
      }
      this.#schemas.set(name, schema);
    }
  }

  /** Returns all schemas, sorted by name. */
  list(): Readonly<Record<string, JsonObject>> {
    const sorted = [...this.#schemas].toSorted(([one], [other]) => (one < other ? -1 : 1));
    return Object.fromEntries(sorted);
  }
}

/** Returns the OpenAPI response of a problem. */
export function problemResponse(description: string): JsonObject {
  return {
    description,
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  };
}

/** Returns the OpenAPI response with a JSON body. */
export function jsonResponse(description: string, schema: JsonObject): JsonObject {
  return { description, content: { 'application/json': { schema } } };
}

/** Returns the OpenAPI response with lines of JSON. OpenAPI 3.1 has no lines: each has the schema. */
export function ndjsonResponse(description: string, line: JsonObject): JsonObject {
  return { description, content: { 'application/x-ndjson': { schema: line } } };
}

/** Returns the OpenAPI response with a text that is not JSON. */
export function textResponse(description: string, contentType: string): JsonObject {
  return { description, content: { [contentType]: { schema: { type: 'string' } } } };
}

/** The responses of every route beside its own. */
export const OTHER_PROBLEMS = {
  '4XX': problemResponse('The request is malformed, or not supported here.'),
  '5XX': problemResponse('The server failed. Its log has the details under `requestId`.'),
};

/**
 * Returns an OpenAPI parameter. Its schema is that of the parsed value; a list is sent as one text,
 * separated by commas. A schema that JSON Schema cannot express states its `type` in its metadata.
 */
export function describeParameter(
  location: 'path' | 'query' | 'header',
  name: string,
  parameter: z.ZodType,
): JsonObject {
  const { description, example, ...schema } = toJsonSchema(parameter);
  return {
    name,
    in: location,
    required: location === 'path',
    ...(description === undefined ? {} : { description }),
    ...(schema['type'] === 'array' ? { style: 'form', explode: false } : {}),
    schema,
    ...(example === undefined ? {} : { example }),
  };
}

function toJsonSchema(schema: z.ZodType): JsonObject {
  const { $schema: _, ...json } = z.toJSONSchema(schema, { unrepresentable: 'any' });
  return json;
}
