import type { Finding, Rule, TreeFile } from '../tree-file.ts';

interface Manifest {
  name?: string;
  version?: string;
  private?: boolean;
  license?: string;
  type?: string;
  exports?: Record<string, unknown>;
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
}

const MANIFEST = /^(?:(?:apps|packages)\/[^/]+|bench|faults)\/package\.json$/;
const EXACT = /^(?:workspace:\*|catalog:|\d+\.\d+\.\d+(?:-[\w.]+)?)$/;

/** Every room's manifest says the same of itself, pins what it depends on, and has the tag that its imports are held by. */
export const manifestsAgree: Rule = (files) => {
  const root = files.find((file) => file.path === 'package.json');
  if (!root) return [{ path: 'package.json', says: 'is missing' }];
  const version = parse(root).version;
  return files
    .filter((file) => MANIFEST.test(file.path))
    .flatMap((file) =>
      complaints(file, version, files).map((says): Finding => ({ path: file.path, says })),
    );
};

function complaints(
  file: TreeFile,
  version: string | undefined,
  files: readonly TreeFile[],
): string[] {
  const manifest = parse(file);
  const folder = file.path.slice(0, -'/package.json'.length);
  const name = `@rapporteur/${folder.split('/').at(-1)}`;
  const turbo = files.find((other) => other.path === `${folder}/turbo.json`);
  const ranges = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies })
    .filter(([, range]) => !EXACT.test(range))
    .map(([dependency, range]) => `${dependency} is not pinned: ${range}`);
  const expected: [boolean, string][] = [
    [manifest.name === name, `is named ${manifest.name}, not ${name}`],
    [manifest.version === version, `is at version ${manifest.version}, the root at ${version}`],
    [manifest.private === true, 'is not private'],
    [manifest.license === 'Apache-2.0', 'is not under Apache-2.0'],
    [manifest.type === 'module', 'is not an ES module'],
    [manifest.exports !== undefined, 'leaves every file open to import: it has no exports'],
    [
      turbo !== undefined && /"tags": \["[a-z]+"\]/.test(turbo.text),
      'has no turbo.json with its one tag',
    ],
  ];
  return [...expected.filter(([holds]) => !holds).map(([, says]) => says), ...ranges];
}

function parse(file: TreeFile): Manifest {
  return JSON.parse(file.text) as Manifest;
}
