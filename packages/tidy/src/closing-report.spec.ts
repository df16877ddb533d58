import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from './repository.ts';
import { createSampleRepository, type ToolResult } from './testing/sample-repository.ts';

const CONFIG = `
import { ClosingReport } from '${join(ROOT, 'packages/tidy/src/closing-report.ts')}';
export default { test: { globals: true, reporters: ['default', new ClosingReport()] } };
`;
const GOOD = "describe('a', () => { it('b', () => {}); it('c', () => {}); });";

// Runs suites in a folder of their own; returns the result and the lines of the report.
function run(suites: Readonly<Record<string, string>>): ToolResult & { lines: string[] } {
  using sample = createSampleRepository([], { 'vitest.config.mjs': CONFIG, ...suites });
  const result = sample.run('vitest', 'run');
  return { ...result, lines: result.stdout.trimEnd().split('\n') };
}

describe('The closing report', () => {
  it('ends with the sum', () => {
    const { succeeded, lines } = run({ 'a.spec.js': GOOD });
    expect(lines.at(-1)).toBe('2 passed, 0 failed, 0 skipped');
    expect(lines.at(-2)).toBe('Suites: 1 ran, 1 passed, 0 failed, 0 skipped');
    expect(succeeded).toBe(true);
  });

  it('gives the reason of each skip', () => {
    const { succeeded, lines } = run({
      'a.spec.js': GOOD,
      'b.spec.js': "it('x', (context) => context.skip('no database'));",
      'c.spec.js': "it.skip('y', () => {}); it.skip('z', () => {});",
      'd.spec.js':
        "describe.skip('Words (skipped: no texts (yet))', () => { it('y', () => {}); });",
    });
    expect(lines.slice(-5)).toEqual([
      'Suites: 1 ran, 1 passed, 0 failed, 3 skipped',
      '  skipped 1 in b.spec.js: no database',
      '  skipped 2 in c.spec.js: no reason given',
      '  skipped 1 in d.spec.js: no texts (yet)',
      '2 passed, 0 failed, 4 skipped',
    ]);
    expect(succeeded).toBe(true);
  });

  it.each([
    ['a test', "it('x', () => { throw new Error('planted'); });"],
    [
      'a hook',
      "describe('h', () => { beforeAll(() => { throw new Error('planted'); }); it('x', () => {}); });",
    ],
    ['a file that does not load', "throw new Error('planted');"],
    ['a promise without await', "it('x', () => { void Promise.reject(new Error('planted')); });"],
  ])('counts %s as failed', (_, text) => {
    const { succeeded, lines } = run({ 'a.spec.js': GOOD, 'b.spec.js': text });
    expect(lines.at(-1)).toMatch(/^[23] passed, 1 failed, [01] skipped$/);
    expect(succeeded).toBe(false);
  });

  it.each([
    ['there are no tests', {}],
    ['all tests were skipped', { 'a.spec.js': "it.skip('x', () => {});" }],
  ])('fails when %s', (_, suites) => {
    const { succeeded, lines } = run(suites);
    expect(lines.at(-1)).toMatch(/^0 passed, 1 failed, [01] skipped$/);
    expect(succeeded).toBe(false);
  });
});
