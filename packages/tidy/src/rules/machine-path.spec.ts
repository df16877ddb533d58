import { describe, expect, it } from 'vitest';
import { treeNamesNoMachine } from './machine-path.ts';

const slash = '/';
const findings = (text: string, path = 'a.ts'): number =>
  treeNamesNoMachine([{ path, text }]).length;

describe('Machines in the tree', () => {
  it.each(['work/main', 'root/x', 'home/ada/x', 'Users/ada', 'tmp/x'])(
    'refuses the folder %s',
    (folder) => expect(findings(`const path = '${slash}${folder}';`)).toBe(1),
  );

  it.each([
    'https://example.org/home/x',
    'apps/home/page.ts',
    '/var/tmp/x',
    '/v1/collections/work',
    '~/work/x',
  ])('takes %s', (text) => expect(findings(`'${text}'`)).toBe(0));

  it.each(['registry.example.org', 'npm-registry.local:4873', 'artifactory.example.org'])(
    'refuses the host %s',
    (host) => expect(findings(`registry=https:${slash}/${host}/npm`)).toBe(1),
  );

  it('refuses a lockfile that fetches from one host', () =>
    expect(
      findings(
        `resolution: {tarball: https:${slash}/packages.example.org/x.tgz}`,
        'pnpm-lock.yaml',
      ),
    ).toBe(1));
});
