import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { QUERIES } from './queries.ts';
import { useQueryService } from './testing/use-query-service.ts';

const service = useQueryService();

const RUNS = 400;
const PAGED = QUERIES.filter(({ paged, path }) => paged && !path.includes('{'));

interface CursorContent {
  readonly of: string;
  readonly at: string;
  readonly after: readonly unknown[];
}

const decode = (cursor: string) =>
  JSON.parse(Buffer.from(cursor, 'base64url').toString()) as CursorContent;
const encode = (cursor: unknown) => Buffer.from(JSON.stringify(cursor)).toString('base64url');

const sortValue = fc.oneof(
  fc.constantFrom('infinity', '2025-09-10', '2025-09-10T00:00:00.000Z', 'a', '', "'", '-infinity'),
  fc.constantFrom(0, 1, -1, 2 ** 31, 2 ** 53, 1e19, 1.5),
  fc.string({ unit: 'binary', maxLength: 10 }),
  fc.jsonValue({ maxDepth: 1 }),
);
const position = fc.oneof(
  fc.constantFrom('0:0', '0:-1', '0:9999999999', '99999:0', '0:1,0:2', '0:1,1:1', '', 'x'),
  fc.string({ maxLength: 10 }),
);

/** Changes of a cursor that the server made: of its sort key, its position or its form. */
const change = fc.oneof(
  fc.array(sortValue, { maxLength: 6 }).map((after) => ({ after })),
  fc.record({ at: position }),
  fc.record({ at: position, after: fc.array(sortValue, { maxLength: 6 }) }),
  fc.record({ of: fc.string({ maxLength: 9 }) }),
  fc.dictionary(fc.string({ maxLength: 5 }), fc.jsonValue({ maxDepth: 1 }), { maxKeys: 2 }),
);

/** The first cursor of each query that has two pages, by its path. */
async function readCursors(): Promise<ReadonlyMap<string, CursorContent>> {
  const cursors = new Map<string, CursorContent>();
  for (const { path } of PAGED) {
    for (const order of path === 'timeline' ? ['', '&order=recorded'] : ['']) {
      const route = `/v1/collections/sco/${path}?limit=1${order}`;
      const { next } = (await (await service().get(route)).json()) as { next: string | null };
      if (typeof next === 'string') cursors.set(route, decode(next));
    }
  }
  return cursors;
}

/** Returns the types of the values of a sort key; a day is not any text. */
const formatShape = (after: readonly unknown[]): string =>
  after.map((value) => (/^\d{4}-\d\d-\d\d/.test(String(value)) ? 'day' : typeof value)).join(' ');

describe('A cursor', () => {
  it('continues every query that has a second page', async () => {
    const cursors = await readCursors();
    expect(cursors.size).toBeGreaterThan(8);
    for (const [route, cursor] of cursors) {
      const response = await service().get(`${route}&cursor=${encode(cursor)}`);
      expect(response.status, route).toBe(200);
    }
  });

  it('that was forged is answered or rejected, and never fails', async () => {
    const cursors = await readCursors();
    const forged = fc.tuple(fc.constantFrom(...cursors), change);
    await fc.assert(
      fc.asyncProperty(forged, async ([[route, cursor], changed]) => {
        const given = { ...cursor, ...changed };
        const response = await service().get(`${route}&cursor=${encode(given)}`, {
          prefer: 'wait=0',
        });
        const body = await response.text();
        expect([200, 400, 503], `${route} ${JSON.stringify(given)}\n${body}`).toContain(
          response.status,
        );
      }),
      { numRuns: RUNS },
    );
  });

  it('of another order of rows is rejected', async () => {
    const cursors = await readCursors();
    const all = [...cursors.values()].map(({ after }) => after);
    // One of each shape: how the values of a key are read depends on their number and types.
    const keys = [...new Map(all.map((after) => [formatShape(after), after])).values()];
    for (const [route, cursor] of cursors) {
      for (const after of keys) {
        const response = await service().get(`${route}&cursor=${encode({ ...cursor, after })}`);
        expect([200, 400], `${route} ${JSON.stringify(after)}`).toContain(response.status);
      }
    }
  });
});
