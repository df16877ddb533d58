import { Inject, Injectable } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { DATA_SOURCE, TEXT_STORE, type TextStore } from '@rapporteur/platform';
import {
  listCollectionIds,
  type PageRequest,
  type QueryScope,
  TIMELINE,
} from '@rapporteur/read-models';
import type { DataSource } from 'typeorm';
import type { z } from 'zod';
import type { CollectionQueryInput, QueryClass, QueryResult } from './collection-query.ts';
import { readConsistently } from './consistent-read.ts';
import {
  computeQueryFingerprint,
  createCursorProblem,
  formatCursor,
  type PageStart,
  parseCursor,
} from './cursor.ts';
import { listFactSources } from './fact-sources.ts';
import { type CommonParameters, LIMIT_MAX, parseQueryParameters } from './parameters.ts';
import { readMentionedNames } from './mentioned-names.ts';
import { listParkedCommandViews } from './parked-commands.ts';
import type { QueryRequest } from './query-request.ts';
import type { PagedQueryResponse, ParkedCommandView, QueryResponse } from './query-response.ts';
import type { ReadPositionResolver } from './read-position.ts';
import { formatPositions } from './position.ts';
import { createScope, resolveCollections } from './resolve-ids.ts';
import { readTableNames } from './table-names.ts';
import { CLOCK, READ_POSITION_RESOLVER } from './tokens.ts';

/** The parsed request of one query. */
interface ParsedRequest<P extends string, S extends z.ZodRawShape> {
  readonly request: QueryRequest;
  readonly common: CommonParameters;
  readonly input: Pick<CollectionQueryInput<P, S>, 'path' | 'parameters'>;
  /** Identifies the query and its parameters, for cursors. */
  readonly fingerprint: string;
  readonly start: PageStart | null;
}

/**
 * Executes queries on collections. It parses the parameters, finds the position to read at, sends
 * the query over the bus, and adds the sources and the parked commands.
 */
@Injectable()
export class QueryExecutor {
  readonly #bus: QueryBus;
  readonly #database: DataSource;
  readonly #texts: TextStore;
  readonly #positions: ReadPositionResolver;
  readonly #clock: () => Date;

  constructor(
    @Inject(QueryBus) bus: QueryBus,
    @Inject(DATA_SOURCE) database: DataSource,
    @Inject(TEXT_STORE) texts: TextStore,
    @Inject(READ_POSITION_RESOLVER) positions: ReadPositionResolver,
    @Inject(CLOCK) clock: () => Date,
  ) {
    this.#bus = bus;
    this.#database = database;
    this.#texts = texts;
    this.#positions = positions;
    this.#clock = clock;
  }

  /**
   * Returns the response to a query.
   * Rejects with a Problem 400 if a parameter is invalid, 404 if an id is unknown, 503 if the
   * position is not reached.
   */
  async execute<P extends string, S extends z.ZodRawShape>(
    query: QueryClass<P, S>,
    request: QueryRequest,
  ): Promise<PagedQueryResponse> {
    const { projections } = query.definition;
    return readConsistently(this.#database.manager, projections, () =>
      this.#execute(query, parseRequest(query, request)),
    );
  }

