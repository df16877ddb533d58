import { describe, expect, it } from 'vitest';
import { plantTree } from './planted-tree.ts';
import { readTree } from './tree.ts';
import type { TreeFile } from './tree-file.ts';
import type { Verdict } from './planted-tree.ts';

// Every room's manifest and tag as they are, without its code.
const rooms = readTree().filter((file) =>
  /^(?:(?:apps|packages)\/[^/]+|bench|faults)\/(?:package|turbo)\.json$/.test(file.path),
);

// What turbo says when one room declares and imports another.
function importInto(room: string, other: string): Verdict {
  const planted = rooms.map((file): [string, string] => [
    file.path,
    file.path === `${room}/package.json` ? withDependency(file, other) : file.text,
  ]);
  using tree = plantTree(
    ['package.json', 'pnpm-workspace.yaml', 'turbo.json', 'tsconfig.base.json'],
    {
      ...Object.fromEntries(planted),
      [`${room}/src/planted.ts`]: `import { x } from '${other}';\nexport const y = x;\n`,
    },
  );
  return tree.run('turbo', 'boundaries');
}

function withDependency({ text }: TreeFile, other: string): string {
  const manifest = JSON.parse(text) as { dependencies?: Record<string, string> };
  return JSON.stringify({
    ...manifest,
    dependencies: { ...manifest.dependencies, [other]: 'workspace:*' },
  });
}

describe('Imports', () => {
  it.each([
    ['packages/domain', '@rapporteur/contracts'],
    ['apps/standalone', '@rapporteur/command-service'],
  ])('go one way: %s imports %s', (room, other) =>
    expect(importInto(room, other)).toMatchObject({ good: true }),
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
  ])('do not go back: %s never imports %s', (room, other) => {
    const verdict = importInto(room, other);
    expect(verdict).toMatchObject({
      good: false,
      says: expect.stringMatching(/allowlist|denylist/),
    });
  });
});
