import { readFile } from 'node:fs/promises';
import { RequestMethod, type Type } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import { COMMANDS } from '@rapporteur/contracts';
import { checkAnswerTypes, lintOpenApi, type OpenApiDocument } from '@rapporteur/openapi-checks';
import { beforeAll, describe, expect, it } from 'vitest';
import { generateApiFiles } from './generated-files.ts';
import { createUnstartedApp, readOpenApiDocument } from './open-api-document.ts';

interface PublishedOperation {
  readonly operationId: string;
  readonly tags: readonly string[];
  readonly parameters?: readonly { readonly name: string; readonly schema: SchemaHead }[];
  readonly responses: Readonly<Record<string, PublishedResponse>>;
}

interface PublishedResponse {
  readonly content?: Readonly<Record<string, { readonly schema: SchemaHead }>>;
}

/** The start of a schema. */
interface SchemaHead {
  readonly type?: string;
  readonly $ref?: string;
}

/** The part of the OpenAPI document that these tests read. */
interface PublishedDocument extends OpenApiDocument {
  readonly tags: readonly { readonly name: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, PublishedOperation>>>>;
}

let document: PublishedDocument;
/** The routes of the controllers: `GET /v1/collections/{collection}/timeline`. */
let routes: readonly string[];

beforeAll(async () => {
  const app = await createUnstartedApp();
  document = readOpenApiDocument(app) as PublishedDocument;
  const controllers = [...app.get(ModulesContainer).values()].flatMap((module) =>
    [...module.controllers.values()].map(({ metatype }) => metatype as Type<object>),
  );
  routes = [...new Set(controllers)].flatMap(listRoutes);
});

// Nest keeps the paths and the method of a route as metadata with these keys.
function listRoutes(controller: Type<object>): readonly string[] {
  const readPaths = (target: object) => [Reflect.getMetadata('path', target) as string[]].flat();
  const prototype = controller.prototype as Readonly<Record<string, object>>;
  const handlers = Object.getOwnPropertyNames(prototype)
    .map((name) => prototype[name] ?? {})
    .filter((handler) => Reflect.hasMetadata('method', handler));
  return readPaths(controller).flatMap((prefix) =>
    handlers.flatMap((handler) => {
      const method = RequestMethod[Reflect.getMetadata('method', handler) as number];
      return readPaths(handler).map((path) => `${method} ${join(prefix, path)}`);
    }),
  );
}

/** Returns `/v1/bodies/{body}` for the parts `v1` and `bodies/:body` of a route. */
function join(...parts: readonly string[]): string {
  const names = parts.flatMap((part) => part.split('/')).filter((name) => name !== '');
  return `/${names.map((name) => name.replace(/^:(.+)$/, '{$1}')).join('/')}`;
}

const listOperations = () =>
  Object.values(document.paths).flatMap((methods) => Object.values(methods));

const listDocumented = () =>
  Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  );

/** A field of the answer of each query, as a client reads it. A query has two routes. */
const QUERY_FIELDS = {
  Bodies: 'answer.data[0].name',
  BodiesByBody: 'answer.data.name',
  BodiesByBodyChair: 'answer.data.bodyName',
  Condemnations: 'answer.data.targets[0].incident',
  Conflicts: 'answer.data[0].resolved',
  Corrections: 'answer.data[0].reason',
  Decisions: 'answer.data[0].verb',
  DecisionsByDecision: 'answer.data.statuses[0].status',
  Designations: 'answer.data[0].organization.nameAsWritten',
  Changes: 'answer.data[0].fields[0].field',
  EventsByEvent: 'answer.data.envelope?.subject',
  EventsByEventContext: 'answer.data.rows[0].table',
  Lookup: 'answer.data[0].by',
  Facts: 'answer.data[0].sentence',
  Incidents: 'answer.data[0].killed.stated',
  IncidentsByIncident: 'answer.data.casualties.reports[0].event',
  Mandates: 'answer.data[0].changes[0].stage',
  Meetings: 'answer.data.meetings[0].name',
  MeetingsByMeeting: 'answer.data.participants.delegations[0].name',
  Memberships: 'answer.data[0].member.nameAsWritten',
  NextMeetings: 'answer.data[0].held.recorded',
  Offices: 'answer.data[0].holder?.nameAsWritten',
  Participation: 'answer.data.states[0].name',
  ParticipationRanking: 'answer.data[0].rank',
  Positions: 'answer.data[0].by[0].nameAsWritten',
  PositionsVerbs: 'answer.data[0].facts',
  Reports: 'answer.data[0].count.stated',
  Sources: 'answer.data[0].title',
  SourcesByDocument: 'answer.data.factsTold[0].event',
  SourcesByDocumentText: 'answer.data.passages[0].sentence',
  StatesByState: 'answer.data.participations[0].meeting',
  StatesByStateAttendance: 'answer.data[0].couldAttend',
  StatesByStateVsByOther: 'answer.data.divergent[0].one',
  Persons: 'answer.data[0].titles[0]',
  PersonsByPerson: 'answer.data.offices[0].startedOn.stated',
  Dissents: 'answer.data[0].by[0].nameAsWritten',
  Votes: 'answer.data[0].votes[0].veto',
  VotesVetoes: 'answer.data[0].vetoes',
  VotesAgreementByMemberByOther: 'answer.data.counts[0].votes',
  Citations: 'answer.data[0].relation',
  Coverage: 'answer.data[0].lastRecordedAt',
  FactsAtom: 'answer.length',
  BodiesByBodyCalendar: 'answer.length',
  Timeline: 'answer.data[0].date.stated',
  TimelineCounts: 'answer.data[0].facts',
  UnstatedAgents: 'answer.data[0].about',
};

