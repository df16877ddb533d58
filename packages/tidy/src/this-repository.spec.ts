import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import {
  contractsAreInTheGlossary,
  decisionRecordsAreIndexed,
  generatedFilesAreFresh,
  manifestsAgree,
  packagesHaveReadmes,
  settingsAreDocumented,
} from './consistency-rules.ts';
import { appsRunInContainers } from './container-rules.ts';
import { languageIsPlain } from './language-rules.ts';
import {
  fileNamesAreNouns,
  type SuiteJob,
  suitesHaveOneJob,
  testFilesAreNamedByNeed,
} from './naming-rules.ts';
import { formatFinding, readRepository, type RepositoryRule, ROOT } from './repository.ts';
import { runTool } from './testing/sample-repository.ts';
import {
  createSourceRule,
  filesAreShort,
  filesNameNoMachine,
  openTasksNameTheirIssue,
  pureFilesReadNoClock,
} from './text-rules.ts';

const files = readRepository();
const check = (rule: RepositoryRule): string[] => rule(files).map(formatFinding);

describe('This repository', () => {
  it('contains this file', () =>
    expect(files.map(({ path }) => path)).toContain('packages/tidy/src/this-repository.spec.ts'));

  it.each<[string, RepositoryRule]>([
    ['names its files by nouns, in kebab-case', fileNamesAreNouns],
    ['names its test files by what they need', testFilesAreNamedByNeed],
    ['has no long file', filesAreShort],
    ['has no open task without an issue', openTasksNameTheirIssue],
    ['names no machine', filesNameNoMachine],
    ['reads no clock in pure packages', pureFilesReadNoClock],
    ['is written in plain language', languageIsPlain],
    ['has manifests that agree', manifestsAgree],
    ['has a README in each package', packagesHaveReadmes],
    ['lists and documents its settings', settingsAreDocumented],
    ['has every event in the glossary', contractsAreInTheGlossary],
    ['indexes its decision records', decisionRecordsAreIndexed],
    ['runs its apps in containers', appsRunInContainers],
  ])('%s', (_, rule) => expect(check(rule)).toEqual([]));

  it('runs each suite by one job', () => {
    const jobs = listJobs();
    expect(jobs).toContainEqual({ path: 'packages/tidy/src/this-repository.spec.ts', job: 'unit' });
    expect(suitesHaveOneJob(files, jobs).map(formatFinding)).toEqual([]);
  });

  it('has fresh generated files', async () => {
    const generated = await loadGeneratedFiles();
    expect(generated.size).toBeGreaterThan(0);
    expect(generatedFilesAreFresh(files, generated).map(formatFinding)).toEqual([]);
  });

  it('copies no sentence of a source', (context) => {
    const folder = process.env['RAPPORTEUR_TEXTS'];
    if (folder === undefined) {
      return context.skip('RAPPORTEUR_TEXTS is not set: the source texts are not here');
    }
    const sources = readdirSync(folder).filter((name) => name.endsWith('.txt'));
    expect(sources.length).toBeGreaterThan(0);
    const texts = sources.map((name) => readFileSync(join(folder, name), 'utf8'));
    expect(check(createSourceRule(texts))).toEqual([]);
  });
});

// Imported by path: this package checks the others and depends on none.
async function loadGeneratedFiles(): Promise<ReadonlyMap<string, string>> {
  const path = join(ROOT, 'packages/contracts/src/generate.ts');
  expect(existsSync(path), `${path} exists`).toBe(true);
  const generator = (await import(pathToFileURL(path).href)) as {
    generateFiles(): ReadonlyMap<string, string>;
  };
  return generator.generateFiles();
}

/** Returns the runner's own list of suites. */
function listJobs(): SuiteJob[] {
  const result = runTool(ROOT, 'vitest', ['list', '--filesOnly', '--json']);
  expect(result.succeeded, result.output).toBe(true);
  const listed = JSON.parse(result.stdout) as { file: string; projectName: string }[];
  return listed.map(({ file, projectName }) => ({
    path: relative(ROOT, file).replaceAll('\\', '/'),
    job: projectName,
  }));
}
