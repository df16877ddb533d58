import type { RepositoryFile, RepositoryRule, RuleFinding } from './repository.ts';

interface PackageManifest {
  name?: string;
  version?: string;
  private?: boolean;
  license?: string;
  type?: string;
  exports?: Record<string, unknown>;
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
}

const MANIFEST = /^((?:apps|packages)\/[^/]+|bench|faults)\/package\.json$/;
const EXACT_VERSION = /^(?:workspace:\*|catalog:|\d+\.\d+\.\d+(?:-[\w.]+)?)$/;

/** The manifests of all packages agree, pin their dependencies, and have the tag that limits their imports. */
export const manifestsAgree: RepositoryRule = (files) => {
  const root = files.find(({ path }) => path === 'package.json');
  if (!root) return [{ path: 'package.json', message: 'is missing' }];

  const { version } = parseManifest(root);
  return files
    .filter(({ path }) => MANIFEST.test(path))
    .flatMap((file) =>
      checkManifest(file, version, files).map((message) => ({ path: file.path, message })),
    );
};

function checkManifest(
  file: RepositoryFile,
  version: string | undefined,
  files: readonly RepositoryFile[],
): string[] {
  const manifest = parseManifest(file);
  const folder = file.path.slice(0, -'/package.json'.length);
  const name = `@rapporteur/${folder.split('/').at(-1)}`;
  const turbo = files.find(({ path }) => path === `${folder}/turbo.json`);
  const unpinned = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies })
    .filter(([, range]) => !EXACT_VERSION.test(range))
    .map(([dependency, range]) => `${dependency} is not pinned: ${range}`);

  const expectations: [boolean, string][] = [
    [manifest.name === name, `is named ${manifest.name}, not ${name}`],
    [manifest.version === version, `is at version ${manifest.version}, the root at ${version}`],
    [manifest.private === true, 'is not private'],
    [manifest.license === 'Apache-2.0', 'is not under Apache-2.0'],
    [manifest.type === 'module', 'is not an ES module'],
    [manifest.exports !== undefined, 'has no exports: every file could be imported'],
    [
      turbo !== undefined && /"tags": \["[a-z]+"\]/.test(turbo.text),
      'has no turbo.json with exactly one tag',
    ],
  ];
  return [...unmet(expectations), ...unpinned];
}

function parseManifest(file: RepositoryFile): PackageManifest {
  return JSON.parse(file.text) as PackageManifest;
}

/** Returns the messages of the expectations that do not hold. */
export function unmet(expectations: readonly (readonly [boolean, string])[]): string[] {
  return expectations.filter(([holds]) => !holds).map(([, message]) => message);
}

/** Every package has a README. */
export const packagesHaveReadmes: RepositoryRule = (files) => {
  const paths = new Set(files.map(({ path }) => path));
  return [...paths]
    .flatMap((path) => MANIFEST.exec(path)?.[1] ?? [])
    .filter((folder) => !paths.has(`${folder}/README.md`))
    .map((folder) => ({ path: folder, message: 'has no README.md' }));
};

const SETTINGS_LIST = 'packages/platform/src/settings.ts';
const SETTINGS_PAGES = ['docs/settings.md', 'README.md'];
/** Read by tests only: not in the product's list, but documented. */
const TEST_SETTING = /^RAPPORTEUR_TEST_/;

/** Every environment variable that the code names is in the list of settings and is documented. */
export const settingsAreDocumented: RepositoryRule = (files) => {
  const list = files.find(({ path }) => path === SETTINGS_LIST);
  if (!list) return [{ path: SETTINGS_LIST, message: 'is missing: it lists the settings' }];

  const listed = findSettings(list.text);
  const pages = files.filter(({ path }) => SETTINGS_PAGES.includes(path));
  const documented = new Set(pages.flatMap(({ text }) => findSettings(text)));
  const used = files
    .filter(({ path }) => mayNameSettings(path))
    .flatMap(({ path, text }) => findSettings(text).map((name) => ({ name, path })));
  const testSettings = used.map(({ name }) => name).filter((name) => TEST_SETTING.test(name));

  return [
    ...used
      .filter(({ name }) => !listed.includes(name) && !TEST_SETTING.test(name))
      .map(({ name, path }) => ({ path, message: `${name} is not in ${SETTINGS_LIST}` })),
    ...[...new Set([...listed, ...testSettings])]
      .filter((name) => !documented.has(name))
      .map((name) => ({
        path: SETTINGS_LIST,
        message: `${name} is documented neither in ${SETTINGS_PAGES.join(' nor in ')}`,
      })),
  ];
};