  async #execute<P extends string, S extends z.ZodRawShape>(
    query: QueryClass<P, S>,
    parsed: ParsedRequest<P, S>,
  ): Promise<PagedQueryResponse> {
    const { projections, paged } = query.definition;
    const { request, common, start } = parsed;

    const scope = await this.#resolveScope(query, parsed);
    const parked = await listParkedCommandViews(this.#database, projections, scope);
    const statements = common.statements === true;
    const day = scope.asOf ?? this.#clock().toISOString().slice(0, 10);
    const readPage = (page: PageRequest): Promise<QueryResult> =>
      this.#bus.execute(new query({ ...parsed.input, statements, scope, day, page }));

    const limit = paged ? common.limit : LIMIT_MAX;
    const result = await readPage({ limit, after: start?.after ?? null }).catch(
      (error: unknown) => {
        throw start !== null && isDataError(error) ? createCursorProblem('does not fit') : error;
      },
    );
    const response = await this.#createResponse({ result, parked, scope, parsed });
    // A table holds all pages, unless the client asked for one.
    const onePage = start !== null || 'limit' in request.query;
    return {
      response,
      onePage,
      csv: common.csv ?? [],
      rows: () => readRows(result, onePage ? null : readPage),
      readNames: (columns, rows) => readTableNames(this.#database, scope, columns, rows),
    };
  }

  async #resolveScope<P extends string, S extends z.ZodRawShape>(
    { definition }: QueryClass<P, S>,
    { request, common, start }: ParsedRequest<P, S>,
  ): Promise<QueryScope> {
    const { waitSeconds, signal } = request;
    const { position, asOf = null } = common;
    const asOfRecorded = start?.position ?? common.asOfRecorded;
    const wait = { position, waitSeconds, signal };
    const ids = await resolveCollections(this.#database, request.collections, () =>
      this.#positions.reach({ collections: request.collections, ...wait }, [TIMELINE]),
    );
    const collections = await this.#positions.resolve(
      { collections: ids, asOfRecorded, ...wait },
      definition.projections,
    );
    return createScope(this.#database, { collections, asOf });
  }

  async #createResponse<P extends string, S extends z.ZodRawShape>({
    result: { data, next, undated },
    parked,
    scope,
    parsed: { common, fingerprint },
  }: {
    readonly result: QueryResult;
    readonly parked: readonly ParkedCommandView[];
    readonly scope: QueryScope;
    readonly parsed: ParsedRequest<P, S>;
  }): Promise<QueryResponse> {
    const { asOf } = scope;
    const collections = listCollectionIds(scope);
    const position = formatPositions(
      new Map(scope.collections.map((each) => [each.partition, each.position])),
    );
    const lookup = { database: this.#database, scope };
    const sources =
      common.sources === false ? {} : { sources: await listFactSources(lookup, this.#texts, data) };
    const mentions = [data, sources];
    const names =
      common.names === true ? { names: await readMentionedNames(lookup, mentions) } : {};
    return {
      schemaVersion: 1,
      collection: collections.length === 1 ? (collections[0] ?? null) : null,
      collections,
      position,
      asOf,
      asOfRecorded: common.asOfRecorded ?? null,
      incomplete: parked.length > 0,
      ...(parked.length > 0 ? { parked } : {}),
      ...(undated === undefined ? {} : { undated }),
      data,
      next: next ? formatCursor(fingerprint, { position, after: next }) : null,
      ...sources,
      ...names,
    };
  }
}

/** Throws a Problem 400 if a parameter or the cursor is invalid. */
function parseRequest<P extends string, S extends z.ZodRawShape>(
  { definition }: QueryClass<P, S>,
  request: QueryRequest,
): ParsedRequest<P, S> {
  const { collections, path } = request;
  const { common, own } = parseQueryParameters(definition, request.query);
  const { cursor } = common;
  const fingerprint = computeQueryFingerprint({
    query: definition.path,
    collections,
    path,
    parameters: { ...common, ...own },
  });
  return {
    request,
    common,
    input: { path, parameters: own },
    fingerprint,
    start: cursor === undefined ? null : parseCursor(fingerprint, cursor),
  };
}

/** Returns whether Postgres refused the types or the number of values: those of a forged cursor. */
function isDataError(error: unknown): boolean {
  const code: unknown = error instanceof Error ? Reflect.get(error, 'code') : undefined;
  return typeof code === 'string' && /^(?:22|42)/.test(code);
}

async function* readRows(
  first: QueryResult,
  readPage: ((page: PageRequest) => Promise<QueryResult>) | null,
): AsyncGenerator<readonly object[]> {
  yield listRows(first);
  if (readPage === null) return;
  for (let after = first.next ?? null; after !== null;) {
    const result = await readPage({ limit: LIMIT_MAX, after });
    yield listRows(result);
    after = result.next ?? null;
  }
}

function listRows({ rows, data }: QueryResult): readonly object[] {
  return rows ?? (Array.isArray(data) ? (data as readonly object[]) : []);
}
