import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Envelope } from '@rapporteur/contracts';
import { EMPTY_HEAD, InMemoryLog, InMemoryStore } from '@rapporteur/event-log';
import {
  createHttpApp,
  FolderTextStore,
  readSettings,
  serve,
  createSilentLogger,
} from '@rapporteur/platform';
import { ResponseChecker } from '@rapporteur/testing';
import { CommandServiceAppModule } from '../app.module.ts';

export const JSON_HEADERS = { 'content-type': 'application/json' };
const NDJSON_HEADERS = { 'content-type': 'application/x-ndjson' };

/** A command of a client. */
export interface SentCommand {
  readonly name: string;
  readonly body: unknown;
}

/** A response with its parsed body. */
export interface CommandHttpResponse {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Record<string, unknown>;
}

/** The command service over HTTP, on a log in memory and a folder of texts of its own. */
export class CommandServiceFixture implements AsyncDisposable {
  readonly url: string;
  readonly store: InMemoryStore;
  readonly texts: FolderTextStore;
  readonly #close: () => Promise<void>;

  private constructor(
    url: string,
    store: InMemoryStore,
    texts: FolderTextStore,
    close: () => Promise<void>,
  ) {
    this.url = url;
    this.store = store;
    this.texts = texts;
    this.#close = close;
  }

  static async start(store = new InMemoryStore()): Promise<CommandServiceFixture> {
    const folder = mkdtempSync(join(tmpdir(), 'rapporteur-command-service-'));
    const settings = readSettings({ RAPPORTEUR_PORT: '0', RAPPORTEUR_DATA: folder });
    const logger = createSilentLogger();
    const texts = new FolderTextStore(settings.texts);
    const eventLog = new InMemoryLog(store);
    const app = await createHttpApp(
      CommandServiceAppModule.forRoot({ settings, eventLog, texts, logger }),
      settings,
      logger,
    );
    const service = await serve(app, settings, [() => eventLog.close()]);
    return new CommandServiceFixture(service.url, store, texts, async () => {
      await service[Symbol.asyncDispose]();
      rmSync(folder, { recursive: true });
    });
  }

  async send(
    { name, body }: SentCommand,
    headers: Record<string, string> = {},
    query = '',
  ): Promise<CommandHttpResponse> {
    return this.post(`/v1/commands/${name}${query}`, JSON.stringify(body), {
      ...JSON_HEADERS,
      ...headers,
    });
  }

  async post(
    path: string,
    body: string | Uint8Array,
    headers: Record<string, string>,
  ): Promise<CommandHttpResponse> {
    return readResponse(await this.#fetch(path, { method: 'POST', headers, body }));
  }

  async get(path: string): Promise<CommandHttpResponse> {
    return readResponse(await this.#fetch(path));
  }

  /** Sends lines and returns the results, the summary last. */
  async bulk(lines: readonly string[], query = ''): Promise<readonly Record<string, unknown>[]> {
    const request = {
      method: 'POST',
      headers: NDJSON_HEADERS,
      body: lines.map((line) => `${line}\n`).join(''),
    };
    const response = await this.#fetch(`/v1/commands${query}`, request);
    requireEqual('status', response.status, 200);
    requireEqual('content-type', response.headers.get('content-type'), 'application/x-ndjson');
    const text = await response.text();
    return text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
  }

  /** Returns every recorded event except those of the writer. */
  async readEvents(): Promise<readonly Envelope[]> {
    const events: Envelope[] = [];
    const options = { follow: false, signal: new AbortController().signal };
    for await (const batch of new InMemoryLog(this.store).read(0, EMPTY_HEAD, options)) {
      events.push(
        ...batch.events.map(({ event }) => event).filter(({ source }) => source !== '/log'),
      );
    }
    return events;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#close();
  }

  /** Sends a request. Rejects if the response differs from the OpenAPI document. */
  async #fetch(path: string, request?: RequestInit): Promise<Response> {
    checker ??= ResponseChecker.load(this.url);
    return (await checker).fetch(this.url + path, request);
  }
}

// All instances have the same document.
let checker: Promise<ResponseChecker> | undefined;

async function readResponse(response: Response): Promise<CommandHttpResponse> {
  const body = (await response.json()) as Record<string, unknown>;
  const isProblem = response.status >= 400;
  const type = isProblem
    ? 'application/problem+json; charset=utf-8'
    : 'application/json; charset=utf-8';
  requireEqual('content-type', response.headers.get('content-type'), type);
  if (isProblem) requireEqual('status in the problem', body['status'], response.status);
  return { status: response.status, headers: response.headers, body };
}

function requireEqual(label: string, actual: unknown, expected: unknown): void {
  if (actual !== expected)
    throw new Error(`${label}: expected ${String(expected)}, got ${String(actual)}`);
}
