import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { type EventLog, formatLogPosition } from '@rapporteur/event-log';
import { DATA_SOURCE, EVENT_LOG, TEXT_STORE, type TextStore } from '@rapporteur/platform';
import type { QueryScope, PageRequest } from '@rapporteur/read-models';
import type { DataSource } from 'typeorm';
import { computeQueryFingerprint, type PageStart, formatCursor, parseCursor } from './cursor.ts';
import { resolveReadContext } from './resolve-ids.ts';
import { ReadPositionResolver } from './read-position.ts';
import { COMMON_PARAMETERS, LIMIT_MAX, parseParameters } from './parameters.ts';
import { listParkedCommands } from './parked-commands.ts';
import {
  type QueryResponse,
  type PagedQueryResponse,
  CollectionQuery,
  type QueryContext,
  type ParkedCommandView,
  type QueryDefinition,
  type QueryRequest,
  type QueryResult,
} from './query.ts';
import { listFactSources } from './fact-sources.ts';
import { CLOCK, READ_POSITION_RESOLVER } from './tokens.ts';
import { readConsistently } from './consistent-read.ts';

interface CommonParameters {
  readonly asOf?: string | undefined;
  readonly asOfRecorded?: string | undefined;
  readonly position?: string | undefined;
  readonly sources?: boolean | undefined;
  readonly limit?: number | undefined;
  readonly cursor?: string | undefined;
}

/** Answers every question: finds the position, asks the read models at it, and says who says so. */
@QueryHandler(CollectionQuery)
export class CollectionQueryHandler implements IQueryHandler<CollectionQuery> {
  readonly #database: DataSource;
  readonly #log: EventLog;
  readonly #texts: TextStore;
  readonly #moments: ReadPositionResolver;
  readonly #clock: () => Date;

  constructor(
    @Inject(DATA_SOURCE) database: DataSource,
    @Inject(EVENT_LOG) log: EventLog,
    @Inject(TEXT_STORE) texts: TextStore,
    @Inject(READ_POSITION_RESOLVER) moments: ReadPositionResolver,
    @Inject(CLOCK) clock: () => Date,
  ) {
    this.#database = database;
    this.#log = log;
    this.#texts = texts;
    this.#moments = moments;
    this.#clock = clock;
  }

  async execute({ question, request }: CollectionQuery): Promise<PagedQueryResponse> {
    return readConsistently(this.#database.manager, question.projections, () =>
      this.#execute(question, request),
    );
  }

  async #execute(question: QueryDefinition, request: QueryRequest): Promise<PagedQueryResponse> {
    const parameters: CommonParameters = parseParameters(
      { ...COMMON_PARAMETERS, ...question.parameters },
      request.query,
    );
    const { collection, path } = request;
    const of = computeQueryFingerprint({
      question: question.path,
      collection,
      path,
      parameters: { ...parameters },
    });
    const start = parameters.cursor === undefined ? null : parseCursor(of, parameters.cursor);
    const at = await this.#at(question, request, parameters, start);
    const parked = await listParkedCommands(this.#database, question.projections, at);
    const ask = (page: PageRequest) =>
      this.#ask(question, { at, page, parameters, path: request.path });
    const told = await ask({ limit: parameters.limit ?? LIMIT_MAX, after: start?.after ?? null });
    const answer = await this.#answer({ told, parked }, at, parameters, of);
    // Whoever asks for a page gets that page as a table; whoever asks for none gets the whole.
    const onePage = start !== null || 'limit' in (request.query as object);
    return { answer, onePage, rows: () => rowsFrom(told, onePage ? null : ask) };
  }

  async #at(
    question: QueryDefinition,
    request: QueryRequest,
    parameters: CommonParameters,
    start: PageStart | null,
  ): Promise<QueryScope> {
    const { collection, waitSeconds, signal } = request;
    const { position, asOf = null } = parameters;
    const asOfRecorded = start === null ? parameters.asOfRecorded : String(start.position);
    const wanted = { collection, position, asOfRecorded, waitSeconds, signal };
    const moment = await this.#moments.resolve(wanted, question.projections);
    return resolveReadContext(this.#database, { ...moment, collection, asOf });
  }

  async #ask(
    question: QueryDefinition,
    asked: Pick<QueryContext<CommonParameters>, 'at' | 'page' | 'parameters' | 'path'>,
  ): Promise<QueryResult> {
    const day = asked.at.asOf ?? this.#clock().toISOString().slice(0, 10);
    const own = { database: this.#database, log: this.#log, texts: this.#texts };
    return question.execute({ ...own, day, ...asked } as unknown as QueryContext<never>);
  }

  async #answer(
    { told, parked }: { readonly told: QueryResult; readonly parked: readonly ParkedCommandView[] },
    at: QueryScope,
    parameters: CommonParameters,
    of: string,
  ): Promise<QueryResponse> {
    const { partition, position, collection, asOf } = at;
    const next =
      told.next === undefined || told.next === null
        ? null
        : formatCursor(of, { position, after: told.next });
    const sources =
      parameters.sources === false
        ? {}
        : { sources: await listFactSources(this.#database, this.#texts, at, told.data) };
    return {
      schemaVersion: 1,
      collection,
      position: formatLogPosition({ partition, pseq: position }),
      asOf,
      asOfRecorded: parameters.asOfRecorded ?? null,
      incomplete: parked.length > 0,
      ...(parked.length > 0 ? { parked } : {}),
      data: told.data,
      next,
      ...sources,
    };
  }
}

async function* rowsFrom(
  first: QueryResult,
  ask: ((page: PageRequest) => Promise<QueryResult>) | null,
): AsyncGenerator<readonly object[]> {
  const rowsOf = ({ rows, data }: QueryResult) =>
    rows ?? (Array.isArray(data) ? (data as readonly object[]) : []);
  yield rowsOf(first);
  if (ask === null) return;
  for (let after = first.next ?? null; after !== null;) {
    const told = await ask({ limit: LIMIT_MAX, after });
    yield rowsOf(told);
    after = told.next ?? null;
  }
}
