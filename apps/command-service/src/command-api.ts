import { COMMANDS, openApiRef, openApiSchemas } from '@rapporteur/contracts';
import { type ApiPart, type JsonObject, problemResponse } from '@rapporteur/platform';

const header = (name: string, description: string, example: string): JsonObject => ({
  name,
  in: 'header',
  required: false,
  description,
  schema: { type: 'string' },
  example,
});

const HEADERS = [
  header(
    'Idempotency-Key',
    'Your own id of the command; a repeated one gets the first answer. Default: the hash of the command.',
    '"note-44"',
  ),
  header('If-Match', 'The version that the stream addressed must have.', '"17"'),
  header('Rapporteur-Actor', 'Who records: an opaque id.', 'desk-1'),
];

const DRY_RUN: JsonObject = {
  name: 'dryRun',
  in: 'query',
  required: false,
  description: 'Answers the events that would be recorded, and records nothing.',
  schema: { type: 'boolean' },
};

const ANSWER: JsonObject = {
  type: 'object',
  description:
    'What became of the command. ETag carries the version, Rapporteur-Position the position.',
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
      description: 'It was recorded before, and this is the answer it got then.',
    },
    collection: { type: 'string' },
    stream: { type: 'string', description: 'The stream that the command addresses.' },
    version: { type: ['integer', 'null'] },
    position: { type: 'string', description: '`partition:pseq`, for reads that must see this.' },
    events: { type: 'array', items: { type: 'object' }, description: 'CloudEvents, as recorded.' },
    already: {
      type: ['array', 'null'],
      items: { type: 'string' },
      description: 'Events that said the same before.',
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
        'New ids that nearly equal known ones; looked for in whole documents, and in dry runs.',
    },
  },
};

const PROBLEMS = {
  400: problemResponse('Malformed: every field that is wrong, with its rule and remedy.'),
  412: problemResponse('The stream has moved on: `expectedVersion`, `actualVersion`.'),
  413: problemResponse('Too large to be recorded whole.'),
  422: problemResponse('Refused by a rule, or the id belongs to another command.'),
  503: problemResponse('Not just now; send it again with the same id.'),
};

const json = (schema: JsonObject): JsonObject => ({ 'application/json': { schema } });

function commandPath(name: string, doc: string): JsonObject {
  return {
    post: {
      tags: ['commands'],
      operationId: name,
      summary: doc,
      parameters: [...HEADERS, DRY_RUN],
      requestBody: { required: true, content: json(openApiRef(name)) },
      responses: {
        200: {
          description: 'Recorded, or nothing new.',
          content: json(openApiRef('CommandAnswer')),
        },
        ...PROBLEMS,
      },
    },
  };
}

const BULK: JsonObject = {
  get: {
    tags: ['commands'],
    summary: 'Every command, with a line on what it is for.',
    responses: { 200: { description: 'Names and lines.', content: json({ type: 'object' }) } },
  },
  post: {
    tags: ['commands'],
    summary:
      'Many commands: a line `{name, body, idempotencyKey?, expectedVersion?}` each, up to 1 MB.',
    parameters: [HEADERS[2], DRY_RUN],
    requestBody: {
      required: true,
      content: { 'application/x-ndjson': { schema: { type: 'string' } } },
    },
    responses: {
      200: {
        description: 'One result a line, in order, then a summary.',
        content: { 'application/x-ndjson': { schema: { type: 'string' } } },
      },
    },
  },
};

const TEXTS: Readonly<Record<string, JsonObject>> = {
  '/v1/texts': {
    get: {
      tags: ['texts'],
      summary: 'The source texts held here, by SHA-256.',
      responses: { 200: { description: 'Hash and size of each.' } },
    },
  },
  '/v1/texts/{sha256}': {
    put: {
      tags: ['texts'],
      summary: 'Keeps a source text, up to 10 MB of UTF-8.',
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
        200: { description: 'It was held already.' },
        201: { description: 'It is held now.' },
        422: problemResponse('Another hash, or not UTF-8.'),
      },
    },
  },
};

/** What the command service serves, for the OpenAPI document. */
export function createCommandApi(): ApiPart {
  const commands = [...COMMANDS.values()].map(
    ({ name, doc }) => [`/v1/commands/${name}`, commandPath(name, doc)] as const,
  );
  return {
    tags: [
      {
        name: 'commands',
        description:
          'Recording: each command is recorded whole, once, or refused with every reason.',
      },
      { name: 'texts', description: 'Source texts, which hold no facts.' },
    ],
    paths: { '/v1/commands': BULK, ...Object.fromEntries(commands), ...TEXTS },
    schemas: { ...openApiSchemas(), CommandAnswer: ANSWER },
  };
}