function findSettings(text: string): string[] {
  return [...new Set(text.match(/\bRAPPORTEUR_[A-Z0-9_]*[A-Z0-9]\b/g))];
}

// Specs name settings that do not exist.
function mayNameSettings(path: string): boolean {
  const isRead = /\.(ts|tsx|json|ya?ml|sh|md)$/.test(path) || path === '.ci/run';
  return isRead && !/\.spec\.tsx?$/.test(path);
}

const GLOSSARY = 'docs/glossary.md';
const EVENT_FILE = /^packages\/contracts\/src\/(?:facts|record)\/([a-z0-9-]+)\.v\d+\.ts$/;
const COMMAND_FILE = /^packages\/contracts\/src\/commands\/([a-z0-9-]+)\.ts$/;
const TERM = /^#{1,6}[ \t]+([^\n]+?)[ \t]*$|\*\*([^*\n]+?)\*\*/gm;
const CODE_NAME = /^`([A-Z][A-Za-z]+)`$/;

/** Every event is a term of the glossary, and every term written as code is an event or a command. */
export const contractsAreInTheGlossary: RepositoryRule = (files) => {
  const glossary = files.find(({ path }) => path === GLOSSARY);
  if (!glossary) return [{ path: GLOSSARY, message: 'is missing' }];

  const terms = [...glossary.text.matchAll(TERM)].map((term) => term[1] ?? term[2] ?? '');
  const explained = new Set(terms.map((term) => term.replaceAll('`', '')));
  const events = findContracts(files, EVENT_FILE);
  const known = new Set([
    ...events.keys(),
    ...[...events.keys()].map((name) => `Record${name}`),
    ...findContracts(files, COMMAND_FILE).keys(),
  ]);

  return [
    ...[...events]
      .filter(([name]) => !explained.has(name))
      .map(([name, path]) => ({
        path,
        message: `${name} is neither a heading nor a bold term of ${GLOSSARY}`,
      })),
    ...terms
      .flatMap((term) => CODE_NAME.exec(term)?.[1] ?? [])
      .filter((name) => !known.has(name))
      .map((name) => ({ path: GLOSSARY, message: `${name} is not an event or command` })),
  ];
};

function findContracts(files: readonly RepositoryFile[], pattern: RegExp): Map<string, string> {
  return new Map(
    files.flatMap(({ path }): [string, string][] => {
      const kebab = pattern.exec(path)?.[1];
      return kebab === undefined || path.endsWith('.spec.ts') ? [] : [[pascalCase(kebab), path]];
    }),
  );
}

function pascalCase(kebab: string): string {
  return kebab.replace(/(?:^|-)([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

const DECISION_RECORD = /^docs\/adr\/(\d{4})-[a-z0-9-]+\.md$/;
const DECISION_INDEX = 'docs/adr/README.md';

/** Decision records are numbered without a gap, state their status, and are in the index. */
export const decisionRecordsAreIndexed: RepositoryRule = (files) => {
  const index = files.find(({ path }) => path === DECISION_INDEX)?.text ?? '';
  const records = files
    .filter(({ path }) => DECISION_RECORD.test(path))
    .toSorted((a, b) => (a.path < b.path ? -1 : 1));

  return records.flatMap(({ path, text }, place): RuleFinding[] => {
    const number = Number(DECISION_RECORD.exec(path)?.[1]);
    const expectations: [boolean, string][] = [
      [number === place + 1, `has the number ${number} instead of ${place + 1}`],
      [index.includes(`(${path.slice('docs/adr/'.length)})`), `is not listed in ${DECISION_INDEX}`],
      [/^Status: (proposed|accepted|superseded by \d{4})/m.test(text), 'states no status'],
    ];
    return unmet(expectations).map((message) => ({ path, message }));
  });
};

const GENERATED = /^packages\/contracts\/schemas\//;

/** Generated files are committed as they would be generated now, and no others are left. */
export function generatedFilesAreFresh(
  files: readonly RepositoryFile[],
  generated: ReadonlyMap<string, string>,
): RuleFinding[] {
  const committed = new Map(files.map(({ path, text }) => [path, text]));
  const fix = 'run `npx pnpm generate`';

  const stale = [...generated]
    .filter(([path, text]) => committed.get(path) !== text)
    .map(([path]) => ({
      path,
      message: `${committed.has(path) ? 'is stale' : 'is not committed'}: ${fix}`,
    }));
  const removed = files
    .filter(({ path }) => GENERATED.test(path) && !generated.has(path))
    .map(({ path }) => ({ path, message: `is not generated any more: ${fix}` }));

  return [...stale, ...removed];
}
