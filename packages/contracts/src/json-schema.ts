import { z } from 'zod';
import { CATALOGUE } from './catalogue.ts';
import { COMMANDS } from './commands.ts';
import { toKebabCase } from './define-fact.ts';
import { Envelope } from './envelope.ts';
import { suggestName } from './similar-names.ts';

/** A JSON Schema of draft 2020-12, shared shapes under `$defs`. */
export type JsonSchema = z.core.JSONSchema.JSONSchema;

/** The base of the schema ids; it need not resolve. */
const BASE = 'https://rapporteur.example/schemas';

interface SchemaHeader {
  readonly path: string;
  readonly title: string;
  readonly description: string;
}

type SchemaDirection = 'input' | 'output';

// JSON Schema readers expect the prefix `x-` for custom keywords.
function publishKeywords(jsonSchema: JsonSchema, io: SchemaDirection): void {
  const { personal, referent } = jsonSchema as { personal?: boolean; referent?: string };
  for (const word of ['shape', 'id', 'personal', 'referent']) delete jsonSchema[word];
  // The data of an event have all fields, so there are no defaults.
  if (io === 'output') delete jsonSchema.default;
  if (personal !== undefined) jsonSchema['x-personal'] = personal;
  if (referent !== undefined) jsonSchema['x-referent'] = referent;
}

function publish(
  schema: z.ZodType,
  io: SchemaDirection,
  { path, title, description }: SchemaHeader,
): JsonSchema {
  const made = z.toJSONSchema(schema, {
    io,
    override: ({ jsonSchema }) => publishKeywords(jsonSchema, io),
    target: 'draft-2020-12',
  });
  const { $schema, $defs, ...rest } = made;
  const defs = $defs === undefined ? {} : { $defs: sortByName(publishSharedShapes($defs)) };
  return { $schema, $id: `${BASE}/${path}`, title, description, ...rest, ...defs } as JsonSchema;
}

// The schema of any JSON value is empty; zod would write several schemas that refer to each other.
function publishSharedShapes(
  defs: Readonly<Record<string, JsonSchema>>,
): Record<string, JsonSchema> {
  const shapes = Object.entries(defs).filter(([name]) => !name.startsWith('__'));
  return Object.fromEntries(
    shapes.map(([name, schema]) => [
      name,
      name === 'JsonValue' ? { description: schema.description ?? '' } : schema,
    ]),
  );
}

function sortByName<T>(record: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(Object.entries(record).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** Returns the path of the schema of an event type. */
export function eventSchemaPath(type: string): string {
  return `events/${toKebabCase(type)}.v${CATALOGUE.getDefinition(type).version}.json`;
}

/** Returns the path of the schema of a command. */
export function commandSchemaPath(name: string): string {
  return `commands/${toKebabCase(name)}.json`;
}

/** Returns the schema of the data of an event type. Throws an UnknownEventError. */
export function eventJsonSchema(type: string): JsonSchema {
  const { schema, doc } = CATALOGUE.getDefinition(type);
  return publish(schema, 'output', { path: eventSchemaPath(type), title: type, description: doc });
}

/** Returns the schema of the body of a command. Throws a RangeError for an unknown command. */
export function commandJsonSchema(name: string): JsonSchema {
  const command = COMMANDS.get(name);
  if (command === undefined)
    throw new RangeError(`Unknown command \`${name}\`. ${suggestName(name, [...COMMANDS.keys()])}`);
  return publish(command.schema, 'input', {
    path: commandSchemaPath(name),
    title: name,
    description: command.doc,
  });
}

/** Returns the schema of an event on the wire, with any data. */
export function envelopeJsonSchema(): JsonSchema {
  const description = 'An event of the log: CloudEvents 1.0, structured mode, keys in this order.';
  return publish(Envelope, 'output', { path: 'event.json', title: 'Event', description });
}

const COMPONENTS = '#/components/schemas/';

/** Returns a reference to the schema of a command or event in {@link openApiSchemas}. */
export function openApiRef(name: string): { readonly $ref: string } {
  return { $ref: `${COMPONENTS}${name}` };
}

/**
 * Returns all commands, events and shared shapes as the `components.schemas` of OpenAPI 3.1.
 * A shape whose input may omit fields has two entries: `DateValue` and `DateValueInput`.
 */
export function openApiSchemas(): Readonly<Record<string, JsonSchema>> {
  const events = CATALOGUE.definitions.map(({ type }) => [type, eventJsonSchema(type)] as const);
  const commands = [...COMMANDS.keys()].map((name) => [name, commandJsonSchema(name)] as const);
  const outputShapes = collectSharedShapes(events);
  const inputShapes = collectSharedShapes(commands);
  const differing = findDifferingShapes(inputShapes, outputShapes);
  const getInputName = (name: string): string => (differing.has(name) ? `${name}Input` : name);

  const components = [
    ...Object.entries(outputShapes).map(([name, schema]) => [name, toComponent(schema)] as const),
    ...Object.entries(inputShapes).map(
      ([name, schema]) => [getInputName(name), toComponent(schema, getInputName)] as const,
    ),
    ...events.map(([name, schema]) => [name, toComponent(schema)] as const),
    ...commands.map(([name, schema]) => [name, toComponent(schema, getInputName)] as const),
  ];
  return sortByName(Object.fromEntries(components));
}

type SchemaRecord = Readonly<Record<string, JsonSchema>>;

function collectSharedShapes(schemas: readonly (readonly [string, JsonSchema])[]): SchemaRecord {
  return Object.assign({}, ...schemas.map(([, schema]) => schema.$defs ?? {})) as SchemaRecord;
}

/**
 * Returns the names of the shapes whose input schema differs, itself or in a shape it refers
 * to.
 */
function findDifferingShapes(input: SchemaRecord, output: SchemaRecord): ReadonlySet<string> {
  const shared = Object.keys(input).filter((name) => name in output);
  const differing = new Set(
    shared.filter((name) => JSON.stringify(input[name]) !== JSON.stringify(output[name])),
  );

  let sizeBefore: number;
  do {
    sizeBefore = differing.size;
    for (const name of shared)
      if ([...differing].some((other) => hasReference(input[name], other))) differing.add(name);
  } while (differing.size > sizeBefore);
  return differing;
}

function hasReference(schema: JsonSchema | undefined, name: string): boolean {
  return JSON.stringify(schema ?? {}).includes(`"#/$defs/${name}"`);
}

function toComponent(schema: JsonSchema, rename = (name: string): string => name): JsonSchema {
  const { $schema: _dialect, $id: _id, $defs: _defs, ...rest } = schema;
  const json = JSON.stringify(rest).replaceAll(
    /"#\/\$defs\/([^"]+)"/g,
    (_, name: string) => `"${COMPONENTS}${rename(name)}"`,
  );
  return JSON.parse(json) as JsonSchema;
}
