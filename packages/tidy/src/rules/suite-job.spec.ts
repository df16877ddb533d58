import { describe, expect, it } from 'vitest';
import { type SuiteJob, suitesHaveOneJob } from './suite-job.ts';

const says = (path: string, ...jobs: SuiteJob[]): string[] =>
  suitesHaveOneJob([{ path, text: '' }], jobs).map((finding) => finding.says);

describe('A suite', () => {
  it('is run by one job', () =>
    expect(says('a/decide.spec.ts', { path: 'a/decide.spec.ts', job: 'unit' })).toEqual([]));

  it.each(['a/decide.spec.ts', 'a/decide.spec.tsx', 'a/decide.spec.mts'])(
    '%s that no job runs is found',
    (path) =>
      expect(says(path, { path: 'b/decide.spec.ts', job: 'unit' })).toEqual(['is run by no job']),
  );

  it('that two jobs run is found', () =>
    expect(
      says(
        'a/log.int.spec.ts',
        { path: 'a/log.int.spec.ts', job: 'unit' },
        { path: 'a/log.int.spec.ts', job: 'int' },
      ),
    ).toEqual(['is run by several jobs: unit, int']));

  it('is what is asked about: other files have no job', () =>
    expect(says('a/decide.ts')).toEqual([]));
});
