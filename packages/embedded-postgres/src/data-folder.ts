import { createHash } from 'node:crypto';
import { access, chmod, readdir, realpath, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findAccount } from './account.ts';
import { EmbeddedPostgresError } from './embedded-postgres-error.ts';
import {
  ENTERABLE_MODE,
  createEnterableFolder,
  createSystemFolder,
  listSystemFolders,
} from './system-folder.ts';
import { type SystemAccount, runProgram } from './run-program.ts';

/** Where the data lie, and the account that owns them (none: our own). */
export interface DataFolder {
  readonly folder: string;
  readonly account: SystemAccount | undefined;
}

/** The folder of the cluster within the folder of the data. */
export const CLUSTER_FOLDER = 'cluster';

/**
 * The folder that was asked for, or, where the account of Postgres cannot enter it, one of our own, named after it so
 * that a restart finds it again. Data once begun stay where they are.
 */
export async function findDataFolder(asked: string): Promise<DataFolder> {
  const folder = await realpath(await createEnterableFolder(asked));
  const account = await findAccount(join(folder, CLUSTER_FOLDER));
  if (!account) return { folder, account };
  if (await exists(join(folder, CLUSTER_FOLDER))) {
    if (await canEnter(folder, account)) return { folder, account };
    throw unreachable(folder);
  }
  const begun = await begunElsewhere(folder);
  if (begun !== undefined)
    return { folder: begun, account: await findAccount(join(begun, CLUSTER_FOLDER)) };
  if ((await readdir(folder)).length === 0) await chmod(folder, ENTERABLE_MODE);
  if (await canEnter(folder, account)) return { folder, account };
  return { folder: await moveElsewhere(folder, account), account };
}

/** The name of the folder of our own that stands in for one that cannot be entered. */
function nameFor(folder: string): string {
  return `data-${createHash('sha256').update(folder).digest('hex').slice(0, 16)}`;
}

async function begunElsewhere(folder: string): Promise<string | undefined> {
  for (const base of await listSystemFolders()) {
    const candidate = join(base, nameFor(folder));
    if (await exists(join(candidate, CLUSTER_FOLDER))) return candidate;
  }
  return undefined;
}

async function moveElsewhere(folder: string, account: SystemAccount): Promise<string> {
  const base = await createSystemFolder();
  if (base === undefined) throw unreachable(folder);
  const elsewhere = await createEnterableFolder(join(base, nameFor(folder)));
  if (!(await canEnter(elsewhere, account))) throw unreachable(elsewhere);
  await leaveNote(folder, elsewhere);
  return elsewhere;
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

async function leaveNote(asked: string, folder: string): Promise<void> {
  const note =
    `The database of this folder lies in ${folder}:\n` +
    'Postgres does not run as root, and the account it runs as cannot enter this folder.\n' +
    'If you move this folder, the database does not move with it.\n';
  await writeFile(join(asked, 'WHERE-THE-DATABASE-IS.txt'), note);
}

function unreachable(folder: string): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    'EMBEDDED_POSTGRES_FOLDER_UNREACHABLE',
    `The account that Postgres runs as cannot enter ${folder}. Make it, and every folder above it, enterable for that ` +
      'account, choose another folder with RAPPORTEUR_DATA, or run as an ordinary user.',
  );
}
