import { describe, expect, it } from 'vitest';
import {
  createSourceRule,
  FILE_LINES_MAX,
  filesAreShort,
  filesNameNoMachine,
  openTasksNameTheirIssue,
  pureFilesReadNoClock,
  splitSentences,
} from './text-rules.ts';

describe('File length', () => {
  const lines = (count: number): string => 'x();\n'.repeat(count);

  it('accepts a file of exactly the most lines', () =>
    expect(filesAreShort([{ path: 'a.ts', text: lines(FILE_LINES_MAX) }])).toEqual([]));

  it('rejects one line more', () =>
    expect(filesAreShort([{ path: 'a.ts', text: lines(FILE_LINES_MAX + 1) }])).toEqual([
      { path: 'a.ts', message: 'has 351 lines; at most 350' },
    ]));

  it('ignores generated code', () => {
    const text = `// Written by \`npx pnpm generate\`.\n${lines(FILE_LINES_MAX)}`;
    expect(filesAreShort([{ path: 'a.ts', text }])).toEqual([]);
  });

  it('ignores prose and data', () =>
    expect(filesAreShort([{ path: 'a.md', text: lines(900) }])).toEqual([]));
});

describe('Marks of open tasks', () => {
  // Put together, so that this file does not match.
  const mark = ['TO', 'DO'].join('');
  const otherMark = ['FIX', 'ME'].join('');

  it('may name their issue', () =>
    expect(openTasksNameTheirIssue([{ path: 'a.ts', text: `// ${mark}(#12): retry` }])).toEqual(
      [],
    ));

  it.each([mark, `${mark}: later`, otherMark])('are rejected without one: %s', (text) =>
    expect(openTasksNameTheirIssue([{ path: 'a.ts', text: `x();\n// ${text}` }])).toMatchObject([
      { line: 2 },
    ]),
  );
});

describe('Names of machines', () => {
  const slash = '/';
  const count = (text: string, path = 'a.ts'): number =>
    filesNameNoMachine([{ path, text }]).length;

  it.each(['work/main', 'root/x', 'home/ada/x', 'Users/ada', 'tmp/x'])(
    'rejects the folder %s',
    (folder) => expect(count(`const path = '${slash}${folder}';`)).toBe(1),
  );

  it.each([
    'https://example.org/home/x',
    'apps/home/page.ts',
    '/var/tmp/x',
    '/v1/collections/work',
    '~/work/x',
  ])('accepts %s', (text) => expect(count(`'${text}'`)).toBe(0));

  it.each(['registry.example.org', 'npm-registry.local:4873', 'artifactory.example.org'])(
    'rejects the host %s',
    (host) => expect(count(`registry=https:${slash}/${host}/npm`)).toBe(1),
  );

  it('rejects a lockfile that fetches from one host', () =>
    expect(
      count(`resolution: {tarball: https:${slash}/packages.example.org/x.tgz}`, 'pnpm-lock.yaml'),
    ).toBe(1));
});

describe('Pure files', () => {
  const count = (path: string, text: string): number =>
    pureFilesReadNoClock([{ path, text }]).length;

  it.each(['new Date()', 'new Date( )', 'Date()', 'new Date', 'Temporal.Now.instant()'])(
    'must not contain %s',
    (call) => expect(count('packages/domain/src/decide.ts', `const now = ${call};`)).toBe(1),
  );

  it.each(['new Date(at)', '/** never new Date() */', '// new Date()', 'isDate()', "'https://x'"])(
    'may contain %s',
    (text) => expect(count('packages/domain/src/decide.ts', text)).toBe(0),
  );

  it('include the fold of the log and the projections', () => {
    expect(count('packages/event-log/src/fold.ts', 'new Date()')).toBe(1);
    expect(count('packages/read-models/src/timeline/projection.ts', 'new Date()')).toBe(1);
  });

  it('exclude packages with effects', () =>
    expect(count('packages/command-runtime/src/writer.ts', 'new Date()')).toBe(0));

  it('keep their line numbers after a comment', () =>
    expect(
      pureFilesReadNoClock([{ path: 'packages/domain/src/a.ts', text: '/* a\nb */\nnew Date()' }]),
    ).toMatchObject([{ line: 3 }]));
});

describe('Sentences of the sources', () => {
  const sentence =
    'The assembly of “lighthouse keepers” convened beside the northern harbour and adopted nothing at all.';
  const source = `A HEADING\n\n${sentence} Short one. ${sentence.replace('northern', 'southern')}\n`;
  const rule = createSourceRule([source]);

  it('are long and end with a full stop', () => expect(splitSentences(source)).toHaveLength(2));

  it('are found as they are written', () =>
    expect(rule([{ path: 'a.md', text: `x ${sentence} y` }])).toEqual([
      { path: 'a.md', message: expect.stringContaining('copies a source') },
    ]));

  it('are found with other quotes, line breaks and comment marks', () =>
    expect(
      rule([
        {
          path: 'a.ts',
          text: `// ${sentence.replace(/[“”]/g, '"').replace(' convened', '\n// convened').toUpperCase()}`,
        },
      ]),
    ).toHaveLength(1));

  it('are not found in other words', () =>
    expect(rule([{ path: 'a.md', text: sentence.replace('adopted', 'approved') }])).toEqual([]));
});
