import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';

/** The part of an OpenAPI document that the checker reads. */
interface CheckedDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, CheckedOperation>>>>;
}

interface CheckedOperation {
  readonly responses: Readonly<
    Record<string, { readonly content?: Readonly<Record<string, unknown>> }>
  >;
}

/** A route of the document that matches a request. */
interface MatchedRoute {
  readonly path: string;
  readonly operation: CheckedOperation;
}

const DOCUMENT_ID = 'https://rapporteur.example/openapi.json';

/**
 * Checks responses against the OpenAPI document of their server. A status, a content type or a
 * property that the document does not have is an error.
 */
export class ResponseChecker {
  readonly #document: CheckedDocument;
  readonly #ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: false });
  readonly #validators = new Map<string, ValidateFunction>();

  constructor(document: unknown) {
    this.#document = document as CheckedDocument;
    this.#ajv.addSchema(closeObjects(document) as object, DOCUMENT_ID);
  }

  /** Returns a checker with the document of a server. */
  static async load(url: string): Promise<ResponseChecker> {
    const response = await fetch(`${url}/openapi.json`);
    const document: unknown = await response.json();
    if (response.ok) return new ResponseChecker(document);
    throw new Error(`${url} has no OpenAPI document: ${JSON.stringify(document)}`);
  }

  /** Sends a request, checks the response and returns it. */
  async fetch(url: string, request: RequestInit = {}): Promise<Response> {
    const response = await fetch(url, request);
    const { pathname } = new URL(url);
    await this.check(`${request.method ?? 'GET'} ${pathname}`, response.clone());
    return response;
  }

  /**
   * Checks the response to a request such as `GET /v1/status`, and reads its body. Throws an Error
   * that names every difference.
   */
  async check(request: string, response: Response): Promise<void> {
    const type = response.headers.get('content-type')?.split(';')[0] ?? '';
    const route = this.#findRoute(request);
    if (route === undefined) {
      const isNotFound = response.status === 404 || response.status === 400;
      if (isNotFound && type === 'application/problem+json') return;
      throw new Error(`${request}: the OpenAPI document does not have this route.`);
    }

    const { responses } = route.operation;
    const status = [String(response.status), `${String(response.status)[0]}XX`].find(
      (name) => name in responses,
    );
    if (status === undefined || !(type in (responses[status]?.content ?? {}))) {
      throw new Error(`${request}: ${route.path} does not document ${response.status} ${type}.`);
    }
    const [method = ''] = request.toLowerCase().split(' ');
    const pointer = ['paths', route.path, method, 'responses', status, 'content', type, 'schema'];
    for (const value of parseBody(type, await response.text())) this.#checkValue(pointer, value);
  }

  #findRoute(request: string): MatchedRoute | undefined {
    const [method = '', pathname = ''] = request.split(' ');
    const parts = pathname.replace(/\.csv$/, '').split('/');
    const candidates = Object.entries(this.#document.paths).filter(([path]) => {
      const names = path.split('/');
      return (
        names.length === parts.length &&
        names.every((name, index) => name.startsWith('{') || name === parts[index])
      );
    });
    // A fixed path comes before one with parameters.
    const [match] = candidates.toSorted(([one], [other]) => countNames(one) - countNames(other));
    const operation = match?.[1][method.toLowerCase()];
    return match === undefined || operation === undefined
      ? undefined
      : { path: match[0], operation };
  }

  #checkValue(pointer: readonly string[], value: unknown): void {
    const fragment = pointer.map((part) =>
      encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1')),
    );
    const reference = `${DOCUMENT_ID}#/${fragment.join('/')}`;
    const validate = this.#validators.get(reference) ?? this.#ajv.compile({ $ref: reference });
    this.#validators.set(reference, validate);
    if (validate(value)) return;

    const errors = (validate.errors ?? []).map(
      ({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`,
    );
    const route = `${pointer[2]?.toUpperCase()} ${pointer[1]} ${pointer[4]}`;
    throw new Error(`${route} differs from its schema:\n${[...new Set(errors)].join('\n')}`);
  }
}

function countNames(path: string): number {
  return path.split('{').length;
}

function parseBody(type: string, text: string): readonly unknown[] {
  if (type === 'application/x-ndjson') {
    const lines = text.split('\n').filter((line) => line !== '');
    return lines.map((line): unknown => JSON.parse(line));
  }
  return [type.endsWith('json') ? JSON.parse(text) : text];
}

/**
 * Returns a document whose objects have no properties but those that their schema names. A part of
 * an `allOf` stays open, because the other parts name properties of the same object.
 */
function closeObjects(value: unknown, isPart = false): unknown {
  if (Array.isArray(value)) return value.map((entry) => closeObjects(entry, isPart));
  if (typeof value !== 'object' || value === null) return value;

  const closed = Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, closeObjects(inner, name === 'allOf')]),
  );
  const isOpenObject = 'properties' in value && !('additionalProperties' in value);
  return isOpenObject && !isPart ? { ...closed, additionalProperties: false } : closed;
}
