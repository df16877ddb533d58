import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { runTool } from './planted-tree.ts';
import { ROOT, readTree } from './tree.ts';
import { printFinding, type Rule } from './tree-file.ts';
import { appsRunInContainers } from './rules/container.ts';
import { decisionRecordsAreIndexed } from './rules/decision-record.ts';
import { filesAreShort } from './rules/file-length.ts';
import { fileNamesAreNouns } from './rules/file-name.ts';
import { generatedFilesAreFresh } from './rules/generated.ts';
import { contractsAreInTheGlossary } from './rules/glossary.ts';
import { treeNamesNoMachine } from './rules/machine-path.ts';
import { manifestsAgree } from './rules/manifest.ts';
import { openTasksNameTheirIssue } from './rules/open-task.ts';
import { pureRoomsHaveNoClock } from './rules/pure-room.ts';
import { settingsAreListedAndDocumented } from './rules/setting.ts';
import { noSentenceOf } from './rules/source-sentence.ts';
import { type SuiteJob, suitesHaveOneJob } from './rules/suite-job.ts';
import { testNamesSayWhatTheyNeed } from './rules/test-name.ts';

const tree = readTree();
const findingsOf = (rule: Rule): string[] => rule(tree).map(printFinding);

describe('The tree', () => {
  it('was read', () =>
    expect(tree.map((file) => file.path)).toContain('packages/tidy/src/the-tree.spec.ts'));

  it.each<[string, Rule]>([
    ['names its files by nouns, in kebab-case', fileNamesAreNouns],
    ['has no long file', filesAreShort],
    ['has no open task without an issue', openTasksNameTheirIssue],
    ['names its tests by what they need', testNamesSayWhatTheyNeed],
    ['names no machine', treeNamesNoMachine],
    ['indexes its decision records', decisionRecordsAreIndexed],
    ['lists and documents its settings', settingsAreListedAndDocumented],
    ['keeps contracts and glossary equal', contractsAreInTheGlossary],
    ['keeps the clock out of pure rooms', pureRoomsHaveNoClock],
    ['has manifests that agree', manifestsAgree],
    ['runs its apps in containers', appsRunInContainers],
  ])('%s', (_, rule) => expect(findingsOf(rule)).toEqual([]));

  it('has each of its suites run by one job', () => {
    const jobs = listJobs();
    expect(jobs).toContainEqual({ path: 'packages/tidy/src/the-tree.spec.ts', job: 'unit' });
    expect(suitesHaveOneJob(tree, jobs).map(printFinding)).toEqual([]);
  });

  it('has its generated files fresh', async () => {
    const generated = await generate();
    expect(generated.size).toBeGreaterThan(0);
    expect(generatedFilesAreFresh(tree, generated).map(printFinding)).toEqual([]);
  });

  it('copies no sentence of a source', (context) => {
    const folder = process.env['RAPPORTEUR_TEXTS'];
    if (folder === undefined)
      return context.skip('RAPPORTEUR_TEXTS is not set: the source texts are not held here');
    const sources = readdirSync(folder).filter((name) => name.endsWith('.txt'));
    expect(sources.length).toBeGreaterThan(0);
    const rule = noSentenceOf(sources.map((name) => readFileSync(join(folder, name), 'utf8')));
    expect(findingsOf(rule)).toEqual([]);
  });
});

// By its path, not by name: tidy looks at rooms, it does not depend on them.
async function generate(): Promise<ReadonlyMap<string, string>> {
  const path = join(ROOT, 'packages/contracts/src/generate.ts');
  expect(existsSync(path), `${path} says what is generated`).toBe(true);
  const generator = (await import(pathToFileURL(path).href)) as {
    generatedFiles(): ReadonlyMap<string, string>;
  };
  return generator.generatedFiles();
}

// What the runner itself says that it would run, not what its patterns are read to mean.
function listJobs(): SuiteJob[] {
  const { good, stdout, says } = runTool(ROOT, 'vitest', ['list', '--filesOnly', '--json']);
  expect(good, says).toBe(true);
  const listed = JSON.parse(stdout) as { readonly file: string; readonly projectName: string }[];
  return listed.map(({ file, projectName: job }) => ({
    path: relative(ROOT, file).replaceAll('\\', '/'),
    job,
  }));
}
