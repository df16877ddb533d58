import { createHash } from 'node:crypto';
import { access, chmod, readdir, realpath, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runProgram, type SystemAccount } from '@rapporteur/run-program';
import { createFolder } from '@rapporteur/resilience';
import { findAccount } from './account.ts';
import { EmbeddedPostgresError } from './embedded-postgres-error.ts';
import {
  createEnterableFolder,
  createSystemFolder,
  ENTERABLE_MODE,
  listSystemFolders,
} from './system-folder.ts';

/** The folder of the data, and the account that owns them (undefined: our own). */
export interface DataFolder {
  readonly folder: string;
  readonly account: SystemAccount | undefined;
}

/** The name of the cluster folder within the data folder. */
export const CLUSTER_FOLDER = 'cluster';

/**
 * Returns the requested folder. If the account of Postgres cannot enter it, returns a replacement
 * whose name depends on the requested folder, so that a restart finds it. Existing data are never
 * moved.
 */
export async function findDataFolder(requested: string): Promise<DataFolder> {
  const folder = await realpath(await createDataFolder(requested));
  const account = await findAccount(join(folder, CLUSTER_FOLDER));
  if (!account) return { folder, account };

  if (await exists(join(folder, CLUSTER_FOLDER))) {
    if (await canEnter(folder, account)) return { folder, account };
    throw createUnreachableError(folder);
  }

  const replacement = await findReplacement(folder);
  if (replacement !== undefined) {
    return {
      folder: replacement,
      account: await findAccount(join(replacement, CLUSTER_FOLDER)),
    };
  }

  if ((await readdir(folder)).length === 0) await chmod(folder, ENTERABLE_MODE);
  if (await canEnter(folder, account)) return { folder, account };
  return { folder: await createReplacement(folder, account), account };
}

// Only as root another account needs to enter it.
async function createDataFolder(folder: string): Promise<string> {
  if (process.getuid?.() === 0) return createEnterableFolder(folder);
  await createFolder(folder);
  return folder;
}

/** Returns whether a folder, or its replacement, has a cluster. Creates nothing. */
export async function hasCluster(requested: string): Promise<boolean> {
  const folder = await realpath(requested).catch(() => undefined);
  if (folder === undefined) return false;
  if (await exists(join(folder, CLUSTER_FOLDER))) return true;
  return (await findReplacement(folder)) !== undefined;
}

/** Returns the name of the replacement of a folder. */
function formatReplacementName(folder: string): string {
  return `data-${createHash('sha256').update(folder).digest('hex').slice(0, 16)}`;
}

async function findReplacement(folder: string): Promise<string | undefined> {
  for (const base of await listSystemFolders()) {
    const candidate = join(base, formatReplacementName(folder));
    if (await exists(join(candidate, CLUSTER_FOLDER))) return candidate;
  }
  return undefined;
}

async function createReplacement(folder: string, account: SystemAccount): Promise<string> {
  const base = await createSystemFolder();
  if (base === undefined) throw createUnreachableError(folder);
  const replacement = await createEnterableFolder(join(base, formatReplacementName(folder)));
  if (!(await canEnter(replacement, account))) throw createUnreachableError(replacement);

  await writeNote(folder, replacement);
  return replacement;
}

async function canEnter(folder: string, account: SystemAccount): Promise<boolean> {
  return (await runProgram('/bin/sh', ['-c', 'test -x "$0"', folder], { account })).ok;
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

async function writeNote(requested: string, replacement: string): Promise<void> {
  const note =
    `The database of this folder is in ${replacement}:\n` +
    'Postgres does not run as root, and its account cannot enter this folder.\n' +
    'If you move this folder, the database does not move with it.\n';
  await writeFile(join(requested, 'WHERE-THE-DATABASE-IS.txt'), note);
}

function createUnreachableError(folder: string): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    'EMBEDDED_POSTGRES_FOLDER_UNREACHABLE',
    `The account of Postgres cannot enter ${folder}. ` +
      'Let it enter this folder and all folders above, ' +
      'choose another folder with RAPPORTEUR_DATA, or run as an ordinary user.',
  );
}
