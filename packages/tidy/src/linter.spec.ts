import { describe, expect, it } from 'vitest';
import { plantTree } from './planted-tree.ts';

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

// The rules that the linter finds broken in each file, all planted in one tree of that room.
function lint(room: string, texts: readonly string[]): string[][] {
  const planted = texts.map((text, index): [string, string] => [
    `${room}/src/planted-${index}.ts`,
    text,
  ]);
  using tree = plantTree(['.oxlintrc.json'], {
    [`${room}/tsconfig.json`]: TSCONFIG,
    [`${room}/src/node.d.ts`]: NODE,
    ...Object.fromEntries(planted),
  });
  const { says } = tree.run('oxlint', '--format=unix');
  const found = [...says.matchAll(/planted-(\d+)\.ts.*\[Error\/[a-z]+\(([a-z-]+)\)\]/g)];
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
    ['max-lines', 'export {};\n'.repeat(501)],
    ['max-lines-per-function', `export function f(g: () => void) {\n${'g();\n'.repeat(76)}}`],
  ] as const;
  const found = lint(
    'packages/command-runtime',
    faults.map(([, text]) => text),
  );

  it.each(faults.map(([rule], index) => ({ rule, index })))('holds $rule', ({ rule, index }) =>
    expect(found[index]).toContain(rule),
  );

  it('has nothing against good code', () =>
    expect(
      lint('packages/command-runtime', ['export const now = (): number => Date.now();']),
    ).toEqual([[]]));

  it('lets the command line speak', () =>
    expect(lint('apps/cli', ["export const f = () => console.log('x');"])).toEqual([[]]));
});

describe('The linter in a pure room', () => {
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
    '%s has no clock, ids or effects',
    (room) => {
      const found = lint(
        room,
        faults.map(([, text]) => text),
      );
      faults.forEach(([rule, text], index) => expect(found[index], text).toContain(rule));
    },
  );

  it('is the fold of the log and a projection too', () => {
    const clock = 'export const x = Date.now();';
    using tree = plantTree(['.oxlintrc.json'], {
      'packages/event-log/src/fold.ts': clock,
      'packages/event-log/src/memory-log.ts': clock,
      'packages/read-models/src/timeline/projection.ts': clock,
      'packages/read-models/src/timeline/queries.ts': clock,
    });
    const blamed = [
      ...tree.run('oxlint', '--format=unix').says.matchAll(/^(\S+?):\d+:\d+: 'Date.now'/gm),
    ].map((each) => each[1] ?? '');
    expect(blamed.toSorted()).toEqual([
      'packages/event-log/src/fold.ts',
      'packages/read-models/src/timeline/projection.ts',
    ]);
  });

  it('may hash', () =>
    expect(lint('packages/domain', ["export { createHash } from 'node:crypto';"])).toEqual([[]]));
});
