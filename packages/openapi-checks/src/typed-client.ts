import openapiTS, { astToString, type OpenAPI3 } from 'openapi-typescript';

/** A part of a document. */
type DocumentPart = Readonly<Record<string, unknown>>;

/** The parts of a document that a client needs. */
export interface ClientDocument {
  readonly paths: Readonly<Record<string, DocumentPart>>;
  readonly components?: { readonly schemas?: DocumentPart };
}

/** The selection of a client's operations. */
interface ClientSelection {
  /** Returns the path of an operation in the types; null leaves the operation out. */
  readonly namePath: (path: string, method: string) => string | null;
  /** Schemas that stand for larger ones, by the names of these. */
  readonly replacements?: Readonly<Record<string, DocumentPart>>;
}

const SCHEMAS = '#/components/schemas/';
const HEADER = '// Written by `npx pnpm generate` from the OpenAPI document. Do not edit.\n\n';

/** The types that openapi-typescript writes for parts that no document here has. */
const UNUSED = /^export type (webhooks|\$defs|operations) = .*\n/gm;

/**
 * Returns the types of some operations of a document, and of the schemas that they use. The first
 * path of a name describes it. Prose, headers and tables are left out: the types have the names of
 * parameters and of fields.
 */
export async function generateClientTypes(
  document: ClientDocument,
  { namePath, replacements = {} }: ClientSelection,
): Promise<string> {
  const { schemas = {} } = document.components ?? {};
  const paths: Record<string, Record<string, unknown>> = {};
  for (const [path, methods] of Object.entries(document.paths))
    for (const [method, operation] of Object.entries(methods)) {
      const name = namePath(path, method);
      if (name !== null)
        (paths[name] ??= nameParameters(name))[method] ??= shorten(operation, replacements);
    }

  const used = new Map<string, unknown>();
  const collect = (part: unknown): void => {
    for (const name of listReferences(part)) {
      if (used.has(name)) continue;
      const schema = shorten(schemas[name], replacements);
      used.set(name, schema);
      collect(schema);
    }
  };
  collect(paths);
  const selected = {
    openapi: '3.1.0',
    info: { title: 'Client', version: '1' },
    paths,
    components: { schemas: Object.fromEntries([...used].toSorted(([a], [b]) => (a < b ? -1 : 1))) },
  };
  // The document is JSON that was not checked: openapi-typescript reports what it cannot read.
  const types = await openapiTS(selected as unknown as OpenAPI3, { defaultNonNullable: false });
  return HEADER + astToString(types).replaceAll(UNUSED, '');
}

/** Returns a path with the parameters in its name, which an operation may describe again. */
function nameParameters(path: string): Record<string, unknown> {
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
  const schema = { type: 'string' };
  return { parameters: names.map((name) => ({ name, in: 'path', required: true, schema })) };
}

function listReferences(part: unknown): readonly string[] {
  const references = JSON.stringify(part).matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g);
  return [...references].map(([, name = '']) => name);
}

/** The members of operations and schemas that their types do not need. */
const OMITTED = new Set([
  'description',
  'operationId',
  'tags',
  'summary',
  'example',
  'examples',
  'headers',
  'pattern',
]);

/** Returns a part without its prose, its headers and its tables. */
function shorten(part: unknown, replacements: Readonly<Record<string, DocumentPart>>): unknown {
  if (Array.isArray(part)) return part.filter(isKept).map((one) => shorten(one, replacements));
  if (typeof part !== 'object' || part === null) return part;
  const { $ref } = part as { readonly $ref?: unknown };
  if (typeof $ref === 'string') {
    return replacements[$ref.slice(SCHEMAS.length)] ?? { $ref };
  }
  const entries = Object.entries(part).filter(
    ([name, value]) =>
      !(OMITTED.has(name) && !isSchema(value)) && !/^(x-|text\/csv|[345]\d\d$|[35]XX$)/.test(name),
  );
  return Object.fromEntries(entries.map(([name, value]) => [name, shorten(value, replacements)]));
}

const isKept = (one: unknown): boolean =>
  (one as { readonly in?: unknown } | null)?.in !== 'header';

/** A field may have the name of a member of operations. */
const isSchema = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  ('type' in value || '$ref' in value || 'anyOf' in value);
