import { COMMAND_ID_PATTERN, COMMANDS, openApiRef, openApiSchemas } from '@rapporteur/contracts';
import {
  type ApiPart,
  describeParameter,
  type JsonObject,
  jsonResponse,
  ndjsonResponse,
  OTHER_PROBLEMS,
  problemResponse,
  SharedSchemas,
} from '@rapporteur/platform';
import { z } from 'zod';
import { BulkLine, BulkResultLine } from './bulk-commands.ts';
import { CommandResponse } from './command-response.ts';
import { CommandList } from './commands.controller.ts';
import { ACTOR_IDS_MAX, KnownActorList } from './known-actors.controller.ts';
import { FoundEventList } from './known-events.controller.ts';
import { PutTextResponse, TextList } from './texts.controller.ts';

const ACTOR = describeHeader(
  'Rapporteur-Actor',
  'The opaque id of the recorder. Default: anonymous.',
  'recorder-1',
);

const HEADERS = [
  describeHeader(
    'Idempotency-Key',
    'Your id of the command, in quotes or without. A repeated id returns the first response. ' +
      `It matches ${COMMAND_ID_PATTERN.source}. Default: the hash of the command. ` +
      'The hash of another command is rejected.',
    '"note-44"',
  ),
  describeHeader('If-Match', 'The version that the addressed stream must have.', '"17"'),
  ACTOR,
];

const DRY_RUN = describeParameter(
  'query',
  'dryRun',
  z.boolean().default(false).meta({
    description: 'true returns the events that would be recorded, and records nothing.',
  }),
);

const PROBLEMS = {
  400: problemResponse('Invalid: every wrong field, with its rule and remedy.'),
  412: problemResponse('The stream has changed: `expectedVersion`, `actualVersion`.'),
  413: problemResponse('Too large to be recorded in one batch.'),
  415: problemResponse('The content type is not supported here.'),
  422: problemResponse('Rejected by a rule, or the id was used for another command.'),
  503: problemResponse('Unavailable at present. Send the command again with the same id.'),
  ...OTHER_PROBLEMS,
};

const RESPONSE_HEADERS: JsonObject = {
  ETag: { description: 'The version of the stream.', schema: { type: 'string' } },
  'Rapporteur-Position': {
    description: '`position` of the response.',
    schema: { type: 'string' },
  },
  'Rapporteur-Repeated': {
    description: '`true` if this is the first response again.',
    schema: { type: 'string' },
  },
};

/** Returns the command service's part of the OpenAPI document. */
export function createCommandApiPart(): ApiPart {
  const schemas = new SharedSchemas();
  schemas.add(openApiSchemas());
  const response = schemas.describe(CommandResponse);
  const commands = [...COMMANDS.values()].map(
    ({ name, doc }) => [`/v1/commands/${name}`, describeCommand(name, doc, response)] as const,
  );
  const paths = {
    '/v1/commands': describeCommandList(schemas),
    '/v1/commands/actors': describeActors(schemas),
    '/v1/commands/events': describeEvents(schemas),
    ...Object.fromEntries(commands),
    ...describeTexts(schemas),
  };
  return {
    tags: [
      {
        name: 'commands',
        description: 'Each command is recorded once and as a whole, or rejected with every reason.',
      },
      { name: 'texts', description: 'Source texts. They hold no facts.' },
    ],
    paths,
    schemas: schemas.list(),
  };
}

function describeCommand(name: string, doc: string, response: JsonObject): JsonObject {
  return {
    post: {
      tags: ['commands'],
      operationId: name,
      summary: doc,
      parameters: [...HEADERS, DRY_RUN],
      requestBody: {
        required: true,
        content: { 'application/json': { schema: openApiRef(name) } },
      },
      responses: {
        200: { ...jsonResponse('Recorded, or unchanged.', response), headers: RESPONSE_HEADERS },
        ...PROBLEMS,
      },
    },
  };
}

