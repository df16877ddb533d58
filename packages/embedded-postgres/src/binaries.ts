import { randomUUID } from 'node:crypto';
import { chmod, cp, readdir, readFile, rename, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { arch, platform } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { type ProgramResult, runProgram, type SystemAccount } from '@rapporteur/run-program';
import { EmbeddedPostgresError } from './embedded-postgres-error.ts';
import { createSystemFolder } from './system-folder.ts';

const require = createRequire(import.meta.url);

/** The programs of a Postgres release. */
export interface PostgresBinaries {
  readonly folder: string;
  /** The major version, as in the PG_VERSION file of a cluster. */
  readonly major: string;
}

/** The name of a program of Postgres. */
export type PostgresProgram = 'initdb' | 'pg_ctl' | 'postgres';

export interface RunPostgresOptions {
  readonly account: SystemAccount | undefined;
  readonly cwd?: string;
  readonly isQuiet?: boolean;
}

/** Runs a program of Postgres, without the PG* variables that would redirect it. */
export function runPostgresProgram(
  { folder }: PostgresBinaries,
  name: PostgresProgram,
  args: readonly string[],
  options: RunPostgresOptions,
): Promise<ProgramResult> {
  const file = join(folder, 'bin', platform() === 'win32' ? `${name}.exe` : name);
  const variables = Object.entries(process.env).filter(([variable]) => !variable.startsWith('PG'));
  return runProgram(file, args, { ...options, env: Object.fromEntries(variables) });
}

/**
 * Returns the installed programs. If the account that runs them cannot reach them, for example in a
 * home folder, returns a copy.
 */
export async function findBinaries(account: SystemAccount | undefined): Promise<PostgresBinaries> {
  const { native, version } = await readInstalled();
  const major = version.split('.')[0] ?? '';
  const original = { folder: native, major };
  const tried = await runPostgresProgram(original, 'postgres', ['--version'], { account });
  if (tried.ok) return original;
  if (!account) throw createMissingError(tried.output);

  const base = await createSystemFolder();
  if (base === undefined) {
    throw createMissingError(
      'a copy needs a folder in /var/lib or /var/tmp, and none could be created',
    );
  }
  const folder = await copyOnce(native, join(base, `postgres-${version}-${arch()}`));
  const copy = { folder, major };
  const copied = await runPostgresProgram(copy, 'postgres', ['--version'], { account });
  if (!copied.ok) throw createMissingError(copied.output);
  return copy;
}

async function readInstalled(): Promise<{ native: string; version: string }> {
  const name = `@embedded-postgres/${platform() === 'win32' ? 'windows' : platform()}-${arch()}`;
  try {
    const wrapper = createRequire(require.resolve('embedded-postgres'));
    const root = dirname(dirname(wrapper.resolve(name)));
    const manifest = await readFile(join(root, 'package.json'), 'utf8');
    const { version } = JSON.parse(manifest) as { version: string };
    return { native: join(root, 'native'), version };
  } catch (cause) {
    throw createMissingError(`${name} is not installed`, cause);
  }
}

/**
 * Copies a folder under another name, then renames it: concurrent copies never show a partial one.
 */
export async function copyOnce(from: string, to: string): Promise<string> {
  const existing = await readdir(dirname(to));
  if (existing.includes(basename(to))) return to;

  const unfinished = `${to}.new-${randomUUID()}`;
  await cp(from, unfinished, { recursive: true, verbatimSymlinks: true });
  await makeReadable(unfinished);
  await rename(unfinished, to).catch(() => rm(unfinished, { recursive: true, force: true }));
  return to;
}

async function makeReadable(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isSymbolicLink()) continue;
    const isExecutable = entry.isDirectory() || basename(entry.parentPath) === 'bin';
    await chmod(join(entry.parentPath, entry.name), isExecutable ? 0o755 : 0o644);
  }
}

function createMissingError(reason: string, cause?: unknown): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    'EMBEDDED_POSTGRES_BINARIES_MISSING',
    `The Postgres of this installation cannot run: ${reason}. ` +
      'Install again with optional dependencies and build scripts, ' +
      'or set RAPPORTEUR_DATABASE to a Postgres server.',
    { cause },
  );
}
