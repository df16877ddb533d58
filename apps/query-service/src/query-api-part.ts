import { RecordedEvent } from '@rapporteur/contracts';
import {
  type ApiPart,
  describeParameter,
  DOCUMENT_TYPES,
  type JsonObject,
  jsonResponse,
  ndjsonResponse,
  OTHER_PROBLEMS,
  problemResponse,
  SharedSchemas,
} from '@rapporteur/platform';
import { z } from 'zod';
import type { QueryDefinition } from './collection-query.ts';
import { describeFeeds, OWN_FEED_PARAMETERS } from './feeds/feed-api.ts';
import { DRAFT_PARAMETERS } from './drafts/draft-parameters.ts';
import { DraftResponse } from './drafts/draft-response.ts';
import { REPLAY_PARAMETERS } from './log/log.controller.ts';
import {
  COLLECTIONS_PARAMETER,
  COMMON_PARAMETERS,
  listParameters,
  PAGE_PARAMETERS,
  POSITION_PARAMETER,
} from './parameters.ts';
import { WAIT_SECONDS_DEFAULT, WAIT_SECONDS_MAX } from './position-wait.ts';
import { createResponseSchema } from './query-response.ts';
import { CollectionList, ServiceStatus } from './service/service-queries.ts';

const TAGS: Readonly<Record<string, string>> = {
  timeline: 'Facts in the order of their dates, and all facts in one table.',
  bodies: 'Bodies, their chairs, offices and memberships.',
  meetings: 'Meetings that were held, announced or agreed.',
  participation: 'Participation by role. A mention is not participation.',
  persons: 'Persons, their offices, and the facts that name them.',
  decisions: 'Decisions, agreements and plans, their outcome, and dissent.',
  incidents: 'Incidents, their casualties and their condemnation.',
  positions: 'Stated positions, calls and requests.',
  reports: 'Activities, assessments and intents that sources report.',
  sources: 'Documents, and the facts that each states.',
  record: 'The record itself: corrections, conflicts, events, the log.',
  drafts: 'Proposed submissions of documents. Nothing is recorded.',
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
const COMMON_NAMES = new Set(
  Object.keys({ ...COLLECTIONS_PARAMETER, ...COMMON_PARAMETERS, ...PAGE_PARAMETERS }),
);

const PROBLEMS = {
  400: problemResponse('A parameter is unknown or invalid, or the log ends before the position.'),
  404: problemResponse('The id is unknown; `near` names similar ids.'),
  503: problemResponse('The read models did not reach the position in time.'),
  ...OTHER_PROBLEMS,
};
const { 404: _unknown, ...PROBLEMS_WITHOUT_ID } = PROBLEMS;

/** Returns the OpenAPI description of the query service. */
export function createQueryApiPart(queries: readonly QueryDefinition[]): ApiPart {
  const schemas = new SharedSchemas();
  const paths = queries.flatMap((query) => [
    [`/v1/${query.path}`, describeQuery(query, schemas, 'several')] as const,
    [`/v1/collections/{collection}/${query.path}`, describeQuery(query, schemas, 'one')] as const,
  ]);
  return {
    tags: Object.entries(TAGS).map(([name, description]) => ({ name, description })),
    paths: {
      ...Object.fromEntries(paths),
      ...describeServiceRoutes(schemas),
      ...describeFeeds(listFeedDescriptions(queries)),
      '/v1/drafts': describeDrafts(schemas),
    },
    schemas: schemas.list(),
  };
}

function listFeedDescriptions(queries: readonly QueryDefinition[]) {
  const describe = (path: string, omitted: readonly string[]) => {
    const query = queries.find((each) => each.path === path);
    const shape = query === undefined ? {} : listParameters(query);
    const own = Object.entries(shape).filter(
      ([name]) => !OWN_FEED_PARAMETERS.has(name) && !omitted.includes(name),
    );
    return [...describeShape(Object.fromEntries(own)), PREFER];
  };
  return {
    describePath,
    parameters: describe('facts', []),
    calendarParameters: describe('next-meetings', ['after', 'body']),
    collections: describeShape(COLLECTIONS_PARAMETER),
    problems: PROBLEMS,
  };
}

function describeQuery(
  query: QueryDefinition,
  schemas: SharedSchemas,
  collections: 'one' | 'several',
): JsonObject {
  const isOne = collections === 'one';
  const names = query.columns.map(({ name }) => name).join(', ');
  const { description, content } = jsonResponse(
    'The response, read at one position.',
    schemas.define(`${toPascalCase(query.path)}Response`, createResponseSchema(query)),
  );
  return {
    get: {
      tags: [query.tag],
      operationId: `get${toPascalCase(isOne ? `collection/${query.path}` : query.path)}`,
      summary: query.summary,
      description: `The CSV table (.csv, or Accept: text/csv) has the columns ${names}.`,
      parameters: [
        ...describePath(isOne ? `{collection}/${query.path}` : query.path),
        ...describeShape(isOne ? {} : COLLECTIONS_PARAMETER),
        ...describeShape(listParameters(query)),
        PREFER,
      ],
      'x-rapporteur-columns': query.columns.map(({ name, kind }) => ({ name, kind })),
      responses: {
        200: {
          description,
          headers: RESPONSE_HEADERS,
          content: { ...(content as JsonObject), 'text/csv': { schema: { type: 'string' } } },
        },
        ...PROBLEMS,
      },
    },
  };
}

/** Returns `MeetingsByMeeting` for `meetings/{meeting}`. */
function toPascalCase(path: string): string {
  const capitalize = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);
  const words = path.replaceAll(/\{(\w+)\}/g, 'by-$1').split(/[^a-z]+/i);
  return words.map(capitalize).join('');
}

