import { EXIT } from '@rapporteur/platform/exit-codes';
import { decodeUtf8 } from '@rapporteur/platform/utf8-text';
import { explainFailure } from '@rapporteur/resilience';
import type { z } from 'zod';
import { CliError } from './cli-error.ts';
import { ApiProblemError, parseProblem } from './problem-document.ts';
import { splitLines } from './stream-lines.ts';

const CSV_TYPE = 'text/csv';
const NDJSON_TYPE = 'application/x-ndjson';

/** The values of a query string. An undefined value is omitted. */
export type UrlParameters = Readonly<
  Record<string, string | number | boolean | readonly string[] | undefined>
> & {
  /** Sent as a header: how long the server may wait for `position`. */
  readonly waitSeconds?: number | undefined;
};

/** A request to the HTTP API. */
export interface ApiRequest {
  readonly method?: 'GET' | 'POST' | 'PUT';
  readonly parameters?: UrlParameters;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array<ArrayBuffer>;
  readonly signal?: AbortSignal;
}

/** A client of one server. Every request of the command line goes through it. */
export class ApiClient {
  readonly url: string;
  /** Fires on Ctrl-C. It aborts reads, which change nothing. */
  readonly #interrupted: AbortSignal;

  constructor(url: string, interrupted: AbortSignal) {
    this.url = url.replace(/\/+$/, '');
    this.#interrupted = interrupted;
  }

  /** Returns the URL of a path with its parameters. */
  buildUrl(path: string, parameters: UrlParameters = {}): string {
    const url = new URL(this.url + path);
    for (const [name, value] of Object.entries(parameters)) {
      for (const each of Array.isArray(value) ? (value as readonly string[]) : [value]) {
        if (each !== undefined) url.searchParams.append(name, String(each));
      }
    }
    return url.href;
  }

  /**
   * Sends a request and returns a successful response. Throws an ApiProblemError for any other
   * response, and a CliError (unreachable) without a response.
   */
  async send(path: string, { parameters, ...request }: ApiRequest = {}): Promise<Response> {
    const response = await this.#fetch(this.buildUrl(path, parameters), request);
    if (response.ok) return response;
    const body = await this.#readWhole(response, (whole) => whole.text());
    throw new ApiProblemError(parseProblem(response.status, body));
  }

  /**
   * Sends a GET request. Ctrl-C aborts it. Throws a CliError (unreachable) if the response has
   * another type than the accepted one.
   */
  async get(
    path: string,
    accept: string,
    { waitSeconds, ...parameters }: UrlParameters = {},
  ): Promise<Response> {
    const prefer = waitSeconds === undefined ? {} : { prefer: `wait=${String(waitSeconds)}` };
    const response = await this.send(path, {
      parameters,
      headers: { accept, ...prefer },
      signal: this.#interrupted,
    });
    await this.#checkType(response, accept);
    return response;
  }

