/**
 * Which process a cluster belongs to: the one whose session holds an advisory lock in it.
 * The operating system ends the session with the process, so no lock outlives its holder.
 */
import { Client } from 'pg';
import { isProcessAlive } from './process-alive.ts';

/** The advisory lock's key: "rapporteur" as nobody else would number it. */
const LOCK = '7809632219779543922';
const NAME = /^rapporteur owner (\d+)$/;
const CONNECT_TIMEOUT_MS = 5_000;
/** How often a session that broke is tried again. */
const RETRY_MS = 500;

/** What became of an attempt to own a cluster. */
export type ClaimResult =
  | { readonly kind: 'owned'; readonly ownership: ClusterOwnership }
  | { readonly kind: 'held'; readonly pid: number | undefined; readonly alive: boolean }
  | { readonly kind: 'unreachable'; readonly cause: unknown };

/** Tries once to own the cluster that answers at `url`. */
export async function claimCluster(url: string): Promise<ClaimResult> {
  const client = new Client({
    connectionString: url,
    application_name: `rapporteur owner ${process.pid}`,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    keepAlive: true,
  });
  // A connection that breaks while nobody waits for it would otherwise end the process.
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ taken: boolean }>(
      `SELECT pg_try_advisory_lock(${LOCK}) AS taken`,
    );
    if (rows[0]?.taken) return { kind: 'owned', ownership: new ClusterOwnership(url, client) };
    const pid = await holder(client);
    await client.end();
    return { kind: 'held', pid, alive: pid !== undefined && isProcessAlive(pid) };
  } catch (cause) {
    void client.end().catch(() => undefined);
    return { kind: 'unreachable', cause };
  }
}

async function holder(client: Client): Promise<number | undefined> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT a.application_name AS name FROM pg_locks l JOIN pg_stat_activity a USING (pid)
     WHERE l.locktype = 'advisory' AND l.granted AND (l.classid::bigint << 32) | l.objid::bigint = ${LOCK}`,
  );
  const pid = Number(NAME.exec(rows[0]?.name ?? '')?.[1]);
  return pid > 0 ? pid : undefined;
}

/** The session that says whose cluster it is. It is renewed if the server drops it, until it is released. */
export class ClusterOwnership {
  readonly #url: string;
  #client: Client | undefined;
  #released = false;

  constructor(url: string, client: Client) {
    this.#url = url;
    this.#hold(client);
  }

  /** To be called once the server is stopped, or as it is about to be. */
  async release(): Promise<void> {
    this.#released = true;
    await this.#client?.end().catch(() => undefined);
  }

  /** From now on a broken session is not renewed, but the present one stays: the server is about to stop. */
  expectEnd(): void {
    this.#released = true;
  }

  #hold(client: Client): void {
    this.#client = client;
    client.once('end', () => {
      if (!this.#released) setTimeout(() => void this.#renew(), RETRY_MS).unref();
    });
  }

  async #renew(): Promise<void> {
    if (this.#released) return;
    const claimed = await claimCluster(this.#url);
    if (claimed.kind === 'owned') this.#adopt(claimed.ownership);
    else if (!this.#released) setTimeout(() => void this.#renew(), RETRY_MS).unref();
  }

  #adopt(other: ClusterOwnership): void {
    other.expectEnd();
    if (other.#client) this.#hold(other.#client);
  }
}
