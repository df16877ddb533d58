import type { Finding, Rule, TreeFile } from '../tree-file.ts';

const RUNS_TESTS = /^import \{[^}]*\b(it|test)\b[^}]*\} from 'vitest'/m;
const ODD_SUFFIX = /[._](test|tests|unit|integration|int-spec|e2e-spec)\.(spec\.)?tsx?$/;
const USES_POSTGRES = /\busePostgres\(/;

/** A test's name says what it needs: `.spec`, `.int.spec`, `.prop.spec`, `.e2e.spec`, or `.contract` for a port's suite. */
export const testNamesSayWhatTheyNeed: Rule = (files) => files.filter(isCode).flatMap(judge);

function isCode(file: TreeFile): boolean {
  return /\.tsx?$/.test(file.path) && !file.path.endsWith('.d.ts');
}

function judge({ path, text }: TreeFile): Finding[] {
  if (ODD_SUFFIX.test(path)) return [{ path, says: 'has a suffix that no suite has' }];
  const isSpec = /\.spec\.tsx?$/.test(path);
  if (!isSpec) {
    const holdsTests = RUNS_TESTS.test(text) && !path.endsWith('.contract.ts');
    return holdsTests
      ? [{ path, says: 'holds tests that no job runs: name it .spec.ts or .contract.ts' }]
      : [];
  }
  const needsMore = /\.(int|e2e)\.spec\.tsx?$/.test(path);
  if (USES_POSTGRES.test(text) && !needsMore)
    return [{ path, says: 'needs Postgres: name it .int.spec.ts' }];
  const inFolder = /(^|\/)e2e\//.test(path);
  if (inFolder !== path.endsWith('.e2e.spec.ts'))
    return [{ path, says: 'e2e suites, and only they, lie in a folder e2e' }];
  return [];
}