const FIELDS = {
  ...Object.fromEntries(
    Object.entries(QUERY_FIELDS).flatMap(([name, field]) => [
      [`get${name}`, field],
      [`getCollection${name}`, field],
    ]),
  ),
  ...Object.fromEntries([...COMMANDS.keys()].map((name) => [name, 'answer.events[0].subject'])),
  createDraft: 'answer.facts[0].words',
  getCollections: 'answer.data[0].title',
  getCommands: 'answer.commands[0].doc',
  getCommandsActors: 'answer.actors[0].names[0]',
  getCommandsEvents: 'answer.events[0].id',
  getDocs: 'answer.length',
  getHealthLive: 'answer.status',
  getHealthReady: "answer.checks['log']",
  getLanding: 'answer.documentation',
  getLogByPartition: 'answer.pseq',
  getMetrics: 'answer.length',
  getOpenApi: 'answer.info.title',
  getStatus: 'answer.projections[0].position',
  getStreamsByCollectionByStream: 'answer.subject',
  getTexts: 'answer.texts[0].bytes',
  postCommands: "'summary' in answer ? answer.summary.recorded : answer.line",
  putTextsBySha256: 'answer.characters',
};

describe('The OpenAPI document', { timeout: 120_000 }, () => {
  it('follows the recommended rules of Redocly', async () =>
    expect(await lintOpenApi(document)).toEqual([]));

  it('describes the routes of the server, and no others', () => {
    // A query describes its table too, and each command its part of one route.
    const served = routes.map((route) => route.replace(/\.csv$/, ''));
    const documented = listDocumented().map((route) =>
      route.replace(/^(POST \/v1\/commands)\/\w+$/, '$1/{name}'),
    );
    expect([...new Set(documented)].toSorted()).toEqual([...new Set(served)].toSorted());
  });

  it('names the schema of each JSON answer, so that a generated client has a type for it', () => {
    const inline = listOperations().flatMap(({ operationId, responses }) =>
      Object.values(responses)
        .flatMap(({ content = {} }) => Object.entries(content))
        .filter(([type, { schema }]) => type.includes('json') && schema.$ref === undefined)
        .map(([type]) => `${operationId} ${type}`),
    );
    expect(inline).toEqual([]);
  });

  it('has parameters, operation ids and tags that generators accept', () => {
    const defined = new Set(document.tags.map(({ name }) => name));
    for (const { operationId, tags, parameters = [] } of listOperations()) {
      expect(operationId).toMatch(/^[A-Za-z0-9]+$/);
      expect(
        tags.filter((tag) => !defined.has(tag)),
        operationId,
      ).toEqual([]);
      const limit = parameters.find(({ name }) => name === 'limit');
      expect(limit?.schema.type ?? 'integer', operationId).toBe('integer');
    }
  });

  it('has fresh generated files: `npx pnpm generate` writes them', async () => {
    const generated = await generateApiFiles();
    const stale: string[] = [];
    for (const [path, text] of generated)
      if ((await readFile(new URL(`../../../${path}`, import.meta.url), 'utf8')) !== text)
        stale.push(path);
    expect(stale).toEqual([]);
  });

  it('gives a generated client a field of each answer', async () =>
    expect(await checkAnswerTypes(document, { answers: FIELDS, problem: 'answer.code' })).toEqual(
      [],
    ));
});
