import { COMMANDS, openApiRef, openApiSchemas } from '@rapporteur/contracts';
import { type ApiPart, type JsonObject, problemResponse } from '@rapporteur/platform';

const describeHeader = (name: string, description: string, example: string): JsonObject => ({
  name,
  in: 'header',
  required: false,
  description,
  schema: { type: 'string' },
  example,
});

const HEADERS = [
  describeHeader(
    'Idempotency-Key',
    'Your id of the command. A repeated id returns the first response. Default: its hash.',
    '"note-44"',
  ),
  describeHeader('If-Match', 'The version that the addressed stream must have.', '"17"'),
  describeHeader('Rapporteur-Actor', 'The opaque id of the recorder.', 'recorder-1'),
];

const DRY_RUN: JsonObject = {
  name: 'dryRun',
  in: 'query',
  required: false,
  description: 'Returns the events that would be recorded, and records nothing.',
  schema: { type: 'boolean' },
};

const COMMAND_RESPONSE: JsonObject = {
  type: 'object',
  description:
    'The outcome of the command. ETag has the version, Rapporteur-Position the position.',
  required: [
    'outcome',
    'commandId',
    'repeated',
    'collection',
    'stream',
    'version',
    'position',
    'events',
    'already',
    'nearMisses',
  ],
  properties: {
    outcome: { enum: ['recorded', 'unchanged', 'wouldRecord'] },
    commandId: { type: 'string' },
    repeated: {
      type: 'boolean',
      description: 'The command was recorded before: this is its first response again.',
    },
    collection: { type: 'string' },
    stream: { type: 'string', description: 'The stream that the command addresses.' },
    version: { type: ['integer', 'null'] },
    position: {
      type: 'string',
      description: '`partition:pseq`, for queries that must see this command.',
    },
    events: { type: 'array', items: { type: 'object' }, description: 'CloudEvents, as recorded.' },
    already: {
      type: ['array', 'null'],
      items: { type: 'string' },
      description: 'Events that already hold the same facts.',
    },
    nearMisses: {
      type: 'array',
      items: {
        type: 'object',
        required: ['field', 'referent', 'id', 'near'],
        properties: {
          field: { type: 'string' },
          referent: { type: 'string' },
          id: { type: 'string' },
          near: { type: 'string' },
        },
      },
      description:
        'New ids that nearly equal known ones; searched for in whole documents and in dry runs.',
    },
  },
};

const PROBLEMS = {
  400: problemResponse('Invalid: every wrong field, with its rule and remedy.'),
  412: problemResponse('The stream has changed: `expectedVersion`, `actualVersion`.'),
  413: problemResponse('Too large to be recorded in one batch.'),
  422: problemResponse('Rejected by a rule, or the id was used for another command.'),
  503: problemResponse('Unavailable at present. Send the command again with the same id.'),
};

const createJsonContent = (schema: JsonObject): JsonObject => ({ 'application/json': { schema } });

function createCommandPath(name: string, doc: string): JsonObject {
  return {
    post: {
      tags: ['commands'],
      operationId: name,
      summary: doc,
      parameters: [...HEADERS, DRY_RUN],
      requestBody: { required: true, content: createJsonContent(openApiRef(name)) },
      responses: {
        200: {
          description: 'Recorded, or unchanged.',
          content: createJsonContent(openApiRef('CommandAnswer')),
        },
        ...PROBLEMS,
      },
    },
  };
}

const BULK: JsonObject = {
  get: {
    tags: ['commands'],
    summary: 'Every command with its purpose.',
    responses: {
      200: { description: 'Names and purposes.', content: createJsonContent({ type: 'object' }) },
    },
  },
  post: {
    tags: ['commands'],
    summary: 'Many commands, one per line: `{name, body, idempotencyKey?, expectedVersion?}`.',
    parameters: [HEADERS[2], DRY_RUN],
    requestBody: {
      required: true,
      content: { 'application/x-ndjson': { schema: { type: 'string' } } },
    },
    responses: {
      200: {
        description: 'One result per line, in order, then a summary.',
        content: { 'application/x-ndjson': { schema: { type: 'string' } } },
      },
    },
  },
};

const TEXTS: Readonly<Record<string, JsonObject>> = {
  '/v1/texts': {
    get: {
      tags: ['texts'],
      summary: 'The stored source texts by SHA-256.',
      responses: { 200: { description: 'The hash and size of each text.' } },
    },
  },
  '/v1/texts/{sha256}': {
    put: {
      tags: ['texts'],
      summary: 'Stores a source text of up to 10 MB of UTF-8.',
      parameters: [
        {
          name: 'sha256',
          in: 'path',
          required: true,
          schema: { type: 'string', pattern: '^[0-9a-f]{64}$' },
        },
      ],
      requestBody: { required: true, content: { 'text/plain': { schema: { type: 'string' } } } },
      responses: {
        200: { description: 'The text was stored before.' },
        201: { description: 'The text is stored now.' },
        422: problemResponse('The bytes have another hash, or are not UTF-8.'),
      },
    },
  },
};

/** Returns the command service's part of the OpenAPI document. */
export function createCommandApiPart(): ApiPart {
  const commands = [...COMMANDS.values()].map(
    ({ name, doc }) => [`/v1/commands/${name}`, createCommandPath(name, doc)] as const,
  );
  return {
    tags: [
      {
        name: 'commands',
        description: 'Each command is recorded once and as a whole, or rejected with every reason.',
      },
      { name: 'texts', description: 'Source texts. They hold no facts.' },
    ],
    paths: { '/v1/commands': BULK, ...Object.fromEntries(commands), ...TEXTS },
    schemas: { ...openApiSchemas(), CommandAnswer: COMMAND_RESPONSE },
  };
}
