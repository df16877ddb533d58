import {
  CATALOGUE,
  type Envelope,
  type EventDefinition,
  EXAMPLES,
  type JsonSchema,
  openApiRef,
  openApiSchema,
  RecordedEvent,
} from '@rapporteur/contracts';
import { CONTENT_TYPES } from './fence.ts';
import { EVENTS_TOPIC } from './topics.ts';

/** A JSON object of an AsyncAPI document. */
type AsyncApiObject = Readonly<Record<string, unknown>>;

const BINDING_VERSION = '0.5.0';
const FENCE = 'WriterFence';

/** Returns the AsyncAPI 3.0 document of the topic of events, with a message for each event type. */
export function createAsyncApiDocument(): AsyncApiObject {
  const messages = Object.fromEntries([
    ...CATALOGUE.definitions.map((definition) => [definition.type, describeEvent(definition)]),
    [FENCE, FENCE_MESSAGE],
  ]) as Readonly<Record<string, AsyncApiObject>>;
  return {
    asyncapi: '3.0.0',
    info: INFO,
    defaultContentType: CONTENT_TYPES.event,
    servers: SERVERS,
    channels: { events: describeChannel(Object.keys(messages)) },
    operations: OPERATIONS,
    components: {
      messages,
      messageTraits: { event: describeRecord(CONTENT_TYPES.event, EVENT_KEY) },
      schemas: listEventSchemas(),
      securitySchemes: SECURITY_SCHEMES,
    },
  };
}

const INFO = {
  title: 'Rapporteur: the log on Kafka',
  version: '1',
  description:
    'The log is the record of intergovernmental bodies: each event is a CloudEvent in structured ' +
    'mode. docs/log.md has the guarantees of the log and their tests, docs/codebook.md the ' +
    'meaning of each event type.',
  license: { name: 'Apache-2.0', url: 'https://www.apache.org/licenses/LICENSE-2.0' },
};

const BROKERS = {
  host: '{brokers}',
  variables: {
    brokers: {
      default: '127.0.0.1:9092',
      description: 'The addresses of the brokers, separated by commas.',
    },
  },
};

const SERVERS = {
  plaintext: {
    ...BROKERS,
    protocol: 'kafka',
    description: 'RAPPORTEUR_LOG=kafka://host:9092,host:9092/topic',
  },
  tls: {
    ...BROKERS,
    protocol: 'kafka-secure',
    description: 'RAPPORTEUR_LOG=kafkas://user:password@host:9092/topic?sasl=scram-sha-512',
    security: ['scramSha512', 'scramSha256', 'plain'].map((name) => ({
      $ref: `#/components/securitySchemes/${name}`,
    })),
  },
};

const SECURITY_SCHEMES = {
  scramSha512: { type: 'scramSha512', description: 'The default.' },
  scramSha256: { type: 'scramSha256' },
  plain: { type: 'plain' },
};

const CHANNEL = { $ref: '#/channels/events' };

const OPERATIONS = {
  appendEvents: {
    action: 'send',
    channel: CHANNEL,
    summary: 'Appends the events of commands.',
    description:
      'Only the command service appends. Each partition has one writer, and a batch is appended ' +
      'completely and once. Grant write access to no other program.',
  },
  readEvents: {
    action: 'receive',
    channel: CHANNEL,
    summary: 'Reads the log from any position.',
    description:
      'A reader keeps its own position (`partition:pseq`). Consumer groups are not needed. Offsets ' +
      'have gaps and do not survive a restore.',
  },
};

/** The rules of {@link PartitionFold}, for readers that are written without this code. */
const ORDER =
  'The order is that of a partition; there is none between partitions. `pseq` counts the events of ' +
  'a partition from 0 without gaps, and `streamversion` those of a stream (`source`, `subject`) ' +
  'from 1. All events of a collection are in one partition: the murmur2 hash of the key, as ' +
  "Kafka's default partitioner computes it. The number of partitions never changes.\n\n" +
  'A reader accepts a WriterOpened if its `term` is higher than the current one and its `pseq` is ' +
  'the next. It accepts any other event if its `term` is the current one and its `pseq` is the ' +
  'next. It skips all other records: those of late writers, of foreign producers, and fences. A ' +
  '`pseq` further ahead in the current term proves a loss: the reader must stop.\n\n' +
  'No record is ever deleted, compacted or changed.';