function describeCommandList(schemas: SharedSchemas): JsonObject {
  const { 400: invalid, 415: unsupported } = PROBLEMS;
  const line = schemas.define('BulkLine', BulkLine);
  const result = schemas.define('BulkResultLine', BulkResultLine);
  return {
    get: {
      tags: ['commands'],
      operationId: 'getCommands',
      summary: 'Every command with its purpose.',
      responses: {
        200: jsonResponse('Names and purposes.', schemas.define('CommandList', CommandList)),
        ...OTHER_PROBLEMS,
      },
    },
    post: {
      tags: ['commands'],
      operationId: 'postCommands',
      summary: 'Many commands, one per line.',
      description: 'The schemas are those of one line.',
      parameters: [ACTOR, DRY_RUN],
      requestBody: { required: true, content: { 'application/x-ndjson': { schema: line } } },
      responses: {
        200: ndjsonResponse('One result per line, in order, then a summary.', result),
        400: invalid,
        415: unsupported,
        ...OTHER_PROBLEMS,
      },
    },
  };
}

function describeActors(schemas: SharedSchemas): JsonObject {
  const collection = z.string().meta({ example: 'sco' });
  const ids = z
    .array(z.string())
    .min(1)
    .max(ACTOR_IDS_MAX)
    .meta({ example: ['sco-rats-council'] });
  return {
    get: {
      tags: ['commands'],
      operationId: 'getCommandsActors',
      summary: 'The actors of a collection with these ids, with their kinds and names.',
      description:
        'A body, or a person, class or other actor that facts name. Unknown ids are left out.',
      parameters: [
        { ...describeParameter('query', 'collection', collection), required: true },
        { ...describeParameter('query', 'ids', ids), required: true },
      ],
      responses: {
        200: jsonResponse('The known actors.', schemas.define('KnownActorList', KnownActorList)),
        400: problemResponse('A parameter is invalid.'),
        ...OTHER_PROBLEMS,
      },
    },
  };
}

function describeEvents(schemas: SharedSchemas): JsonObject {
  const collection = z.string().meta({ example: 'sco' });
  const criteria = z.string().meta({
    description: 'JSON: `event`, `type`, `document`, `words`, `fields` and `retracted`.',
    example: '{"type":"MeetingHeld","fields":{"meeting":"sco-rats-council-44"}}',
  });
  const position = z.string().meta({
    description:
      'The result includes the events up to it, which another instance may have recorded.',
    example: '0:42',
  });
  return {
    get: {
      tags: ['commands'],
      operationId: 'getCommandsEvents',
      summary: 'The events of a collection with this content, such as the fact to correct.',
      description:
        'All criteria must hold. Facts, mergers and links that are current (with `retracted`: that ' +
        'are not), amendments in effect, and conflicts that have not ended.',
      parameters: [
        { ...describeParameter('query', 'collection', collection), required: true },
        { ...describeParameter('query', 'criteria', criteria), required: true },
        describeParameter('query', 'position', position),
      ],
      responses: {
        200: jsonResponse('The first of them.', schemas.define('FoundEventList', FoundEventList)),
        400: problemResponse('A parameter is invalid.'),
        ...OTHER_PROBLEMS,
      },
    },
  };
}

function describeTexts(schemas: SharedSchemas): Readonly<Record<string, JsonObject>> {
  const stored = schemas.describe(PutTextResponse);
  const { 415: unsupported } = PROBLEMS;
  const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
  return {
    '/v1/texts': {
      get: {
        tags: ['texts'],
        operationId: 'getTexts',
        summary: 'The stored source texts by SHA-256.',
        responses: {
          200: jsonResponse(
            'The hash and size of each text.',
            schemas.define('TextList', TextList),
          ),
          ...OTHER_PROBLEMS,
        },
      },
    },
    '/v1/texts/{sha256}': {
      put: {
        tags: ['texts'],
        operationId: 'putTextsBySha256',
        summary: 'Stores a source text of up to 10 MB of UTF-8.',
        parameters: [describeParameter('path', 'sha256', sha256)],
        requestBody: { required: true, content: { 'text/plain': { schema: { type: 'string' } } } },
        responses: {
          200: jsonResponse('The text was stored before.', stored),
          201: jsonResponse('The text is stored now.', stored),
          400: problemResponse('The path is not a SHA-256 hash.'),
          413: problemResponse('The text is too large.'),
          415: unsupported,
          422: problemResponse('The bytes have another hash, or are not UTF-8.'),
          503: problemResponse('The texts cannot be written.'),
          ...OTHER_PROBLEMS,
        },
      },
    },
  };
}

function describeHeader(name: string, description: string, example: string): JsonObject {
  return describeParameter('header', name, z.string().meta({ description, example }));
}