const describeHeader = (description: string) => ({ description, schema: { type: 'string' } });

const RESPONSE_HEADERS: JsonObject = {
  'Rapporteur-Position': describeHeader('`position` of the response.'),
  'Rapporteur-Incomplete': describeHeader('The number of commands that are not shown, if any.'),
  'Rapporteur-Undated': describeHeader('`undated` of the response, if it is not zero.'),
  'Rapporteur-Next': describeHeader('The cursor of the next page of a CSV table, if any.'),
  'Preference-Applied': describeHeader('The accepted wait, if the request has one: wait=10.'),
};

function describeServiceRoutes(schemas: SharedSchemas): Readonly<Record<string, JsonObject>> {
  const describe = (
    operationId: string,
    summary: string,
    parameters: readonly JsonObject[],
    responses: JsonObject,
  ): JsonObject => ({ get: { tags: ['record'], operationId, summary, parameters, responses } });
  const positioned = [...describeShape(POSITION_PARAMETER), PREFER];
  const { 503: _waited, ...replayProblems } = PROBLEMS;
  const replayed = {
    200: ndjsonResponse('One event per line: its stored bytes.', schemas.describe(RecordedEvent)),
    ...replayProblems,
  };
  return {
    '/v1/collections': describe('getCollections', 'The collections of this record.', positioned, {
      200: jsonResponse('The collections.', schemas.define('CollectionList', CollectionList)),
      ...PROBLEMS_WITHOUT_ID,
    }),
    '/v1/status': describe('getStatus', STATUS_SUMMARY, positioned, {
      200: jsonResponse('The status.', schemas.define('ServiceStatus', ServiceStatus)),
      ...PROBLEMS_WITHOUT_ID,
    }),
    '/v1/log/{partition}': describe(
      'getLogByPartition',
      'Replays a partition: the stored bytes of its events, in their order.',
      [...describePath('{partition}'), ...describeShape(REPLAY_PARAMETERS)],
      replayed,
    ),
    '/v1/streams/{collection}/{stream}': describe(
      'getStreamsByCollectionByStream',
      'Replays one stream.',
      describePath('{collection}/{stream}'),
      replayed,
    ),
  };
}

function describeDrafts(schemas: SharedSchemas): JsonObject {
  const document = { schema: { type: 'string', format: 'binary' } };
  return {
    post: {
      tags: ['drafts'],
      operationId: 'createDraft',
      summary:
        'Drafts a document: its facts with their words, and what the record has already. The body ' +
        'is the document.',
      parameters: [...describeShape({ ...DRAFT_PARAMETERS, ...POSITION_PARAMETER }), PREFER],
      requestBody: {
        required: true,
        content: Object.fromEntries(DOCUMENT_TYPES.map((type) => [type, document])),
      },
      responses: {
        200: jsonResponse('The draft.', schemas.define('DraftResponse', DraftResponse)),
        ...PROBLEMS_WITHOUT_ID,
        413: problemResponse('The document or its text is too long.'),
        415: problemResponse('The content type is not that of a document.'),
        422: problemResponse('The document cannot be read, or takes too long.'),
      },
    },
  };
}

const STATUS_SUMMARY =
  'The position, the lag and the state of each read model. With `position`, waits until all of ' +
  'them have reached it.';

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
