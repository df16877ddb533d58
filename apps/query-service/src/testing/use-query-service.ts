import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CATALOGUE } from '@rapporteur/contracts';
import {
  createHttpApp,
  readSettings,
  type RunningService,
  serve,
  createSilentLogger,
} from '@rapporteur/platform';
import { catchUp, migrate, openReadModels, type Projection } from '@rapporteur/projection-runtime';
import { READ_MODELS } from '@rapporteur/read-models';
import { FirstRecord } from '@rapporteur/read-models/first-record';
import { ResponseChecker, usePostgres } from '@rapporteur/testing';
import type { DataSource } from 'typeorm';
import { afterAll, beforeAll } from 'vitest';
import { QueryServiceAppModule } from '../app.module.ts';

type RequestHeaders = Readonly<Record<string, string>>;

/** The members of a response, or of a problem, that tests read one by one. */
export interface TestQueryResponse {
  readonly position: string;
  readonly next: string | null;
  readonly data: readonly {
    readonly event: string;
    readonly events: readonly string[];
    readonly recordedAt: string;
  }[];
  readonly sources: Readonly<Record<string, { readonly passages: readonly object[] }>>;
  /** A member of a problem, as `errors`. */
  readonly code: string;
  readonly errors: readonly { readonly field: string }[];
}

/** A query service with the first record in an in-memory log. */
export class TestQueryService {
  readonly record: FirstRecord;
  readonly texts: string;
  readonly #database: DataSource;
  readonly #service: RunningService;
  readonly #checker: ResponseChecker;

  private constructor({
    record,
    texts,
    database,
    service,
    checker,
  }: {
    readonly record: FirstRecord;
    readonly texts: string;
    readonly database: DataSource;
    readonly service: RunningService;
    readonly checker: ResponseChecker;
  }) {
    this.record = record;
    this.texts = texts;
    this.#database = database;
    this.#service = service;
    this.#checker = checker;
  }

  static async start(url: string, env: NodeJS.ProcessEnv = {}): Promise<TestQueryService> {
    const texts = await mkdtemp(join(tmpdir(), 'texts-'));
    const database = await openReadModels(url, { projections: READ_MODELS });
    await migrate(database, READ_MODELS);
    const record = await FirstRecord.create();
    const settings = readSettings({
      RAPPORTEUR_PORT: '0',
      RAPPORTEUR_LOG_LEVEL: 'silent',
      RAPPORTEUR_TEXTS: texts,
      ...env,
    });
    const module = QueryServiceAppModule.forRoot({
      settings,
      eventLog: record.log,
      dataSource: database,
      logger: createSilentLogger(),
    });
    const service = await serve(
      await createHttpApp(module, settings, createSilentLogger()),
      settings,
    );
    const checker = await ResponseChecker.load(service.url);
    const started = new TestQueryService({ record, texts, database, service, checker });
    await started.project();
    return started;
  }

  /** Projects the log to its end. */
  async project(projections: readonly Projection[] = READ_MODELS): Promise<void> {
    const { log } = this.record;
    await Promise.all(
      projections.map((projection) =>
        catchUp({ projection, dataSource: this.#database, catalogue: CATALOGUE, log }, 0),
      ),
    );
  }

  get url(): string {
    return this.#service.url;
  }

  /** Returns the value of a metric by its formatted name and labels, or 0 if it is absent. */
  async readMetric(name: string): Promise<number> {
    const lines = (await (await this.get('/metrics')).text()).split('\n');
    return Number(lines.find((line) => line.startsWith(`${name} `))?.slice(name.length) ?? 0);
  }

  /** Sends a request. Rejects if the response differs from the OpenAPI document. */
  get(path: string, headers: RequestHeaders = {}): Promise<Response> {
    return this.#checker.fetch(`${this.#service.url}${path}`, { headers });
  }

  /** Sends a document. Rejects if the response differs from the OpenAPI document. */
  post(path: string, body: string | Uint8Array<ArrayBuffer>, type: string): Promise<Response> {
    const headers = { 'content-type': type };
    return this.#checker.fetch(`${this.#service.url}${path}`, { method: 'POST', headers, body });
  }

  /** Sends a query on the collection. */
  async query(
    path: string,
    headers: RequestHeaders = {},
  ): Promise<{
    readonly status: number;
    readonly headers: Response['headers'];
    readonly body: TestQueryResponse;
  }> {
    const response = await this.get(`/v1/collections/sco/${path}`, headers);
    return {
      status: response.status,
      headers: response.headers,
      body: (await response.json()) as TestQueryResponse,
    };
  }

  async stop(): Promise<void> {
    await this.#service[Symbol.asyncDispose]();
    await this.record.close();
    await this.#database.destroy();
    await rm(this.texts, { recursive: true });
  }
}

/**
 * Starts a query service for a test file, perhaps with other settings. Call it at the top of the
 * file; use the result in hooks and tests.
 */
export function useQueryService(env: NodeJS.ProcessEnv = {}): () => TestQueryService {
  const postgres = usePostgres();
  let service: TestQueryService | undefined;
  beforeAll(async () => {
    service = await TestQueryService.start(postgres.url, env);
  });
  afterAll(() => service?.stop());
  return () => {
    if (service === undefined) throw new Error('The query service starts in beforeAll.');
    return service;
  };
}
