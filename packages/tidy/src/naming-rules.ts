import type { RepositoryFile, RepositoryRule, RuleFinding } from './repository.ts';

/** File names that do not say what the file holds. */
const VAGUE_NAMES = [
  'utils',
  'util',
  'helpers',
  'helper',
  'common',
  'types',
  'services',
  'misc',
  'shared',
];

/** Names that readers and tools look for exactly. */
const WELL_KNOWN_NAMES =
  /^(README|CHANGELOG|CONTRIBUTING|SECURITY|CODE_OF_CONDUCT)\.md$|^(LICENSE|NOTICE|CITATION\.cff|Dockerfile)$/;

const KEBAB_CASE = /^\.?[a-z0-9]+(-[a-z0-9]+)*([.][a-z0-9]+(-[a-z0-9]+)*)*$/;
const COMPONENT_NAME = /^[A-Z][A-Za-z0-9]*(\.spec)?\.tsx$/;

/** Files and folders are kebab-case nouns. A React component's file has the component's name. */
export const fileNamesAreNouns: RepositoryRule = (files) =>
  files.flatMap(({ path }) => path.split('/').flatMap((name) => checkName(name, path)));

function checkName(name: string, path: string): RuleFinding[] {
  if (WELL_KNOWN_NAMES.test(name)) return [];

  const stem = name.replace(/^\./, '').split('.')[0] ?? name;
  const lastWord = stem.split('-').at(-1) ?? stem;
  if (VAGUE_NAMES.includes(stem) || VAGUE_NAMES.includes(lastWord)) {
    return [{ path, message: `"${name}" does not say what the file holds` }];
  }
  if (KEBAB_CASE.test(name) || COMPONENT_NAME.test(name)) return [];
  return [{ path, message: `"${name}" is not kebab-case` }];
}

const IMPORTS_TESTS = /^import \{[^}]*\b(it|test)\b[^}]*\} from 'vitest'/m;
const UNKNOWN_SUFFIX = /[._](test|tests|unit|integration|int-spec|e2e-spec)\.(spec\.)?tsx?$/;
const USES_POSTGRES = /\busePostgres\(/;

/**
 * The suffix of a test file says what it needs: `.spec`, `.int.spec`, `.prop.spec`, `.e2e.spec`,
 * or `.contract` for the conformance suite of a port.
 */
export const testFilesAreNamedByNeed: RepositoryRule = (files) =>
  files
    .filter(({ path }) => /\.tsx?$/.test(path) && !path.endsWith('.d.ts'))
    .flatMap((file) => {
      const message = checkTestFile(file);
      return message === undefined ? [] : [{ path: file.path, message }];
    });

function checkTestFile({ path, text }: RepositoryFile): string | undefined {
  if (UNKNOWN_SUFFIX.test(path)) return 'has an unknown suffix';

  if (!/\.spec\.tsx?$/.test(path)) {
    const holdsTests = IMPORTS_TESTS.test(text) && !path.endsWith('.contract.ts');
    return holdsTests
      ? 'holds tests that no job runs: name it .spec.ts or .contract.ts'
      : undefined;
  }
  if (USES_POSTGRES.test(text) && !/\.(int|e2e)\.spec\.tsx?$/.test(path)) {
    return 'needs Postgres: name it .int.spec.ts';
  }
  const isInFolder = /(^|\/)e2e\//.test(path);
  return isInFolder === path.endsWith('.e2e.spec.ts')
    ? undefined
    : 'must be in a folder e2e, and end in .e2e.spec.ts, or neither';
}

/** A suite and the job of the test runner that runs it. */
export interface SuiteJob {
  /** From the root, with `/` between the parts. */
  readonly path: string;
  /** `unit`, `int` or `e2e` */
  readonly job: string;
}

/** Every suite is run by exactly one job. `jobs` is the runner's own list. */
export function suitesHaveOneJob(
  files: readonly RepositoryFile[],
  jobs: readonly SuiteJob[],
): RuleFinding[] {
  return files
    .filter(({ path }) => /\.spec\.[cm]?[jt]sx?$/.test(path))
    .flatMap(({ path }): RuleFinding[] => {
      const found = jobs.filter((each) => each.path === path).map(({ job }) => job);
      if (found.length === 1) return [];
      const message =
        found.length === 0 ? 'is run by no job' : `is run by several jobs: ${found.join(', ')}`;
      return [{ path, message }];
    });
}
