import { createHash } from 'node:crypto';
import type { Problem } from '@rapporteur/platform';
import type { SortKey } from '@rapporteur/read-models';
import { z } from 'zod';
import { createParameterProblem } from './parameters.ts';
import { isPositionList } from './position.ts';

// A short hash is enough: it detects mistakes, not attacks.
const FINGERPRINT_LENGTH = 8;
const POSITIONS_LENGTH_MAX = 10_000;

const TEXT_LENGTH_MAX = 1_000;

const Day = z.union([z.literal('infinity'), z.iso.date()]);
const Int = z.int32();
const Text = z
  .string()
  .max(TEXT_LENGTH_MAX)
  .refine((text) => text.isWellFormed() && !text.includes('\u0000'));

/** The sort keys of all queries: by date, as recorded, by position, by id, and by id and collection. */
const AnySortKey = z.union([
  z.tuple([Day, Day, Text, Int, Int]),
  z.tuple([z.iso.datetime(), Int, Int]),
  z.tuple([Int, Int]),
  z.tuple([Text]),
  z.tuple([Text, Text]),
]);

const Cursor = z.strictObject({
  /** The fingerprint of the query: a cursor fits no other query. */
  of: z.string().length(FINGERPRINT_LENGTH),
  /** The positions of the first page, at which all pages are read. */
  at: z.string().max(POSITIONS_LENGTH_MAX).refine(isPositionList),
  after: AnySortKey,
});

/** The start of a page, and the positions at which it is read: `0:42,3:17`. */
export interface PageStart {
  readonly position: string;
  readonly after: SortKey;
}

/**
 * Returns a short hash of a query: its path and its parameters, except those of the page itself.
 */
export function computeQueryFingerprint({
  query,
  collections,
  path,
  parameters,
}: {
  readonly query: string;
  readonly collections: readonly string[] | null;
  readonly path: Readonly<Record<string, string>>;
  readonly parameters: Readonly<Record<string, unknown>>;
}): string {
  const {
    limit: _limit,
    cursor: _cursor,
    sources: _sources,
    names: _names,
    csv: _csv,
    position: _position,
    ...filters
  } = parameters;
  const text = JSON.stringify([query, collections, path, filters]);
  return createHash('sha256').update(text).digest('hex').slice(0, FINGERPRINT_LENGTH);
}

/** Returns the opaque text of a cursor. */
export function formatCursor(fingerprint: string, { position, after }: PageStart): string {
  const cursor = { of: fingerprint, at: position, after };
  return Buffer.from(JSON.stringify(cursor)).toString('base64url');
}

/** Parses a cursor of the query with this fingerprint. Throws a Problem 400. */
export function parseCursor(fingerprint: string, value: string): PageStart {
  const cursor = decodeCursor(value);
  if (cursor?.of === fingerprint) return { position: cursor.at, after: cursor.after };

  throw createCursorProblem(cursor === undefined ? 'is not a cursor' : 'belongs to another query');
}

/** Returns the problem of a cursor that this server did not make for the query. */
export function createCursorProblem(message: string): Problem {
  const remedy = 'Send `next` of the previous page, with the same parameters.';
  return createParameterProblem({ field: 'cursor', message, remedy });
}

function decodeCursor(value: string): z.output<typeof Cursor> | undefined {
  try {
    return Cursor.safeParse(JSON.parse(Buffer.from(value, 'base64url').toString())).data;
  } catch {
    return undefined;
  }
}
