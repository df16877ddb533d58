import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TreeFile } from './tree-file.ts';

/** The root of the repository. */
export const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

const FOLDERS_LEFT_OUT = new Set([
  'node_modules',
  'dist',
  'coverage',
  '.git',
  '.turbo',
  '.rapporteur',
]);

/** Every text file that the repository holds: what git tracks or, in a copy without git, what lies there. */
export function readTree(root: string = ROOT): TreeFile[] {
  return listPaths(root)
    .filter((path) => existsSync(join(root, path)) && statSync(join(root, path)).isFile())
    .map((path) => ({ path, bytes: readFileSync(join(root, path)) }))
    .filter(({ bytes }) => !bytes.includes(0))
    .map(({ path, bytes }) => ({ path, text: bytes.toString('utf8') }));
}

function listPaths(root: string): string[] {
  // The checkout may belong to another user than the one who tests it.
  const git = ['-c', 'safe.directory=*', 'ls-files', '-z'];
  const { status, stdout } = spawnSync('git', git, {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  return status === 0 && existsSync(join(root, '.git'))
    ? stdout.split('\0').filter(Boolean)
    : walk(root, '');
}

function walk(root: string, folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (!entry.isDirectory()) return [path];
    return FOLDERS_LEFT_OUT.has(entry.name) ? [] : walk(root, path);
  });
}
