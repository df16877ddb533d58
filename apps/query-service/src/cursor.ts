import { createHash } from 'node:crypto';
import type { SortKey } from '@rapporteur/read-models';
import { z } from 'zod';
import { createParameterProblem } from './position.ts';

// Short, since it only has to tell a slip from an answer of ours.
const CHECK_LENGTH = 8;

const Cursor = z.strictObject({
  /** What the page was asked for: a cursor of one question does not fit another. */
  of: z.string().length(CHECK_LENGTH),
  /** The position of the first page: the next ones must not mix in what came later. */
  at: z.int().min(-1),
  after: z.array(z.union([z.string(), z.number()])).max(10),
});

/** Where a next page begins, and on which position it rests. */
export interface PageStart {
  readonly position: number;
  readonly after: SortKey;
}

/** What was asked, shortly: the question, where, and every parameter but those of the page itself. */
export function computeQueryFingerprint(asked: {
  readonly question: string;
  readonly collection: string;
  readonly path: Readonly<Record<string, string>>;
  readonly parameters: Readonly<Record<string, unknown>>;
}): string {
  const {
    limit: _limit,
    cursor: _cursor,
    sources: _sources,
    position: _position,
    ...parameters
  } = asked.parameters;
  const what = JSON.stringify([asked.question, asked.collection, asked.path, parameters]);
  return createHash('sha256').update(what).digest('hex').slice(0, CHECK_LENGTH);
}

/** A cursor as it is printed: opaque. */
export function formatCursor(of: string, { position, after }: PageStart): string {
  return Buffer.from(JSON.stringify({ of, at: position, after })).toString('base64url');
}

/** Reads a cursor of the same question. @throws Problem 400 */
export function parseCursor(of: string, value: string): PageStart {
  const cursor = parse(value);
  if (cursor?.of === of) return { position: cursor.at, after: cursor.after };
  const message = cursor === undefined ? 'is no cursor' : 'belongs to another question';
  throw createParameterProblem(
    'cursor',
    'PARAMETER_INVALID',
    message,
    'Send `next` of the page before, and ask the same.',
  );
}

function parse(value: string): z.output<typeof Cursor> | undefined {
  try {
    return Cursor.safeParse(JSON.parse(Buffer.from(value, 'base64url').toString())).data;
  } catch {
    return undefined;
  }
}
