import { describe, expect, it } from 'vitest';
import { readRepository, type RepositoryFile } from './repository.ts';
import { createSampleRepository, type ToolResult } from './testing/sample-repository.ts';

// The manifest and the tag of every package, without its code.
const manifests = readRepository().filter(({ path }) =>
  /^(?:(?:apps|packages)\/[^/]+|bench|faults)\/(?:package|turbo)\.json$/.test(path),
);

/** Checks the boundaries after one package declared and imported another. */
function checkImport(folder: string, imported: string): ToolResult {
  const entries = manifests.map((file): [string, string] => [
    file.path,
    file.path === `${folder}/package.json` ? withDependency(file, imported) : file.text,
  ]);
  using sample = createSampleRepository(
    ['package.json', 'pnpm-workspace.yaml', 'turbo.json', 'tsconfig.base.json'],
    {
      ...Object.fromEntries(entries),
      [`${folder}/src/sample.ts`]: `import { x } from '${imported}';\nexport const y = x;\n`,
    },
  );
  return sample.run('turbo', 'boundaries');
}

function withDependency({ text }: RepositoryFile, name: string): string {
  const manifest = JSON.parse(text) as { dependencies?: Record<string, string> };
  return JSON.stringify({
    ...manifest,
    dependencies: { ...manifest.dependencies, [name]: 'workspace:*' },
  });
}

describe('Package boundaries', () => {
  it.each([
    ['packages/domain', '@rapporteur/contracts'],
    ['apps/standalone', '@rapporteur/command-service'],
  ])('allow %s to import %s', (folder, imported) =>
    expect(checkImport(folder, imported)).toMatchObject({ succeeded: true }),
  );

  it.each([
    ['packages/contracts', '@rapporteur/domain'],
    ['packages/domain', '@rapporteur/event-log'],
    ['packages/event-log', '@rapporteur/event-log-postgres'],
    ['packages/command-runtime', '@rapporteur/event-log-postgres'],
    ['packages/event-log-postgres', '@rapporteur/command-runtime'],
    ['packages/projection-runtime', '@rapporteur/platform'],
    ['packages/platform', '@rapporteur/query-service'],
    ['apps/query-service', '@rapporteur/command-service'],
    ['bench', '@rapporteur/standalone'],
  ])('do not allow %s to import %s', (folder, imported) =>
    expect(checkImport(folder, imported)).toMatchObject({
      succeeded: false,
      output: expect.stringMatching(/allowlist|denylist/),
    }),
  );
});
