import { describe, expect, it } from 'vitest';
import { createQueryApiPart } from './query-api-part.ts';
import { QUERIES } from './queries.ts';
import { listRoutes } from './query-route.ts';

interface DescribedOperation {
  readonly parameters: readonly {
    readonly name: string;
    readonly description?: string;
    readonly in: string;
    readonly 'x-rapporteur-common'?: boolean;
  }[];
  readonly 'x-rapporteur-columns': readonly { readonly name: string; readonly kind: string }[];
}

/** The queries whose rows are things, with a column for the name of the thing itself. */
const OWN_PATHS: Readonly<Record<string, string>> = {
  body: 'bodies',
  document: 'sources',
  meeting: 'meetings',
};

describe('The queries', () => {
  it('have distinct routes', () => {
    const routes = QUERIES.flatMap(({ path }) => listRoutes(path));
    expect(new Set(routes).size).toBe(routes.length);
  });

  it('have columns with distinct names', () => {
    for (const { path, columns } of QUERIES) {
      const names = columns.map(({ name }) => name);
      expect(new Set(names).size, path).toBe(names.length);
      expect(names.length, path).toBeGreaterThan(0);
    }
  });

  it('have the names of things beside their ids', () => {
    const ids =
      /^(after|bod(y|ies)|chairs|countries|decisions?|documents?|held_as|incidents?|meeting|meeting_body|organs|parents|part_of|represents|stated_in|states?)$/;
    const unnamed = QUERIES.flatMap(({ path, columns }) => {
      const names = new Set(columns.map(({ name }) => name));
      const isNamed = (name: string) =>
        names.has(`${name}_name`) ||
        names.has(`${name}_names`) ||
        (path.startsWith(OWN_PATHS[name] ?? '?') && (names.has('name') || names.has('title')));
      return [...names]
        .filter((name) => ids.test(name) && !isNamed(name))
        .map((n) => `${path} ${n}`);
    });
    expect(unnamed).toEqual([]);
  });

  it('are documented with every parameter and column', () => {
    const { paths, tags } = createQueryApiPart(QUERIES);
    for (const { path, tag, summary, parameters, paged, columns } of QUERIES) {
      const item = paths[`/v1/collections/{collection}/${path}`] ?? {};
      const get = item['get'] as DescribedOperation;
      expect(
        tags.map(({ name }) => name),
        path,
      ).toContain(tag);
      expect(summary).toMatch(/\.$/);

      const documented = get.parameters.filter((one) => one.in === 'query');
      const common = [
        'asOf',
        'asOfRecorded',
        'position',
        'statements',
        'names',
        'csv',
        'sources',
        ...(paged ? ['limit', 'cursor'] : []),
      ];
      expect(documented.map(({ name }) => name).toSorted(), path).toEqual(
        [...Object.keys(parameters), ...common].toSorted(),
      );
      for (const { name, description, ...parameter } of documented) {
        expect(description, `${path} ${name}`).toMatch(/\w/);
        expect(parameter['x-rapporteur-common'] ?? false, name).toBe(common.includes(name));
      }
      expect(get['x-rapporteur-columns']).toEqual(
        columns.map(({ name, kind }) => ({ name, kind })),
      );
    }
  });
});
