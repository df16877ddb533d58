import type { AnswerNames, JsonFields } from '@rapporteur/pages';
import { queryOptions } from '@tanstack/react-query';

/** The envelope of every answer of the query API (docs/api.md). */
export interface Answer {
  readonly data: unknown;
  readonly collection?: string;
  readonly collections: readonly string[];
  readonly position: string;
  readonly asOf: string | null;
  readonly asOfRecorded: string | null;
  readonly incomplete: boolean;
  readonly next: string | null;
  readonly undated?: number;
  readonly sources?: JsonFields;
  readonly names?: AnswerNames;
}

/** A problem document of the server, or a failed request. */
export class AnswerError extends Error {
  /** The HTTP status; 0 if the server did not answer. */
  readonly status: number;
  readonly near: readonly string[];

  constructor(message: string, status: number, near: readonly string[] = []) {
    super(message);
    this.name = 'AnswerError';
    this.status = status;
    this.near = near;
  }
}

interface ProblemFields {
  readonly title?: string;
  readonly detail?: string;
  readonly near?: readonly string[];
}

/** Returns an answer. Throws an AnswerError. */
async function fetchAnswer(address: string, signal: AbortSignal): Promise<Answer> {
  let response: Response;
  try {
    response = await fetch(address, { signal, headers: { accept: 'application/json' } });
  } catch (cause) {
    if (signal.aborted) throw cause;
    throw new AnswerError('The server does not answer.', 0);
  }
  if (response.ok) return (await response.json()) as Answer;
  const problem = (await response.json().catch(() => ({}))) as ProblemFields;
  throw new AnswerError(
    problem.detail ?? problem.title ?? `The server answered ${response.status}.`,
    response.status,
    problem.near,
  );
}

/** The query of the client for an answer: its key is its address. */
export function answerOptions(address: string) {
  return queryOptions({
    queryKey: ['answer', address],
    queryFn: ({ signal }) => fetchAnswer(address, signal),
    staleTime: 30_000,
  });
}
