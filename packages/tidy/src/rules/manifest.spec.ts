import { describe, expect, it } from 'vitest';
import { manifestsAgree } from './manifest.ts';

const good = {
  name: '@rapporteur/domain',
  version: '0.1.0',
  private: true,
  license: 'Apache-2.0',
  type: 'module',
  exports: {},
  dependencies: { '@rapporteur/contracts': 'workspace:*', zod: 'catalog:', yaml: '2.9.1' },
};
const tree = (manifest: object, tags = '"tags": ["pure"]') => [
  { path: 'package.json', text: '{"version":"0.1.0"}' },
  { path: 'packages/domain/package.json', text: JSON.stringify(manifest) },
  { path: 'packages/domain/turbo.json', text: tags },
];

describe('Manifests', () => {
  it('agree', () => expect(manifestsAgree(tree(good))).toEqual([]));

  it.each([
    [{ name: '@rapporteur/core' }, 'is named'],
    [{ version: '0.2.0' }, 'is at version 0.2.0'],
    [{ private: undefined }, 'is not private'],
    [{ license: 'MIT' }, 'is not under'],
    [{ type: undefined }, 'is not an ES module'],
    [{ exports: undefined }, 'leaves every file open'],
    [{ dependencies: { immutable: '^5' } }, 'immutable is not pinned: ^5'],
  ])('are refused with %j', (change, complaint) =>
    expect(manifestsAgree(tree({ ...good, ...change }))).toEqual([
      { path: 'packages/domain/package.json', says: expect.stringContaining(complaint) },
    ]),
  );

  it('need the tag that turbo boundaries holds them by', () =>
    expect(manifestsAgree(tree(good, '{}'))).toHaveLength(1));
});
