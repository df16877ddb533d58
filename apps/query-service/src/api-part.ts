import { type ApiPart, type JsonObject, problemResponse } from '@rapporteur/platform';
import { z } from 'zod';
import { COMMON_PARAMETERS, PAGE_PARAMETERS, POSITION_PARAMETER } from './parameters.ts';
import { WAIT_SECONDS_DEFAULT, WAIT_SECONDS_MAX } from './position-wait.ts';
import type { QueryDefinition } from './query.ts';

const TAGS: Readonly<Record<string, string>> = {
  timeline: 'What happened, in the order of the world, and every fact as one table.',
  bodies: 'Bodies, their chairs, offices and memberships.',
  meetings: 'Meetings that were held, announced or agreed.',
  participation:
    'Who took part in what, in which role; who is merely mentioned takes part in nothing.',
  decisions: 'What was decided, agreed and planned, and what has become of it.',
  incidents: 'Incidents, their casualties, and who condemned them.',
  positions: 'What was held, called for or asked.',
  reports: 'Activities, assessments and intents that sources report.',
  sources: 'Documents, and what each of them says.',
  record: 'The record itself: corrections, conflicts, events, the log.',
};

const COLLECTION: JsonObject = {
  name: 'collection',
  in: 'path',
  required: true,
  description: 'The record of one organization.',
  schema: { type: 'string' },
  example: 'sco',
};

const PREFER: JsonObject = {
  name: 'Prefer',
  in: 'header',
  required: false,
  description: `How many seconds to wait for \`position\`: wait=10. ${WAIT_SECONDS_DEFAULT} unless told, at most ${WAIT_SECONDS_MAX}.`,
  schema: { type: 'string' },
};

const PROBLEMS = {
  400: problemResponse(
    'A parameter is unknown or cannot be read, or the log holds no such position.',
  ),
  404: problemResponse('The record does not know this id; near ones are named.'),
  503: problemResponse('The position asked for was not reached in time.'),
};

const ANSWER: JsonObject = {
  type: 'object',
  description: 'Every answer: the whole of it rests on one position of the record.',
  required: [
    'schemaVersion',
    'collection',
    'position',
    'asOf',
    'asOfRecorded',
    'incomplete',
    'data',
    'next',
  ],
  properties: {
    schemaVersion: { const: 1 },
    collection: { type: 'string' },
    position: { type: 'string', description: '`partition:pseq`, inclusive.' },
    asOf: { type: ['string', 'null'] },
    asOfRecorded: { type: ['string', 'null'] },
    incomplete: {
      type: 'boolean',
      description:
        'True where a read model that was asked cannot show part of the collection; see `parked`.',
    },
    parked: {
      type: 'array',
      description:
        'What it cannot show; left out where it shows everything. Rapporteur-Incomplete carries their count.',
      items: {
        type: 'object',
        required: ['projection', 'command', 'position', 'code', 'reason'],
        properties: {
          projection: { type: 'string' },
          command: { type: 'string', description: 'The command, none of whose events is shown.' },
          position: { type: 'string', description: 'Where its first event lies.' },
          code: { type: 'string' },
          reason: { type: 'string' },
        },
      },
    },
    data: {},
    next: {
      type: ['string', 'null'],
      description: 'The cursor of the next page; null: there is none.',
    },
    sources: {
      type: 'object',
      description: 'By the id of the event: who says so, and on which words.',
    },
  },
};

/** A zod schema of a parameter, as it is written in an address. */
function parameter(name: string, schema: z.ZodType): JsonObject {
  const { $schema: _, ...json } = z.toJSONSchema(schema, { io: 'input' }) as Record<
    string,
    unknown
  >;
  const { description, ...rest } = json;
  return { name, in: 'query', required: false, description, schema: rest };
}

/** The parameters that mean the same for every query: clients offer them once. */
const COMMON_NAMES = new Set(Object.keys({ ...COMMON_PARAMETERS, ...PAGE_PARAMETERS }));

function parametersOf(question: QueryDefinition): readonly JsonObject[] {
  const names = [...question.path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
  const path = names.map((name) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));
  const query = Object.entries({ ...question.parameters, ...COMMON_PARAMETERS });
  return [
    COLLECTION,
    ...path,
    ...query.map(([name, schema]) => ({
      ...parameter(name, schema as z.ZodType),
      ...(COMMON_NAMES.has(name) ? { 'x-rapporteur-common': true } : {}),
    })),
    PREFER,
  ];
}

function pathItem(question: QueryDefinition): JsonObject {
  const names = question.columns.map(({ name }) => name).join(', ');
  return {
    get: {
      tags: [question.tag],
      operationId: `get ${question.path}`.replaceAll(/[^a-z]+(\w)/gi, (_, letter: string) =>
        letter.toUpperCase(),
      ),
      summary: question.doc,
      description: `As a table (.csv, or Accept: text/csv) it has the columns ${names}.`,
      parameters: parametersOf(question),
      'x-rapporteur-columns': question.columns.map(({ name, kind }) => ({ name, kind })),
      responses: {
        200: {
          description: 'The answer.',
          content: {
            'application/json': { schema: { $ref: '#/components/schemas/QueryAnswer' } },
            'text/csv': { schema: { type: 'string' } },
          },
        },
        ...PROBLEMS,
      },
    },
  };
}

const text = (name: string, where: 'path' | 'query', description: string): JsonObject => ({
  name,
  in: where,
  required: where === 'path',
  description,
  schema: { type: 'string' },
});

const replay = (summary: string, parameters: readonly JsonObject[]): JsonObject => ({
  get: {
    tags: ['record'],
    summary,
    parameters,
    responses: {
      200: {
        description: 'An event a line.',
        content: { 'application/x-ndjson': { schema: { type: 'string' } } },
      },
      400: PROBLEMS[400],
      404: PROBLEMS[404],
    },
  },
});

const told = (summary: string): JsonObject => ({
  get: {
    tags: ['record'],
    summary,
    parameters: [parameter('position', POSITION_PARAMETER.position), PREFER],
    responses: { 200: { description: 'The answer.' }, 400: PROBLEMS[400], 503: PROBLEMS[503] },
  },
});

const LOG: Readonly<Record<string, JsonObject>> = {
  '/v1/collections': told('The collections of this record.'),
  '/v1/status': told(
    'How far the read models have come, how far they are behind, and whether anybody is at work. With a position, once all of them have passed it.',
  ),
  '/v1/log/{partition}': replay('Replays the log: the very bytes of the events, in their order.', [
    text('partition', 'path', 'The number of the partition.'),
    text('from', 'query', 'The first position, inclusive.'),
    text('to', 'query', 'The last position, inclusive.'),
    text('collection', 'query', 'Only events of this collection.'),
    text('stream', 'query', 'Only events of this stream.'),
  ]),
  '/v1/streams/{collection}/{stream}': replay('Replays one stream.', [
    COLLECTION,
    text('stream', 'path', 'Such as meeting-sco-rats-council-44.'),
  ]),
};

/** What the query service serves, for the OpenAPI document. */
export function queryApi(questions: readonly QueryDefinition[]): ApiPart {
  const paths = questions.map((question) => [
    `/v1/collections/{collection}/${question.path}`,
    pathItem(question),
  ]);
  return {
    tags: Object.entries(TAGS).map(([name, description]) => ({ name, description })),
    paths: { ...(Object.fromEntries(paths) as Readonly<Record<string, JsonObject>>), ...LOG },
    schemas: { QueryAnswer: ANSWER },
  };
}
