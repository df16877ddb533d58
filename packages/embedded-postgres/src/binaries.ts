import { randomUUID } from 'node:crypto';
import { chmod, cp, readdir, readFile, rename, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { arch, platform } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { EmbeddedPostgresError } from './embedded-postgres-error.ts';
import { createSystemFolder } from './system-folder.ts';
import { type SystemAccount, runProgram } from './run-program.ts';

const require = createRequire(import.meta.url);

/** Where the programs of a Postgres server lie, and which release of it they are. */
export interface PostgresBinaries {
  readonly folder: string;
  /** The major version, as in a cluster's PG_VERSION. */
  readonly major: string;
}

/** The full path of one of Postgres' programs. */
export function binaryPath(
  binaries: PostgresBinaries,
  name: 'initdb' | 'pg_ctl' | 'postgres',
): string {
  return join(binaries.folder, 'bin', platform() === 'win32' ? `${name}.exe` : name);
}

/**
 * The programs that came with the install. Where the account that is to run them cannot reach them (an install under
 * a home that others cannot enter), a copy of them.
 */
export async function findBinaries(account: SystemAccount | undefined): Promise<PostgresBinaries> {
  const { native, version } = await installed();
  const major = version.split('.')[0] ?? '';
  const original = { folder: native, major };
  const tried = await runProgram(binaryPath(original, 'postgres'), ['--version'], { account });
  if (tried.ok) return original;
  if (!account) throw missing(tried.output);
  const base = await createSystemFolder();
  if (base === undefined)
    throw missing('no folder for a copy could be made under /var/lib or /var/tmp');
  const copy = {
    folder: await copyOnce(native, join(base, `postgres-${version}-${arch()}`)),
    major,
  };
  const copied = await runProgram(binaryPath(copy, 'postgres'), ['--version'], { account });
  if (!copied.ok) throw missing(copied.output);
  return copy;
}

async function installed(): Promise<{ native: string; version: string }> {
  const name = `@embedded-postgres/${platform() === 'win32' ? 'windows' : platform()}-${arch()}`;
  try {
    const wrapper = createRequire(require.resolve('embedded-postgres'));
    const root = dirname(dirname(wrapper.resolve(name)));
    const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as {
      version: string;
    };
    return { native: join(root, 'native'), version };
  } catch (cause) {
    throw missing(`${name} is not installed`, cause);
  }
}

/** Copies under another name and renames, so that two processes may copy at once and a copy is whole or not there. */
export async function copyOnce(from: string, to: string): Promise<string> {
  const present = await readdir(dirname(to));
  if (present.includes(basename(to))) return to;
  const unfinished = `${to}.new-${randomUUID()}`;
  await cp(from, unfinished, { recursive: true, verbatimSymlinks: true });
  await makeReadable(unfinished);
  await rename(unfinished, to).catch(() => rm(unfinished, { recursive: true, force: true }));
  return to;
}

async function makeReadable(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const executable = entry.isDirectory() || basename(entry.parentPath) === 'bin';
    if (!entry.isSymbolicLink())
      await chmod(join(entry.parentPath, entry.name), executable ? 0o755 : 0o644);
  }
}

function missing(why: string, cause?: unknown): EmbeddedPostgresError {
  const message =
    `The Postgres that comes with the install cannot be run: ${why}. ` +
    'Install again without leaving out optional dependencies or build scripts, or name a Postgres server in RAPPORTEUR_DATABASE.';
  return new EmbeddedPostgresError('EMBEDDED_POSTGRES_BINARIES_MISSING', message, { cause });
}
