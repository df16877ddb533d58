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

type OverrideContext = Parameters<NonNullable<z.core.ToJSONSchemaParams['override']>>[0];

/** Changes the keywords of a generated schema to those that we publish. */
export function publishKeywords(
  { zodSchema, jsonSchema }: OverrideContext,
  io: SchemaDirection,
): void {
  const { def } = zodSchema._zod;
  // Only a strict object is closed: others may have more fields in a later release.
  if (def.type === 'object' && def.catchall === undefined) delete jsonSchema.additionalProperties;
  // `readonly()` restricts our own code, not the client.
  delete jsonSchema.readOnly;
  // JSON Schema readers expect the prefix `x-` for custom keywords.
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
    override: (context) => publishKeywords(context, io),
    target: 'draft-2020-12',
  });
  const { $schema, $defs, ...rest } = made;
  const defs = $defs === undefined ? {} : { $defs: sortByName(publishSharedShapes($defs)) };
  return { $schema, $id: `${BASE}/${path}`, title, description, ...rest, ...defs } as JsonSchema;
}

/**
 * Returns the shared shapes as we publish them. The schema of any JSON value is empty; zod would
 * write several schemas that refer to each other.
 */
export function publishSharedShapes(
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

/** Returns a record with its names in order. */
export function sortByName<T>(record: Readonly<Record<string, T>>): Record<string, T> {
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