function describeChannel(messages: readonly string[]): AsyncApiObject {
  const { name, partitions, replicas, settings } = EVENTS_TOPIC;
  return {
    address: '{topic}',
    title: 'The topic of events',
    description: ORDER,
    parameters: {
      topic: { default: name, description: 'The topic that the path of RAPPORTEUR_LOG names.' },
    },
    messages: Object.fromEntries(
      messages.map((message) => [message, { $ref: `#/components/messages/${message}` }]),
    ),
    bindings: {
      kafka: {
        topic: name,
        partitions,
        replicas,
        topicConfiguration: Object.fromEntries(
          Object.entries(settings).map(([setting, value]) => [setting, toSetting(setting, value)]),
        ),
        bindingVersion: BINDING_VERSION,
      },
    },
  };
}

// The binding has typed values, where Kafka has texts.
function toSetting(name: string, value: string): unknown {
  if (name === 'cleanup.policy') return value.split(',');
  if (/^-?\d+$/.test(value)) return Number(value);
  return value === 'true' || value === 'false' ? value === 'true' : value;
}

const WRITER_KEY = 'writer-{partition}';

const EVENT_KEY: JsonSchema = {
  type: 'string',
  pattern: '^[a-z0-9][a-z0-9-]*$',
  description:
    `The id of the collection, which chooses the partition. The key of a WriterOpened is ` +
    `${WRITER_KEY}: it is written to the partition that it opens.`,
};

/** Describes a record of the topic by its content type and its key. */
function describeRecord(contentType: string, key: JsonSchema): AsyncApiObject {
  return {
    contentType,
    headers: {
      type: 'object',
      required: ['content-type'],
      properties: {
        'content-type': { type: 'string', const: contentType, description: 'The only header.' },
      },
    },
    bindings: { kafka: { key, bindingVersion: BINDING_VERSION } },
  };
}

const FENCE_MESSAGE = {
  name: FENCE,
  title: FENCE,
  summary: 'Not an event: it shows the epoch of a new writer to the brokers. Readers skip it.',
  ...describeRecord(CONTENT_TYPES.fence, {
    type: 'string',
    pattern: '^writer-[0-9]+$',
    description: `${WRITER_KEY}: it is written to the partition that the writer opens.`,
  }),
  payload: {
    type: 'object',
    required: ['owner', 'nonce'],
    properties: {
      owner: { type: 'string', description: 'The instance that writes.' },
      nonce: { type: 'string', description: 'A random text that only its writer knows.' },
    },
  },
};

function describeEvent(definition: EventDefinition): AsyncApiObject {
  const { type, wireType, doc } = definition;
  return {
    name: wireType,
    title: type,
    summary: doc,
    traits: [{ $ref: '#/components/messageTraits/event' }],
    payload: openApiRef(`Recorded${type}`),
    examples: [{ payload: createExample(definition) }],
  };
}

function createExample({ type, wireType, group, stream }: EventDefinition): Envelope {
  const data = EXAMPLES[type] as Envelope['data'];
  const isOfLog = group === 'log';
  return {
    specversion: '1.0',
    id: 'note-44.1',
    type: wireType,
    source: isOfLog ? '/log' : '/collections/sco',
    subject: stream?.(data) ?? (isOfLog ? 'writer-0' : 'collection-sco'),
    time: '2026-01-31T12:00:00.000Z',
    streamversion: 1,
    pseq: 1,
    term: 1,
    commandid: 'note-44',
    actor: 'recorder-1',
    data,
  };
}

// OpenAPI and AsyncAPI keep schemas under the same pointer. A message takes the place of the union
// of all events, whose discriminator AsyncAPI writes differently.
function listEventSchemas(): Readonly<Record<string, JsonSchema>> {
  const { schema, components } = openApiSchema(RecordedEvent);
  const union = schema.$ref?.split('/').at(-1);
  const schemas = Object.entries(components).filter(([name]) => name !== union);
  return moveReferences(Object.fromEntries(schemas)) as Readonly<Record<string, JsonSchema>>;
}

// The schemas of AsyncAPI are those of draft 7, where a reference hides all that stands beside it.
function moveReferences(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(moveReferences);
  if (typeof value !== 'object' || value === null) return value;

  const { $ref, ...rest } = value as { readonly $ref?: string };
  const moved = Object.fromEntries(
    Object.entries(rest).map(([name, part]) => [name, moveReferences(part)]),
  );
  if ($ref === undefined) return moved;
  return Object.keys(rest).length === 0 ? { $ref } : { ...moved, allOf: [{ $ref }] };
}
