import { stat } from 'node:fs/promises';
import { runProgram, type SystemAccount } from '@rapporteur/run-program';
import { EmbeddedPostgresError } from './embedded-postgres-error.ts';

/** The account that operating system packages of Postgres create. */
const POSTGRES = 'postgres';

/**
 * Returns the account that runs Postgres; undefined for our own. Postgres refuses to run as root.
 * Root therefore uses the owner of the existing cluster, else `postgres`, created if necessary,
 * else `nobody`.
 */
export async function findAccount(cluster: string): Promise<SystemAccount | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const account =
    (await findOwner(cluster)) ??
    (await findByName(POSTGRES)) ??
    (await createAccount(POSTGRES)) ??
    (await findByName('nobody'));
  if (account !== undefined) return account;

  throw new EmbeddedPostgresError(
    'EMBEDDED_POSTGRES_ACCOUNT_MISSING',
    'Postgres refuses to run as root, and the accounts postgres and nobody do not exist. ' +
      'Run this as an ordinary user, or set RAPPORTEUR_DATABASE to a Postgres server.',
  );
}

async function findOwner(path: string): Promise<SystemAccount | undefined> {
  const owner = await stat(path).catch(() => undefined);
  return owner && owner.uid !== 0 ? { uid: owner.uid, gid: owner.gid } : undefined;
}

async function findByName(name: string): Promise<SystemAccount | undefined> {
  const uid = await runProgram('id', ['-u', name]);
  const gid = await runProgram('id', ['-g', name]);
  const account = { uid: Number(uid.output), gid: Number(gid.output) };
  return uid.ok && gid.ok && account.uid > 0 ? account : undefined;
}

async function createAccount(name: string): Promise<SystemAccount | undefined> {
  const flags = ['--system', '--user-group', '--no-create-home', '--shell', '/bin/false'];
  const created = await runProgram('useradd', [...flags, name]);
  return created.ok ? findByName(name) : undefined;
}
