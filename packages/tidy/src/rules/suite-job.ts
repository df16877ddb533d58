import type { Finding, TreeFile } from '../tree-file.ts';

/** A suite as a job of the test runner takes it. */
export interface SuiteJob {
  /** From the root, parted by `/`. */
  readonly path: string;
  /** `unit`, `int`, `e2e` */
  readonly job: string;
}

/** Every suite of the tree is run by one job: none is never run, none is run twice. `jobs` is what the runner would run. */
export function suitesHaveOneJob(files: readonly TreeFile[], jobs: readonly SuiteJob[]): Finding[] {
  return files
    .filter(({ path }) => /\.spec\.[cm]?[jt]sx?$/.test(path))
    .flatMap(({ path }): Finding[] => {
      const found = jobs.filter((each) => each.path === path).map(({ job }) => job);
      if (found.length === 1) return [];
      return [
        {
          path,
          says:
            found.length === 0 ? 'is run by no job' : `is run by several jobs: ${found.join(', ')}`,
        },
      ];
    });
}
