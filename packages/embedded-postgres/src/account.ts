import { stat } from 'node:fs/promises';
import { EmbeddedPostgresError } from './embedded-postgres-error.ts';
import { type SystemAccount, runProgram } from './run-program.ts';

/** The account that packages of Postgres make; ours too where there is none. */
const POSTGRES = 'postgres';

/**
 * The account to run Postgres as: none (our own) for a plain user; for root, whom Postgres refuses, the owner of the
 * cluster that exists, else `postgres`, made if need be, else `nobody`.
 */
export async function findAccount(cluster: string): Promise<SystemAccount | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  return (
    (await ownerOf(cluster)) ??
    (await lookUp(POSTGRES)) ??
    (await create(POSTGRES)) ??
    (await lookUp('nobody')) ??
    missing()
  );
}

async function ownerOf(path: string): Promise<SystemAccount | undefined> {
  const owner = await stat(path).catch(() => undefined);
  return owner && owner.uid !== 0 ? { uid: owner.uid, gid: owner.gid } : undefined;
}

async function lookUp(name: string): Promise<SystemAccount | undefined> {
  const [uid, gid] = await Promise.all([
    runProgram('id', ['-u', name]),
    runProgram('id', ['-g', name]),
  ]);
  const account = { uid: Number(uid.output), gid: Number(gid.output) };
  return uid.ok && gid.ok && account.uid > 0 ? account : undefined;
}

async function create(name: string): Promise<SystemAccount | undefined> {
  const made = await runProgram('useradd', [
    '--system',
    '--user-group',
    '--no-create-home',
    '--shell',
    '/bin/false',
    name,
  ]);
  return made.ok ? lookUp(name) : undefined;
}

function missing(): never {
  throw new EmbeddedPostgresError(
    'EMBEDDED_POSTGRES_ACCOUNT_MISSING',
    'Postgres refuses to run as root, and no account named postgres or nobody was found or could be made. ' +
      'Run this as an ordinary user, or name a Postgres server in RAPPORTEUR_DATABASE.',
  );
}
