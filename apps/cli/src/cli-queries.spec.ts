import { describe, expect, it } from 'vitest';
import { CLI_QUERIES, getCliQuery, readCliQueries } from './cli-queries.ts';

describe('readCliQueries', () => {
  it('reads flags and columns from the OpenAPI extensions', () => {
    const parameters = [
      { name: 'collection', in: 'path' },
      { name: 'decision', in: 'path' },
      { name: 'q', in: 'query', description: 'Words' },
      { name: 'statedIn', in: 'query', description: 'Documents' },
      { name: 'statements', in: 'query', description: 'All statements' },
      { name: 'cursor', in: 'query', 'x-rapporteur-common': true },
      { name: 'Prefer', in: 'header' },
    ];
    const columns = [
      { name: 'event', kind: 'text' },
      { name: 'pseq', kind: 'number' },
    ] as const;
    const path = '/v1/collections/{collection}/decisions/{decision}';
    const get = { summary: 'One decision.', parameters, 'x-rapporteur-columns': columns };
    expect(readCliQueries({ paths: { [path]: { get }, '/v1/status': { get: {} } } })).toEqual([
      {
        name: 'decision',
        path: 'decisions/{decision}',
        about: 'One decision.',
        pathParameters: ['decision'],
        flags: [
          { parameter: 'q', flag: 'words', about: 'Words' },
          { parameter: 'statedIn', flag: 'stated-in', about: 'Documents' },
        ],
        paged: true,
        columns,
      },
    ]);
  });
});

describe('getCliQuery', () => {
  it('returns a query of the list, and rejects an unknown name', () => {
    expect(CLI_QUERIES).toContain(getCliQuery('facts'));
    expect(() => getCliQuery('fact')).toThrow('no query `fact`');
  });
});
