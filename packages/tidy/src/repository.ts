import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root folder of the repository. */
export const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

/** A text file: its path from the root, with `/` between the parts, and its text. */
export interface RepositoryFile {
  readonly path: string;
  readonly text: string;
}

/** A violation of a rule; `line` counts from 1 and is set if one line is at fault. */
export interface RuleFinding {
  readonly path: string;
  readonly line?: number;
  readonly message: string;
}

/** A rule for the files of the repository. It is pure: its test hands it files that break it. */
export type RepositoryRule = (files: readonly RepositoryFile[]) => RuleFinding[];

/** Formats a finding so that an editor links it. */
export function formatFinding({ path, line, message }: RuleFinding): string {
  return `${path}${line === undefined ? '' : `:${line}`} ${message}`;
}

/** Returns a finding for each line that contains the pattern. */
export function findLines(
  { path, text }: RepositoryFile,
  pattern: RegExp,
  describe: (match: string) => string,
): RuleFinding[] {
  return text.split('\n').flatMap((line, index) => {
    const match = pattern.exec(line);
    return match ? [{ path, line: index + 1, message: describe(match[0].trim()) }] : [];
  });
}

const IGNORED_FOLDERS = new Set([
  'node_modules',
  'dist',
  'coverage',
  '.git',
  '.turbo',
  '.rapporteur',
]);

/** Reads every text file that git tracks or, in a copy without git, every text file in the folder. */
export function readRepository(root: string = ROOT): RepositoryFile[] {
  return listPaths(root)
    .filter((path) => existsSync(join(root, path)) && statSync(join(root, path)).isFile())
    .map((path) => ({ path, bytes: readFileSync(join(root, path)) }))
    .filter(({ bytes }) => !bytes.includes(0))
    .map(({ path, bytes }) => ({ path, text: bytes.toString('utf8') }));
}

function listPaths(root: string): string[] {
  // The checkout may belong to another user than the one who runs the tests.
  const args = ['-c', 'safe.directory=*', 'ls-files', '-z'];
  const options = { cwd: root, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 } as const;
  const { status, stdout } = spawnSync('git', args, options);
  const isTracked = status === 0 && existsSync(join(root, '.git'));

  return isTracked ? stdout.split('\0').filter(Boolean) : walk(root, '');
}

function walk(root: string, folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (!entry.isDirectory()) return [path];
    return IGNORED_FOLDERS.has(entry.name) ? [] : walk(root, path);
  });
}
