import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { toKebabCase } from './define-fact.ts';
import { getShapeName, unwrapSchema } from './shape-metadata.ts';
import { DEFINITIONS, EXAMPLES } from './vocabulary.ts';

const read = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8');
const files = ['facts', 'record'].flatMap((folder) =>
  readdirSync(new URL(folder, import.meta.url)).map((file) => `${folder}/${file}`),
);
const types = DEFINITIONS.map((definition) => [definition.type, definition] as const);
const fileOf = (type: string): string =>
  files.find((file) => file.endsWith(`/${toKebabCase(type)}.v1.ts`)) ?? '';

// Fields at any depth that have no description, neither their own nor that of their shape.
function undescribed(schema: z.ZodType, path: string): string[] {
  const inner = unwrapSchema(schema);
  if (inner instanceof z.ZodArray) return undescribed(inner.element as z.ZodType, `${path}[]`);
  if (inner instanceof z.ZodUnion)
    return inner.options.flatMap((option) => undescribed(option as z.ZodType, path));
  if (!(inner instanceof z.ZodObject)) return [];
  return Object.entries(inner.shape).flatMap(([name, field]) => {
    const type = field as z.ZodType;
    const words = type.meta()?.description ?? unwrapSchema(type).meta()?.description ?? '';
    const isPlain =
      getShapeName(type) === undefined && !(unwrapSchema(type) instanceof z.ZodObject);
    return [
      ...(words === '' && isPlain ? [`${path}.${name}`] : []),
      ...undescribed(type, `${path}.${name}`),
    ];
  });
}

describe('The vocabulary', () => {
  it('has exactly one file for each type', () =>
    expect(files.toSorted()).toEqual(DEFINITIONS.map(({ type }) => fileOf(type)).toSorted()));

  it('has no type named Updated, Changed or Deleted', () =>
    expect(DEFINITIONS.filter(({ type }) => /Updated|Changed|Deleted/.test(type))).toEqual([]));

  it('is in the glossary with the same line for each type', () => {
    const glossary = read('../../../docs/glossary.md');
    expect(
      DEFINITIONS.filter(({ type, doc }) => !glossary.includes(`**${type}**: ${doc}\n`)),
    ).toEqual([]);
  });

  it.each(types)('%s has the same line in its comment and its schema', (type, { doc }) =>
    expect(read(fileOf(type))).toContain(`/** ${doc} */\nexport const ${type}V1 `),
  );

  it.each(types)('%s describes every field', (type, { schema }) =>
    expect(undescribed(schema, type)).toEqual([]),
  );

  it.each(types)('%s has an example with every field, in schema order', (type, { schema }) => {
    const example = EXAMPLES[type] as Record<string, unknown>;
    expect(Object.keys(example)).toEqual(Object.keys(schema.shape));
    expect(schema.parse(example)).toEqual(example);
  });

  it.each(types)('%s rejects an unknown field', (type, { schema }) =>
    expect(schema.safeParse({ ...(EXAMPLES[type] as object), colour: 'red' }).success).toBe(false),
  );

  it.each(types)(
    '%s lists only its own fields as identity, single-valued and introduced',
    (_, { schema, identity, singleValued, introduces }) => {
      const named = [
        ...identity,
        ...singleValued,
        ...introduces.map(({ field }) => field),
      ] as readonly string[];
      expect(named.filter((field) => !(field in schema.shape))).toEqual([]);
    },
  );

  it.each(types.filter(([, { stream }]) => stream !== null))(
    '%s belongs to one stream',
    (type, { stream }) => {
      const streamOf = stream as (data: unknown) => string;
      expect(streamOf(EXAMPLES[type])).toMatch(
        /^(collection|source|body|meeting|decision|incident|projection)-[a-z0-9-]+$/,
      );
    },
  );
});
