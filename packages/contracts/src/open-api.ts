import { z } from 'zod';
import { CATALOGUE } from './catalogue.ts';
import { COMMANDS } from './commands.ts';
import { Envelope } from './envelope.ts';
import {
  commandJsonSchema,
  envelopeJsonSchema,
  eventJsonSchema,
  type JsonSchema,
  publishKeywords,
  publishSharedShapes,
  sortByName,
} from './json-schema.ts';

/** A JSON Schema that refers to `components.schemas` of OpenAPI 3.1. */
export interface OpenApiSchema {
  readonly schema: JsonSchema;
  /** The schemas that it refers to, by name. */
  readonly components: Readonly<Record<string, JsonSchema>>;
}

/** The name of the component of an event on the wire. */
const RECORDED_EVENT = 'RecordedEvent';

/** An event on the wire. In OpenAPI, it is one schema for each event type. */
export const RecordedEvent = Envelope.meta({ id: RECORDED_EVENT });

/** Returns the schema of a value that the API sends. Parts with an `id` become components. */
export function openApiSchema(sent: z.ZodType): OpenApiSchema {
  // A schema with an `id` is a component only inside another schema.
  const { $defs = {}, properties } = z.toJSONSchema(z.object({ sent }), {
    io: 'output',
    override: (context) => publishKeywords(context, 'output'),
  });
  const components = Object.entries(publishSharedShapes($defs)).map(
    ([name, part]) => [name, toComponent(part)] as const,
  );
  return {
    schema: toComponent(properties?.['sent'] as JsonSchema),
    components: {
      ...Object.fromEntries(components),
      ...(RECORDED_EVENT in $defs ? openApiEventSchemas() : {}),
    },
  };
}

const COMPONENTS = '#/components/schemas/';

/** Returns a reference to the schema of a command or event in {@link openApiSchemas}. */
export function openApiRef(name: string): { readonly $ref: string } {
  return { $ref: `${COMPONENTS}${name}` };
}

type NamedSchemas = readonly (readonly [name: string, schema: JsonSchema])[];

function listEventSchemas(): NamedSchemas {
  return CATALOGUE.definitions.map(({ type }) => [type, eventJsonSchema(type)]);
}

// The data of all event types, their shared shapes, and the events on the wire.
function openApiEventSchemas(): Readonly<Record<string, JsonSchema>> {
  const events = listEventSchemas();
  const shapes = Object.entries(collectSharedShapes(events));
  return sortByName({
    ...Object.fromEntries([...shapes, ...events].map(([name, one]) => [name, toComponent(one)])),
    ...describeRecordedEvents(),
  });
}

/** Describes an event on the wire by its type. */
function describeRecordedEvents(): Readonly<Record<string, JsonSchema>> {
  const { $id: _id, $schema: _dialect, ...envelope } = envelopeJsonSchema();
  const described = CATALOGUE.definitions.map(({ type, wireType, doc }): [string, JsonSchema] => [
    `Recorded${type}`,
    {
      description: doc,
      allOf: [
        openApiRef('EventEnvelope'),
        { type: 'object', properties: { type: { const: wireType }, data: openApiRef(type) } },
      ],
    },
  ]);
  const wireTypes = CATALOGUE.definitions.map(({ type, wireType }) => [
    wireType,
    openApiRef(`Recorded${type}`).$ref,
  ]);
  const union = {
    description: 'An event of the log, with the data of its type.',
    oneOf: described.map(([name]) => openApiRef(name)),
    discriminator: { propertyName: 'type', mapping: Object.fromEntries(wireTypes) as object },
  };
  return {
    EventEnvelope: envelope,
    ...Object.fromEntries(described),
    [RECORDED_EVENT]: union,
  };
}

/**
 * Returns all commands, events and shared shapes as the `components.schemas` of OpenAPI 3.1.
 * A shape whose input may omit fields has two entries: `DateValue` and `DateValueInput`.
 */
export function openApiSchemas(): Readonly<Record<string, JsonSchema>> {
  const events = listEventSchemas();
  const commands = [...COMMANDS.keys()].map((name) => [name, commandJsonSchema(name)] as const);
  const outputShapes = collectSharedShapes(events);
  const inputShapes = collectSharedShapes(commands);
  const differing = findDifferingShapes(inputShapes, outputShapes);
  const getInputName = (name: string): string => (differing.has(name) ? `${name}Input` : name);

  const components = [
    ...Object.entries(inputShapes).map(
      ([name, schema]) => [getInputName(name), toComponent(schema, getInputName)] as const,
    ),
    ...commands.map(([name, schema]) => [name, toComponent(schema, getInputName)] as const),
  ];
  return sortByName({ ...Object.fromEntries(components), ...openApiEventSchemas() });
}

type SchemaRecord = Readonly<Record<string, JsonSchema>>;

function collectSharedShapes(schemas: NamedSchemas): SchemaRecord {
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
