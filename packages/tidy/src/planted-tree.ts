import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ROOT } from './tree.ts';

/** What a tool said about a tree, and whether it found it good. */
export interface Verdict {
  readonly good: boolean;
  readonly stdout: string;
  /** Everything it said, errors too. */
  readonly says: string;
}

/** A small tree of its own, under the root's rules, with faults planted in it. */
export interface PlantedTree extends Disposable {
  readonly folder: string;
  /** Runs one of the root's tools in it. */
  run(tool: string, ...args: string[]): Verdict;
}

/** Plants the files (path → text) beside copies of the root's files that hold the rules. */
export function plantTree(
  rules: readonly string[],
  files: Readonly<Record<string, string>>,
): PlantedTree {
  const folder = mkdtempSync(join(tmpdir(), 'rapporteur-planted-'));
  for (const path of rules) cpSync(join(ROOT, path), join(folder, path));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return {
    folder,
    run: (tool, ...args) => runTool(folder, tool, args),
    [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Runs one of the root's tools in a folder, by default the root itself. */
export function runTool(folder: string, tool: string, args: readonly string[]): Verdict {
  const { status, stdout, stderr } = spawnSync(join(ROOT, 'node_modules/.bin', tool), args, {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    env: {
      ...process.env,
      // Elsewhere than in the root oxlint does not find its type-aware half by itself.
      OXLINT_TSGOLINT_PATH: join(ROOT, 'node_modules/oxlint-tsgolint/bin/tsgolint.js'),
      TURBO_TELEMETRY_DISABLED: '1',
      DO_NOT_TRACK: '1',
      NO_COLOR: '1',
    },
  });
  return { good: status === 0, stdout, says: `${stdout}${stderr}` };
}
