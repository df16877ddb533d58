import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ROOT } from '../repository.ts';

/** The result of a tool that checked a folder. */
export interface ToolResult {
  readonly succeeded: boolean;
  readonly stdout: string;
  /** Standard output and standard error. */
  readonly output: string;
}

/** A small repository with faults, checked by the rules of this one. */
export interface SampleRepository extends Disposable {
  readonly folder: string;
  /** Runs one of the root's tools in it. */
  run(tool: string, ...args: string[]): ToolResult;
}

/**
 * Creates a folder with the given files (path → text).
 *
 * @param copied files of the root that are copied into it: the configuration that holds the rules
 */
export function createSampleRepository(
  copied: readonly string[],
  files: Readonly<Record<string, string>>,
): SampleRepository {
  const folder = mkdtempSync(join(tmpdir(), 'rapporteur-sample-'));
  for (const path of copied) cpSync(join(ROOT, path), join(folder, path));
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

/** Runs one of the root's tools in a folder. */
export function runTool(folder: string, tool: string, args: readonly string[]): ToolResult {
  const { status, stdout, stderr } = spawnSync(join(ROOT, 'node_modules/.bin', tool), args, {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    env: {
      ...process.env,
      // Outside the root oxlint does not find its type-aware part.
      OXLINT_TSGOLINT_PATH: join(ROOT, 'node_modules/oxlint-tsgolint/bin/tsgolint.js'),
      TURBO_TELEMETRY_DISABLED: '1',
      DO_NOT_TRACK: '1',
      NO_COLOR: '1',
    },
  });
  return { succeeded: status === 0, stdout, output: `${stdout}${stderr}` };
}
