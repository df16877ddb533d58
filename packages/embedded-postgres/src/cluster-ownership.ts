/**
 * The process that owns a cluster is the one whose session holds an advisory lock in it. The
 * operating system closes the session with the process, so the lock never outlives its holder.
 */
import { Client } from 'pg';
import { isProcessAlive } from '@rapporteur/run-program';

/** The key of the advisory lock. */
const LOCK = '7809632219779543922';
const OWNER_NAME = /^rapporteur owner (\d+)$/;
const CONNECT_TIMEOUT_MS = 5_000;
/** The interval of attempts to renew a broken session. */
const RENEW_MS = 500;

/** The result of an attempt to own a cluster. */
export type ClaimResult =
  | { readonly kind: 'owned'; readonly ownership: ClusterOwnership }
  | { readonly kind: 'held'; readonly pid: number | undefined; readonly alive: boolean }
  | { readonly kind: 'unreachable'; readonly cause: unknown };

/** Tries once to own the cluster of the server at `url`. */
export async function claimCluster(url: string): Promise<ClaimResult> {
  const client = new Client({
    connectionString: url,
    application_name: `rapporteur owner ${process.pid}`,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    keepAlive: true,
  });
  // Without a listener, an idle connection that breaks would end the process.
  client.on('error', () => undefined);

  try {
    await client.connect();
    const { rows } = await client.query<{ locked: boolean }>(
      `SELECT pg_try_advisory_lock(${LOCK}) AS locked`,
    );
    if (rows[0]?.locked) return { kind: 'owned', ownership: new ClusterOwnership(url, client) };

    const pid = await findHolder(client);
    await client.end();
    return { kind: 'held', pid, alive: pid !== undefined && isProcessAlive(pid) };
  } catch (cause) {
    void client.end().catch(() => undefined);
    return { kind: 'unreachable', cause };
  }
}

async function findHolder(client: Client): Promise<number | undefined> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT a.application_name AS name FROM pg_locks l JOIN pg_stat_activity a USING (pid)
      WHERE l.locktype = 'advisory' AND l.granted
        AND (l.classid::bigint << 32) | l.objid::bigint = ${LOCK}`,
  );
  const pid = Number(OWNER_NAME.exec(rows[0]?.name ?? '')?.[1]);
  return pid > 0 ? pid : undefined;
}

/** The session that owns a cluster. A broken session is renewed until the ownership is released. */
export class ClusterOwnership {
  readonly #url: string;
  #client: Client | undefined;
  #isReleased = false;
  #revive: () => Promise<void> = () => Promise.resolve();

  constructor(url: string, client: Client) {
    this.#url = url;
    this.#watch(client);
  }

  /** Closes the session. Call it after the server has stopped, or just before. */
  async release(): Promise<void> {
    this.#isReleased = true;
    await this.#client?.end().catch(() => undefined);
  }

  /** Sets how to start the server if it ended. */
  reviveWith(revive: () => Promise<void>): void {
    this.#revive = revive;
  }

  /** Ends the renewal, but keeps the session: the server is about to stop. */
  stopRenewal(): void {
    this.#isReleased = true;
  }

  #watch(client: Client): void {
    this.#client = client;
    client.once('end', () => this.#scheduleRenewal());
  }

  #scheduleRenewal(): void {
    if (!this.#isReleased) setTimeout(() => void this.#renew(), RENEW_MS).unref();
  }

  async #renew(): Promise<void> {
    if (this.#isReleased) return;
    const claimed = await claimCluster(this.#url);
    if (claimed.kind === 'owned') {
      this.#adopt(claimed.ownership);
      return;
    }
    if (claimed.kind === 'unreachable') await this.#revive();
    this.#scheduleRenewal();
  }

  #adopt(other: ClusterOwnership): void {
    other.stopRenewal();
    if (other.#client) this.#watch(other.#client);
  }
}
