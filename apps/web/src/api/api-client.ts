import createClient from 'openapi-fetch';
import type { Schemas } from './query-answers.ts';
import type { paths } from './schema.ts';

/** A field that the server rejects, with the rule and its remedy in words. */
export interface FieldIssue {
  readonly field: string;
  readonly message: string;
}

/** A problem document of the server, or a failed request. */
export class ApiProblem extends Error {
  /** The HTTP status; 0 if the server did not answer. */
  readonly status: number;
  readonly code: string;
  readonly issues: readonly FieldIssue[];
  /** Similar ids that the record knows. */
  readonly near: readonly string[];

  constructor(
    message: string,
    details: Pick<ApiProblem, 'status'> & Partial<Pick<ApiProblem, 'code' | 'issues' | 'near'>>,
  ) {
    super(message);
    this.name = 'ApiProblem';
    this.status = details.status;
    this.code = details.code ?? '';
    this.issues = details.issues ?? [];
    this.near = details.near ?? [];
  }
}

/**
 * The client of the API. Its types are generated from the OpenAPI document: an unknown path, parameter or
 * field does not compile. A request that is not answered with success throws an ApiProblem.
 */
export const api = createClient<paths>({
  headers: { accept: 'application/json' },
  // The API separates values by commas.
  querySerializer: { array: { style: 'form', explode: false } },
  fetch: send,
});

async function send(request: Request): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(request);
  } catch (cause) {
    if (request.signal.aborted) throw cause;
    throw new ApiProblem('The server does not answer. Nothing is lost; try again.', { status: 0 });
  }
  if (response.ok) return response;
  const { status } = response;
  const problem = (await response.json().catch(() => ({}))) as Partial<Schemas['Problem']>;
  const { code = '', title, detail, errors = [], near = [] } = problem;
  const issues = errors.map(({ field, message, remedy }) => ({
    field: field ?? '',
    message: [message, remedy].filter((part) => part !== '').join('. '),
  }));
  const words = [title, detail].filter((part) => part !== undefined).join(' ');
  throw new ApiProblem(words || `The server answered ${status}.`, { status, code, issues, near });
}

/** Returns the content of a successful response. Throws an ApiProblem without one. */
export async function readContent<Content>(
  response: Promise<{ readonly data?: Content; readonly response: Response }>,
): Promise<Content> {
  const {
    data,
    response: { status },
  } = await response;
  if (data === undefined)
    throw new ApiProblem(`The server answered ${status} without content.`, { status });
  return data;
}