  async #checkType(response: Response, accepted: string): Promise<void> {
    const type = response.headers.get('content-type')?.split(';')[0]?.trim();
    // A body that a schema checks needs no type.
    if (type === accepted || (type === undefined && accepted !== CSV_TYPE)) return;
    await response.body?.cancel();
    throw this.#createStrangerError(`its response is ${type ?? 'without a type'}, not ${accepted}`);
  }

  /** Returns the JSON of a GET request. Throws a CliError (unreachable) if the schema rejects it. */
  async getJson<S extends z.ZodType>(
    path: string,
    schema: S,
    parameters?: UrlParameters,
  ): Promise<z.output<S>> {
    return this.readJson(await this.get(path, 'application/json', parameters), schema);
  }

  /** Returns the JSON of a response. Throws a CliError (unreachable) if the schema rejects it. */
  async readJson<S extends z.ZodType>(response: Response, schema: S): Promise<z.output<S>> {
    return this.#parse(await this.#readWhole(response, (whole) => whole.bytes()), schema);
  }

  /** Sends a POST request with a JSON body. */
  async post(
    path: string,
    body: unknown,
    rest: Omit<ApiRequest, 'body' | 'method'> = {},
  ): Promise<Response> {
    const headers = { ...rest.headers, 'content-type': 'application/json' };
    return this.send(path, { ...rest, method: 'POST', headers, body: JSON.stringify(body) });
  }

  /** Yields the chunks of a response as they arrive. */
  async *readChunks(response: Response): AsyncGenerator<Uint8Array> {
    if (response.body === null) return;
    try {
      for await (const chunk of response.body) yield chunk;
    } catch (cause) {
      if (cause instanceof CliError) throw cause;
      throw this.#createAbortedError(cause);
    }
  }

  /** Yields the lines of an NDJSON response, without their newlines. */
  async *#readLines(response: Response): AsyncGenerator<Uint8Array> {
    for await (const { bytes, isComplete } of splitLines(this.readChunks(response))) {
      if (!isComplete) throw this.#createAbortedError(new Error('the last line is not complete'));
      yield bytes;
    }
  }

  /** Yields each line of an NDJSON response with its value, which the schema has accepted. */
  async *readJsonLines<S extends z.ZodType>(
    response: Response,
    schema: S,
  ): AsyncGenerator<{ readonly bytes: Uint8Array; readonly value: z.output<S> }> {
    await this.#checkType(response, NDJSON_TYPE);
    for await (const bytes of this.#readLines(response))
      yield { bytes, value: this.#parse(bytes, schema) };
  }

  #parse<S extends z.ZodType>(bytes: Uint8Array, schema: S): z.output<S> {
    let json: unknown;
    try {
      json = JSON.parse(decodeUtf8(bytes));
    } catch (cause) {
      throw this.#createStrangerError('its response is not JSON', cause);
    }
    const { data, error } = schema.safeParse(json);
    if (error === undefined) return data;
    const [issue] = error.issues;
    const place = issue === undefined || issue.path.length === 0 ? 'JSON' : issue.path.join('.');
    throw this.#createStrangerError(`its response has no valid \`${place}\``, error);
  }

  #createStrangerError(reason: string, cause?: unknown): CliError {
    return new CliError(
      EXIT.unreachable,
      `The server at ${this.url} is not Rapporteur, or another version: ${reason}.`,
      'Correct RAPPORTEUR_URL or --url; a proxy in front of the server may answer instead of it.',
      { cause },
    );
  }

  async #fetch(url: string, request: Omit<ApiRequest, 'parameters'>): Promise<Response> {
    try {
      return await fetch(url, request);
    } catch (cause) {
      if (request.signal?.aborted === true) throw createInterruptedError(cause);
      const name = `The server at ${this.url}`;
      const failure = explainFailure(cause, { name, setting: 'RAPPORTEUR_URL or --url' });
      if (failure !== undefined && failure.code !== 'ECONNREFUSED')
        throw new CliError(EXIT.unreachable, failure.message, null, { cause });
      throw new CliError(
        EXIT.unreachable,
        `No server answers at ${this.url}: ${getReason(cause)}.`,
        'Start it with `npx pnpm start`, or name its address with RAPPORTEUR_URL or --url.',
        { cause },
      );
    }
  }

  async #readWhole<T>(response: Response, read: (response: Response) => Promise<T>): Promise<T> {
    try {
      return await read(response);
    } catch (cause) {
      throw this.#createAbortedError(cause);
    }
  }

  #createAbortedError(cause: unknown): CliError {
    if (cause instanceof Error && cause.name === 'AbortError') return createInterruptedError(cause);
    return new CliError(
      EXIT.unreachable,
      `The response of ${this.url} ended too early: ${getReason(cause)}.`,
      'Run the command again: nothing is lost.',
      { cause },
    );
  }
}

function createInterruptedError(cause: unknown): CliError {
  return new CliError(EXIT.interrupted, 'Interrupted.', null, { cause });
}

// The message of a fetch error says nothing: the reason is in its cause.
function getReason(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  if (!(cause instanceof Error)) return String(cause);
  const code: unknown = Reflect.get(cause, 'code');
  return cause.message || (typeof code === 'string' ? code : cause.name);
}
