import { describe, expect, it } from 'vitest';
import { queryApi } from './api-part.ts';
import { QUERIES } from './queries.ts';
import { listRoutes } from './query.controller.ts';

describe('The questions', () => {
  it('have addresses of their own', () => {
    const routes = QUERIES.flatMap(({ path }) => listRoutes(path));
    expect(new Set(routes).size).toBe(routes.length);
  });

  it('have columns of their own names', () => {
    for (const { path, columns } of QUERIES) {
      const names = columns.map(({ name }) => name);
      expect(new Set(names).size, path).toBe(names.length);
      expect(names.length, path).toBeGreaterThan(0);
    }
  });

  it('are described, with every parameter', () => {
    const { paths, tags } = queryApi(QUERIES);
    for (const { path, tag, doc, parameters } of QUERIES) {
      const { get } = paths[`/v1/collections/{collection}/${path}`] as {
        get: { parameters: { name: string; description?: string; in: string }[] };
      };
      expect(
        tags.map(({ name }) => name),
        path,
      ).toContain(tag);
      expect(doc).toMatch(/\.$/);
      const described = get.parameters.filter((one) => one.in === 'query');
      expect(described.map(({ name }) => name).toSorted(), path).toEqual(
        [...Object.keys(parameters), 'asOf', 'asOfRecorded', 'position', 'sources'].toSorted(),
      );
      for (const { name, description } of described)
        expect(description, `${path} ${name}`).toMatch(/\w/);
    }
  });
});
