import { describe, expect, it } from 'vitest';
import { testNamesSayWhatTheyNeed } from './test-name.ts';

const suite = "import { describe, it } from 'vitest';\n";
const says = (path: string, text = suite): string[] =>
  testNamesSayWhatTheyNeed([{ path, text }]).map((finding) => finding.says);

describe('Test names', () => {
  it.each([
    'a/decide.spec.ts',
    'a/log.int.spec.ts',
    'a/decide.prop.spec.ts',
    'a/e2e/an-auditor-asks.e2e.spec.ts',
    'a/event-log.contract.ts',
    'a/meeting-held.v1.spec.ts',
  ])('takes %s', (path) => expect(says(path)).toEqual([]));

  it.each(['a/decide.test.ts', 'a/decide.unit.spec.ts', 'a/decide.integration.ts'])(
    'refuses the suffix of %s',
    (path) => expect(says(path)).toEqual(['has a suffix that no suite has']),
  );

  it('refuses tests in a file that no job runs', () =>
    expect(says('a/decide.ts')).toEqual([expect.stringContaining('no job runs')]));

  it('refuses a suite that needs Postgres without saying so', () =>
    expect(says('a/log.spec.ts', `const db = ${['usePostgres', '()'].join('')};`)).toEqual([
      expect.stringContaining('.int.spec.ts'),
    ]));

  it('refuses an e2e suite outside its folder, and another inside', () => {
    expect(says('a/src/whole.e2e.spec.ts')).toHaveLength(1);
    expect(says('a/e2e/part.spec.ts')).toHaveLength(1);
  });
});
