import { type ApiPart, type JsonObject, problemResponse, toJsonSchema } from '@rapporteur/platform';
import { z } from 'zod';
import type { QueryDefinition } from './collection-query.ts';
import { REPLAY_PARAMETERS } from './log/log.controller.ts';
import {
  COMMON_PARAMETERS,
  listParameters,
  PAGE_PARAMETERS,
  POSITION_PARAMETER,
} from './parameters.ts';
import { WAIT_SECONDS_DEFAULT, WAIT_SECONDS_MAX } from './position-wait.ts';
import { QueryResponseSchema } from './query-response.ts';

const TAGS: Readonly<Record<string, string>> = {
  timeline: 'Facts in the order of their dates, and all facts in one table.',
  bodies: 'Bodies, their chairs, offices and memberships.',
  meetings: 'Meetings that were held, announced or agreed.',
  participation: 'Participation by role. A mention is not participation.',
  decisions: 'Decisions, agreements and plans, and their outcome.',
  incidents: 'Incidents, their casualties and their condemnation.',
  positions: 'Stated positions, calls and requests.',
  reports: 'Activities, assessments and intents that sources report.',
  sources: 'Documents, and the facts that each states.',
  record: 'The record itself: corrections, conflicts, events, the log.',
};

const PATH_PARAMETERS: Readonly<Record<string, z.ZodType>> = {
  collection: z.string().meta({ description: 'The record of one organization.', example: 'sco' }),
  partition: z.string().meta({ description: 'The number of the partition.' }),
  stream: z.string().meta({ description: 'The name, such as meeting-sco-rats-council-44.' }),
};

const PREFER = describeParameter(
  'header',
  'Prefer',
  z.string().meta({
    description:
      `The seconds to wait for \`position\`: wait=10. Default: ${WAIT_SECONDS_DEFAULT}, at most ` +
      `${WAIT_SECONDS_MAX}.`,
  }),
);

/** The parameters that mean the same in every query. A client may offer them once. */
const COMMON_NAMES = new Set(Object.keys({ ...COMMON_PARAMETERS, ...PAGE_PARAMETERS }));

const PROBLEMS = {
  400: problemResponse('A parameter is unknown or invalid, or the log ends before the position.'),
  404: problemResponse('The id is unknown; `near` names similar ids.'),
  503: problemResponse('The read models did not reach the position in time.'),
};

/** Returns the OpenAPI description of the query service. */
export function createQueryApiPart(queries: readonly QueryDefinition[]): ApiPart {
  const paths = queries.map(
    (query) => [`/v1/collections/{collection}/${query.path}`, describeQuery(query)] as const,
  );
  return {
    tags: Object.entries(TAGS).map(([name, description]) => ({ name, description })),
    paths: { ...Object.fromEntries(paths), ...SERVICE_PATHS },
    schemas: { QueryAnswer: toJsonSchema(QueryResponseSchema) },
  };
}

function describeQuery(query: QueryDefinition): JsonObject {
  const names = query.columns.map(({ name }) => name).join(', ');
  const operation = `get ${query.path}`.replaceAll(/[^a-z]+(\w)/gi, (_, letter: string) =>
    letter.toUpperCase(),
  );
  return {
    get: {
      tags: [query.tag],
      operationId: operation,
      summary: query.summary,
      description: `The CSV table (.csv, or Accept: text/csv) has the columns ${names}.`,
      parameters: [
        ...describePath(`{collection}/${query.path}`),
        ...describeShape(listParameters(query)),
        PREFER,
      ],
      'x-rapporteur-columns': query.columns.map(({ name, kind }) => ({ name, kind })),
      responses: {
        200: {
          description: 'The response.',
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

const SERVICE_PATHS: Readonly<Record<string, JsonObject>> = {
  '/v1/collections': describeServiceRoute('The collections of this record.'),
  '/v1/status': describeServiceRoute(
    'The position, the lag and the state of each read model. With `position`, waits until all ' +
      'of them have reached it.',
  ),
  '/v1/log/{partition}': describeReplay(
    'Replays a partition: the stored bytes of its events, in their order.',
    [...describePath('{partition}'), ...describeShape(REPLAY_PARAMETERS)],
  ),
  '/v1/streams/{collection}/{stream}': describeReplay(
    'Replays one stream.',
    describePath('{collection}/{stream}'),
  ),
};

function describeServiceRoute(summary: string): JsonObject {
  const { 400: invalid, 503: notReached } = PROBLEMS;
  return {
    get: {
      tags: ['record'],
      summary,
      parameters: [...describeShape(POSITION_PARAMETER), PREFER],
      responses: { 200: { description: 'The response.' }, 400: invalid, 503: notReached },
    },
  };
}

function describeReplay(summary: string, parameters: readonly JsonObject[]): JsonObject {
  const { 400: invalid, 404: unknown } = PROBLEMS;
  const content = { 'application/x-ndjson': { schema: { type: 'string' } } };
  return {
    get: {
      tags: ['record'],
      summary,
      parameters,
      responses: {
        200: { description: 'One event per line.', content },
        400: invalid,
        404: unknown,
      },
    },
  };
}

function describePath(path: string): readonly JsonObject[] {
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
  return names.map((name) => describeParameter('path', name, PATH_PARAMETERS[name] ?? z.string()));
}

function describeShape(shape: z.ZodRawShape): readonly JsonObject[] {
  return Object.entries(shape).map(([name, schema]) => ({
    ...describeParameter('query', name, schema as z.ZodType),
    ...(COMMON_NAMES.has(name) ? { 'x-rapporteur-common': true } : {}),
  }));
}

/** Returns an OpenAPI parameter with the schema of its text in the request. */
function describeParameter(
  location: 'path' | 'query' | 'header',
  name: string,
  zodSchema: z.ZodType,
): JsonObject {
  const { description, example, ...schema } = toJsonSchema(zodSchema);
  return {
    name,
    in: location,
    required: location === 'path',
    ...(description === undefined ? {} : { description }),
    schema,
    ...(example === undefined ? {} : { example }),
  };
}
