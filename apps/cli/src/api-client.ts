import { CliError } from './cli-error.ts';
import { EXIT } from '@rapporteur/platform/exit-codes';
import { splitLines } from './stream-lines.ts';
import { ApiProblemError, parseProblem } from './problem-document.ts';

/** The values of a query string; what is undefined is left out. */
export type UrlParameters = Readonly<
  Record<string, string | number | boolean | readonly string[] | undefined>
> & {
  /** Not part of the address: how long the server may wait for `position`. */
  readonly waitSeconds?: number | undefined;
};

/** A request of the HTTP API. */
export interface ApiRequest {
  readonly method?: 'GET' | 'POST' | 'PUT';
  readonly parameters?: UrlParameters;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array<ArrayBuffer>;
  readonly signal?: AbortSignal;
}

/** The server, over HTTP: all that the command line knows of it. */
export class ApiClient {
  readonly url: string;
  /** Ctrl-C, for what may be broken off at once: to ask changes nothing. */
  readonly #interrupted: AbortSignal;

  constructor(url: string, interrupted: AbortSignal) {
    this.url = url.replace(/\/+$/, '');
    this.#interrupted = interrupted;
  }

  /** The address of a path with its parameters. */
  buildUrl(path: string, parameters: UrlParameters = {}): string {
    const address = new URL(this.url + path);
    for (const [name, value] of Object.entries(parameters)) {
      for (const each of Array.isArray(value) ? (value as readonly string[]) : [value]) {
        if (each !== undefined) address.searchParams.append(name, String(each));
      }
    }
    return address.href;
  }

  /** @throws ProblemAnswered for any answer but success, CliError (unreachable) where nobody answers. */
  async send(path: string, { parameters, ...request }: ApiRequest = {}): Promise<Response> {
    const response = await this.#fetch(this.buildUrl(path, parameters), request);
    if (response.ok) return response;
    throw new ApiProblemError(parseProblem(response.status, await this.#textOf(response)));
  }

  /** Asks; Ctrl-C breaks it off. */
  get(
    path: string,
    accept: string,
    { waitSeconds, ...parameters }: UrlParameters = {},
  ): Promise<Response> {
    const prefer = waitSeconds === undefined ? {} : { prefer: `wait=${String(waitSeconds)}` };
    return this.send(path, {
      parameters,
      headers: { accept, ...prefer },
      signal: this.#interrupted,
    });
  }

  /** A JSON answer. */
  async getJson<T>(path: string, parameters?: UrlParameters): Promise<T> {
    return this.readJson<T>(await this.get(path, 'application/json', parameters));
  }

  /** Reads an answer that is JSON. */
  async readJson<T>(response: Response): Promise<T> {
    return (await this.#readWhole(response, (whole) => whole.json())) as T;
  }

  /** Posts a JSON body. */
  async post(
    path: string,
    body: unknown,
    rest: Omit<ApiRequest, 'body' | 'method'> = {},
  ): Promise<Response> {
    const headers = { ...rest.headers, 'content-type': 'application/json' };
    return this.send(path, { ...rest, method: 'POST', headers, body: JSON.stringify(body) });
  }

  /** The chunks of an answer, as they come. */
  async *readChunks(response: Response): AsyncGenerator<Uint8Array> {
    if (response.body === null) return;
    try {
      for await (const chunk of response.body) yield chunk;
    } catch (cause) {
      if (cause instanceof CliError) throw cause;
      throw this.#brokenOff(cause);
    }
  }

  /** The lines of an NDJSON answer, without their ends. */
  async *readLines(response: Response): AsyncGenerator<Uint8Array> {
    for await (const { bytes, isComplete: ended } of splitLines(this.readChunks(response))) {
      if (!ended) throw this.#brokenOff(new Error('the last line has no end'));
      yield bytes;
    }
  }

  async #fetch(address: string, request: Omit<ApiRequest, 'parameters'>): Promise<Response> {
    try {
      return await fetch(address, request);
    } catch (cause) {
      if (request.signal?.aborted === true) throw interrupted(cause);
      throw new CliError(
        EXIT.unreachable,
        `Nobody answers at ${this.url}: ${reasonOf(cause)}.`,
        'Start it with `npx pnpm start`, or say where it is with RAPPORTEUR_URL or --url.',
        { cause },
      );
    }
  }

  async #textOf(response: Response): Promise<string> {
    return this.#readWhole(response, (whole) => whole.text());
  }

  async #readWhole<T>(response: Response, read: (response: Response) => Promise<T>): Promise<T> {
    try {
      return await read(response);
    } catch (cause) {
      if (cause instanceof SyntaxError) {
        throw new CliError(
          EXIT.internalError,
          `What answers at ${this.url} is not Rapporteur: its answer is not JSON.`,
          null,
          {
            cause,
          },
        );
      }
      throw this.#brokenOff(cause);
    }
  }

  #brokenOff(cause: unknown): CliError {
    if (cause instanceof Error && cause.name === 'AbortError') return interrupted(cause);
    const message = `The answer of ${this.url} broke off: ${reasonOf(cause)}.`;
    return new CliError(EXIT.unreachable, message, 'Ask again: nothing is lost by it.', { cause });
  }
}

function interrupted(cause: unknown): CliError {
  return new CliError(EXIT.interrupted, 'Interrupted.', null, { cause });
}

// What fetch throws says nothing; why is in its cause.
function reasonOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  if (!(cause instanceof Error)) return String(cause);
  const code: unknown = Reflect.get(cause, 'code');
  return cause.message || (typeof code === 'string' ? code : cause.name);
}
