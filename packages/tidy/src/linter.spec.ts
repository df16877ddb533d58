import { describe, expect, it } from 'vitest';
import { createSampleRepository } from './testing/sample-repository.ts';

const TSCONFIG = JSON.stringify({
  compilerOptions: {
    target: 'ES2023',
    lib: ['ES2024', 'DOM'],
    module: 'nodenext',
    strict: true,
    types: [],
  },
  include: ['src'],
});
const NODE = "declare module 'node:*';\ndeclare const process: { env: Record<string, string> };";

// Returns the rules that each text breaks, all as files of one sample package.
function lint(folder: string, texts: readonly string[]): string[][] {
  const entries = texts.map((text, index): [string, string] => [
    `${folder}/src/sample-${index}.ts`,
    text,
  ]);
  using sample = createSampleRepository(['.oxlintrc.json'], {
    [`${folder}/tsconfig.json`]: TSCONFIG,
    [`${folder}/src/node.d.ts`]: NODE,
    ...Object.fromEntries(entries),
  });
  const { output } = sample.run('oxlint', '--format=unix');
  const found = [...output.matchAll(/sample-(\d+)\.ts.*\[Error\/[a-z]+\(([a-z-]+)\)\]/g)];
  return texts.map((_, index) =>
    found.filter((each) => Number(each[1]) === index).map((each) => each[2] ?? ''),
  );
}

describe('The linter', () => {
  const faults = [
    [
      'switch-exhaustiveness-check',
      "export function f(k: 'a' | 'b') { switch (k) { case 'a': return 1; default: return 2; } }",
    ],
    ['no-floating-promises', 'async function g() {}\nexport function f() { g(); }'],
    [
      'no-misused-promises',
      'export async function f(g: () => Promise<boolean>) { if (g()) await g(); }',
    ],
    ['no-explicit-any', 'export const f = (x: any): unknown => x;'],
    ['no-unsafe-return', 'export const f = (x: string): string => JSON.parse(x);'],
    ['no-default-export', 'export default 1;'],
    ['no-console', "export const f = () => console.log('x');"],
    ['max-lines', 'export {};\n'.repeat(351)],
    ['max-lines-per-function', `export function f(g: () => void) {\n${'g();\n'.repeat(60)}}`],
  ] as const;
  const found = lint(
    'packages/command-runtime',
    faults.map(([, text]) => text),
  );

  it.each(faults.map(([rule], index) => ({ rule, index })))('reports $rule', ({ rule, index }) =>
    expect(found[index]).toContain(rule),
  );

  it('accepts good code', () =>
    expect(
      lint('packages/command-runtime', ['export const now = (): number => Date.now();']),
    ).toEqual([[]]));

  it('allows console output in the command line', () =>
    expect(lint('apps/cli', ["export const f = () => console.log('x');"])).toEqual([[]]));
});

describe('The linter in a pure package', () => {
  const faults = [
    ['no-restricted-properties', 'export const x = Date.now();'],
    ['no-restricted-properties', 'export const x = Math.random();'],
    ['no-restricted-globals', 'export const x = crypto.randomUUID();'],
    ['no-restricted-globals', "export const x = process.env['X'];"],
    ['no-restricted-globals', 'export const f = () => setTimeout(() => {}, 1);'],
    ['no-restricted-imports', "export { randomUUID } from 'node:crypto';"],
    [
      'no-restricted-imports',
      "import { randomBytes } from 'node:crypto';\nexport const x = randomBytes;",
    ],
    [
      'no-restricted-imports',
      "import { readFile } from 'node:fs/promises';\nexport const x = readFile;",
    ],
    ['no-restricted-imports', "import { connect } from 'net';\nexport const x = connect;"],
    [
      'no-restricted-imports',
      "import { Injectable } from '@nestjs/common';\nexport const x = Injectable;",
    ],
  ] as const;

  it.each(['packages/contracts', 'packages/domain', 'packages/drafting'])(
    'rejects clocks, ids and effects in %s',
    (folder) => {
      const found = lint(
        folder,
        faults.map(([, text]) => text),
      );
      faults.forEach(([rule, text], index) => expect(found[index], text).toContain(rule));
    },
  );

  it('treats the fold of the log and projections as pure', () => {
    const clock = 'export const x = Date.now();';
    using sample = createSampleRepository(['.oxlintrc.json'], {
      'packages/event-log/src/fold.ts': clock,
      'packages/event-log/src/memory-log.ts': clock,
      'packages/read-models/src/timeline/projection.ts': clock,
      'packages/read-models/src/timeline/queries.ts': clock,
    });
    const reported = [
      ...sample.run('oxlint', '--format=unix').output.matchAll(/^(\S+?):\d+:\d+: 'Date.now'/gm),
    ].map((each) => each[1] ?? '');
    expect(reported.toSorted()).toEqual([
      'packages/event-log/src/fold.ts',
      'packages/read-models/src/timeline/projection.ts',
    ]);
  });

  it('allows hashing in a pure package', () =>
    expect(lint('packages/domain', ["export { createHash } from 'node:crypto';"])).toEqual([[]]));
});
