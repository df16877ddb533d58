import { Problem } from '@rapporteur/platform';
import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  COLLECTIONS_PARAMETER,
  createParameterProblem,
  parseParameters,
  type RawParameters,
} from './parameters.ts';
import { limitWaitSeconds, type PositionWaitOptions } from './position-wait.ts';

/** The suffix of a path that asks for CSV. */
export const CSV_SUFFIX = '.csv';

/** A request about collections, before its parameters are parsed. */
export interface QueryRequest extends PositionWaitOptions {
  /** The collection of the path, or those of the parameter; null: all. */
  readonly collections: readonly string[] | null;
  /** The ids in the path: `meeting` of `meetings/{meeting}`. */
  readonly path: Readonly<Record<string, string>>;
  readonly query: RawParameters;
}

/**
 * Parses a request about collections. An id in the path may end in `.csv`, which is not part of
 * it.
 */
export function parseQueryRequest(request: FastifyRequest, reply: FastifyReply): QueryRequest {
  const { collection, ...path } = request.params as Record<string, string>;
  const query = request.query as RawParameters;
  if (collection !== undefined) rejectInvalidId('collection', collection);
  for (const [name, value] of Object.entries(path)) rejectInvalidId(name, value);

  const ids = Object.entries(path).map(([name, value]) => [name, removeCsvSuffix(value)] as const);
  return {
    collections: parseCollections(collection, query),
    path: Object.fromEntries(ids),
    query: collection === undefined ? removeCollections(query) : query,
    ...getPositionWaitOptions(request, reply),
  };
}

function parseCollections(
  collection: string | undefined,
  query: RawParameters,
): readonly string[] | null {
  if (collection !== undefined) return [collection];
  const { collections } = parseParameters(
    COLLECTIONS_PARAMETER,
    'collections' in query ? { collections: query['collections'] } : {},
  );
  return collections === undefined ? null : [...new Set(collections)].toSorted();
}

function removeCollections({ collections: _collections, ...query }: RawParameters): RawParameters {
  return query;
}

/**
 * Returns how long the client waits for a position, and a signal that aborts when the client
 * disconnects.
 * The reply states the accepted wait (RFC 7240).
 */
export function getPositionWaitOptions(
  request: FastifyRequest,
  reply: FastifyReply,
): PositionWaitOptions {
  const prefer = request.headers['prefer'];
  const waitSeconds = parseWaitSeconds(Array.isArray(prefer) ? prefer.join(',') : prefer);
  if (waitSeconds !== undefined) {
    void reply.header('preference-applied', `wait=${limitWaitSeconds({ waitSeconds })}`);
  }

  const disconnected = new AbortController();
  reply.raw.once('close', () => disconnected.abort());
  return { waitSeconds, signal: disconnected.signal };
}

/** Parses the seconds of `Prefer: wait=n`, and ignores other preferences. Throws a Problem 400. */
export function parseWaitSeconds(header: string | undefined): number | undefined {
  const wait = header?.split(/[,;]/).find((preference) => /^\s*wait\s*=/i.test(preference));
  if (wait === undefined) return undefined;
  const [, seconds] = /^\s*wait\s*=\s*"?(\d{1,5})"?\s*$/i.exec(wait) ?? [];
  if (seconds !== undefined) return Number(seconds);

  const error = {
    field: 'Prefer',
    rule: 'HEADER_MALFORMED',
    message: `holds ${JSON.stringify(wait.trim())}`,
    remedy: 'Write wait= and whole seconds.',
  };
  throw new Problem(400, error.rule, {
    title: 'A header is malformed.',
    detail: `${error.field} ${error.message}. ${error.remedy}`,
    errors: [error],
  });
}

// Postgres stores no text with a NUL.
function rejectInvalidId(field: string, value: string): void {
  if (value.isWellFormed() && !value.includes('\u0000')) return;
  throw createParameterProblem({
    field,
    message: 'must not contain NUL or a lone surrogate',
    remedy: 'Send the id exactly as a response gives it.',
  });
}

function removeCsvSuffix(id: string): string {
  return id.endsWith(CSV_SUFFIX) ? id.slice(0, -CSV_SUFFIX.length) : id;
}
