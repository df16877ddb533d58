import { describe, expect, it } from 'vitest';
import {
  fileNamesAreNouns,
  type SuiteJob,
  suitesHaveOneJob,
  testFilesAreNamedByNeed,
} from './naming-rules.ts';

describe('File names', () => {
  const messages = (path: string): string[] =>
    fileNamesAreNouns([{ path, text: '' }]).map(({ message }) => message);

  it.each([
    'packages/contracts/src/facts/meeting-held.v1.ts',
    'apps/web/src/ParticipationMatrix.tsx',
    'apps/command-service/src/main.ts',
    '.ci/run',
    '.oxlintrc.json',
    'docs/adr/0001-record-decisions.md',
    'README.md',
    'LICENSE',
  ])('accept %s', (path) => expect(messages(path)).toEqual([]));

  it.each([
    ['packages/domain/src/MeetingHeld.ts', 'is not kebab-case'],
    ['packages/domain/src/meeting_held.ts', 'is not kebab-case'],
    ['packages/domain/src/utils.ts', 'does not say what the file holds'],
    ['packages/domain/src/date-helpers.ts', 'does not say what the file holds'],
    ['packages/domain/src/types.spec.ts', 'does not say what the file holds'],
    ['packages/common/src/index.ts', 'does not say what the file holds'],
  ])('reject %s', (path, message) =>
    expect(messages(path)).toEqual([expect.stringContaining(message)]),
  );
});

describe('Test file names', () => {
  const suite = "import { describe, it } from 'vitest';\n";
  const messages = (path: string, text = suite): string[] =>
    testFilesAreNamedByNeed([{ path, text }]).map(({ message }) => message);

  it.each([
    'a/decide.spec.ts',
    'a/log.int.spec.ts',
    'a/decide.prop.spec.ts',
    'a/e2e/an-auditor-asks.e2e.spec.ts',
    'a/event-log.contract.ts',
    'a/meeting-held.v1.spec.ts',
  ])('accept %s', (path) => expect(messages(path)).toEqual([]));

  it.each(['a/decide.test.ts', 'a/decide.unit.spec.ts', 'a/decide.integration.ts'])(
    'reject the suffix of %s',
    (path) => expect(messages(path)).toEqual(['has an unknown suffix']),
  );

  it('reject tests in a file that no job runs', () =>
    expect(messages('a/decide.ts')).toEqual([expect.stringContaining('no job runs')]));

  it('reject a suite that uses Postgres without the suffix', () =>
    expect(messages('a/log.spec.ts', `const db = ${['usePostgres', '()'].join('')};`)).toEqual([
      expect.stringContaining('.int.spec.ts'),
    ]));

  it('reject an e2e suite outside its folder, and another suite inside', () => {
    expect(messages('a/src/whole.e2e.spec.ts')).toHaveLength(1);
    expect(messages('a/e2e/part.spec.ts')).toHaveLength(1);
  });
});

describe('The job of a suite', () => {
  const messages = (path: string, ...jobs: SuiteJob[]): string[] =>
    suitesHaveOneJob([{ path, text: '' }], jobs).map(({ message }) => message);

  it('is one', () =>
    expect(messages('a/decide.spec.ts', { path: 'a/decide.spec.ts', job: 'unit' })).toEqual([]));

  it.each(['a/decide.spec.ts', 'a/decide.spec.tsx', 'a/decide.spec.mts'])(
    'is reported when it is missing: %s',
    (path) =>
      expect(messages(path, { path: 'b/decide.spec.ts', job: 'unit' })).toEqual([
        'is run by no job',
      ]),
  );

  it('is reported when there are two', () =>
    expect(
      messages(
        'a/log.int.spec.ts',
        { path: 'a/log.int.spec.ts', job: 'unit' },
        { path: 'a/log.int.spec.ts', job: 'int' },
      ),
    ).toEqual(['is run by several jobs: unit, int']));

  it('is not required of other files', () => expect(messages('a/decide.ts')).toEqual([]));
});
