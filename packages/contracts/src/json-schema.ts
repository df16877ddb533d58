import { z } from 'zod';
import { CATALOGUE } from './catalogue.ts';
import { COMMANDS } from './commands.ts';
import { toKebabCase } from './define-fact.ts';
import { Envelope } from './envelope.ts';

/** A JSON Schema of draft 2020-12, shared shapes under `$defs`. */
export type JsonSchema = z.core.JSONSchema.JSONSchema;

/** Under which address the schemas name themselves; they need not be there. */
const BASE = 'https://rapporteur.example/schemas';

interface SchemaHeader {
  readonly path: string;
  readonly title: string;
  readonly description: string;
}

type SchemaDirection = 'input' | 'output';

// `personal` and `referent` are words of ours: JSON Schema readers expect those with an x.
function withOurKeywords(jsonSchema: JsonSchema, io: SchemaDirection): void {
  const { personal, referent } = jsonSchema as { personal?: boolean; referent?: string };
  for (const word of ['shape', 'id', 'personal', 'referent']) delete jsonSchema[word];
  // An event's data have every field, so nothing is filled in.
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
    override: ({ jsonSchema }) => withOurKeywords(jsonSchema, io),
    target: 'draft-2020-12',
  });
  const { $schema, $defs, ...rest } = made;
  const defs = $defs === undefined ? {} : { $defs: sortedByName(sharedShapes($defs)) };
  return { $schema, $id: `${BASE}/${path}`, title, description, ...rest, ...defs } as JsonSchema;
}

// Any JSON value is the empty schema; zod takes it apart into parts that refer to each other.
function sharedShapes(defs: Readonly<Record<string, JsonSchema>>): Record<string, JsonSchema> {
  const shapes = Object.entries(defs).filter(([name]) => !name.startsWith('__'));
  return Object.fromEntries(
    shapes.map(([name, schema]) => [
      name,
      name === 'JsonValue' ? { description: schema.description ?? '' } : schema,
    ]),
  );
}

function sortedByName<T>(record: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(Object.entries(record).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** The file of an event's schema, within the schemas. */
export function eventSchemaPath(type: string): string {
  return `events/${toKebabCase(type)}.v${CATALOGUE.getDefinition(type).version}.json`;
}

/** The file of a command's schema, within the schemas. */
export function commandSchemaPath(name: string): string {
  return `commands/${toKebabCase(name)}.json`;
}

/** The schema of an event's data in the present version of its type. Throws UnknownEventError. */
export function eventJsonSchema(type: string): JsonSchema {
  const { schema, doc } = CATALOGUE.getDefinition(type);
  return publish(schema, 'output', { path: eventSchemaPath(type), title: type, description: doc });
}

/** The schema of a command's body as it may be sent. Throws a RangeError for no command's name. */
export function commandJsonSchema(name: string): JsonSchema {
  const command = COMMANDS.get(name);
  if (command === undefined) throw new RangeError(`no command is called ${name}`);
  return publish(command.schema, 'input', {
    path: commandSchemaPath(name),
    title: name,
    description: command.doc,
  });
}

/** The schema of an event as it stands on the wire, whatever its data. */
export function envelopeJsonSchema(): JsonSchema {
  const description = 'An event of the log: CloudEvents 1.0, structured mode, keys in this order.';
  return publish(Envelope, 'output', { path: 'event.json', title: 'Event', description });
}

const COMPONENTS = '#/components/schemas/';

/** Where a command's or event's schema is found among the {@link openApiSchemas}. */
export function openApiRef(name: string): { readonly $ref: string } {
  return { $ref: `${COMPONENTS}${name}` };
}

/**
 * Every command, every event and the shapes they share, as the `components.schemas` of an OpenAPI 3.1 document.
 * A shape that may be sent shorter than it is answered has two entries: `DateValue`, and `DateValueInput` as sent.
 */
export function openApiSchemas(): Readonly<Record<string, JsonSchema>> {
  const events = CATALOGUE.definitions.map(({ type }) => [type, eventJsonSchema(type)] as const);
  const commands = [...COMMANDS.keys()].map((name) => [name, commandJsonSchema(name)] as const);
  const answered = sharedOf(events);
  const sent = sharedOf(commands);
  const differs = (name: string): boolean =>
    name in answered && JSON.stringify(answered[name]) !== JSON.stringify(sent[name]);
  // A shape differs where one that it holds does: repeat until no more are found.
  const twofold = new Set(Object.keys(sent).filter(differs));
  const holds = (name: string): boolean => [...twofold].some((held) => refersTo(sent[name], held));
  for (let before = -1; before !== twofold.size;) {
    before = twofold.size;
    for (const name of Object.keys(sent)) if (name in answered && holds(name)) twofold.add(name);
  }
  const nameSent = (name: string): string => (twofold.has(name) ? `${name}Input` : name);
  const place = (
    entries: readonly (readonly [string, JsonSchema])[],
    rename: (name: string) => string,
  ) => entries.map(([name, schema]) => [name, component(schema, rename)] as const);
  return sortedByName(
    Object.fromEntries([
      ...place(Object.entries(answered), (name) => name),
      ...place(Object.entries(sent), nameSent).map(
        ([name, schema]) => [nameSent(name), schema] as const,
      ),
      ...place(events, (name) => name),
      ...place(commands, nameSent),
    ]),
  );
}

function sharedOf(entries: readonly (readonly [string, JsonSchema])[]): Record<string, JsonSchema> {
  return Object.assign({}, ...entries.map(([, schema]) => schema.$defs ?? {})) as Record<
    string,
    JsonSchema
  >;
}

function refersTo(schema: JsonSchema | undefined, name: string): boolean {
  return JSON.stringify(schema ?? {}).includes(`"#/$defs/${name}"`);
}

function component(schema: JsonSchema, rename: (name: string) => string): JsonSchema {
  const { $schema: _dialect, $id: _address, $defs: _shared, ...rest } = schema;
  const text = JSON.stringify(rest).replaceAll(
    /"#\/\$defs\/([^"]+)"/g,
    (_, name: string) => `"${COMPONENTS}${rename(name)}"`,
  );
  return JSON.parse(text) as JsonSchema;
}
