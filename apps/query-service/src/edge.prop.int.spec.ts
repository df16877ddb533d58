import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { listParameters } from './parameters.ts';
import { QUERIES } from './queries.ts';
import { useQueryService } from './testing/use-query-service.ts';

const service = useQueryService();

const RUNS = 300;
const IDS = [
  'sco-rats-council',
  'sco-rats-council-44',
  'pahalgam-2025',
  'PAK',
  'rats-council-44-note',
  'tianjin-declaration',
];
const VALUES = [
  'true',
  'false',
  '2025',
  '2025-09-10',
  '0000',
  '2013/..',
  '0:3',
  '-1',
  '99999',
  'approved',
  '%',
  "'",
  'a\u0000b',
];

const value = fc.oneof(
  fc.constantFrom(...IDS, ...VALUES),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.date({ noInvalidDate: false }).map(String),
  fc.array(fc.constantFrom(...IDS, ...VALUES), { maxLength: 4 }).map((parts) => parts.join(',')),
);

/** The URL of a query, with arbitrary ids and values of some parameters. */
const address = fc.constantFrom(...QUERIES).chain(({ path, parameters, paged }) => {
  const names = [...Object.keys(listParameters({ paged, parameters })), 'unknown'];
  const pairs = fc.array(fc.tuple(fc.constantFrom(...names), value), { maxLength: 4 });
  return fc
    .tuple(fc.array(value, { minLength: 1, maxLength: 1 }), pairs)
    .map(([[id = ''], query]) => {
      // A path segment must not be empty.
      const route = path.replaceAll(/\{\w+\}/g, () => encodeURIComponent(id.toWellFormed() || 'x'));
      const search = query
        .map(([name, given]) => `${name}=${encodeURIComponent(given.toWellFormed())}`)
        .join('&');
      return `${route}?${search}`;
    });
});

describe('A query with arbitrary parameters', () => {
  it('is answered or rejected, and never fails', async () => {
    await fc.assert(
      fc.asyncProperty(address, async (path) => {
        const response = await service().get(`/v1/collections/sco/${path}`, { prefer: 'wait=0' });
        const text = await response.text();
        expect([200, 400, 404, 503], `${path}\n${text}`).toContain(response.status);
        if (response.status === 200) return;
        expect(JSON.parse(text), path).toMatchObject({
          status: response.status,
          code: expect.stringMatching(/^[A-Z_]+$/),
        });
      }),
      { numRuns: RUNS },
    );
  });
});
