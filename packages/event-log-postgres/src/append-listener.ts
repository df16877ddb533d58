/**
 * Wakes readers after an append, by LISTEN and NOTIFY. Tests: faults.int.spec.ts, "A follower".
 * 1. A notification is only a hint. Readers also poll ("polls when no notification arrives").
 * 2. An append between a read and the following wait is not missed: the ticket is taken before the
 *    read ("is woken by each append").
 * 3. After a lost connection all readers read again, because a notification may be lost, too
 *    ("continues after its listening connection ended").
 */
import { ExponentialBackoff } from '@rapporteur/resilience';
import { Client, type ClientConfig } from 'pg';

const RECONNECT = { firstDelayMs: 50, delayMsMax: 5_000 } as const;

/** The number of appends to a partition that the listener knew before a read. */
export type AppendTicket = number;

/** The shared connection on which a log listens for all its readers. */
export class AppendListener {
  readonly #config: ClientConfig;
  readonly #channel: string;
  readonly #pollMs: number;
  readonly #appends = new Map<number, number>();
  readonly #checks = new Set<() => void>();
  readonly #backoff = new ExponentialBackoff(RECONNECT);
  #client: Client | undefined;
  #isClosed = false;

  constructor(config: ClientConfig, channel: string, pollMs: number) {
    this.#config = config;
    this.#channel = channel;
    this.#pollMs = pollMs;
  }

  /** Returns the ticket for a wait. Take it before reading. */
  takeTicket(partition: number): AppendTicket {
    if (!this.#client && !this.#isClosed) void this.#connect();
    const ticket = this.#appends.get(partition) ?? 0;
    // Registers the partition, so that a later connection wakes its readers.
    this.#appends.set(partition, ticket);
    return ticket;
  }

  /** Resolves after an append since the ticket, after the poll interval, or on abort. */
  waitForAppend(partition: number, ticket: AppendTicket, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const finish = (): void => {
        clearTimeout(timer);
        this.#checks.delete(check);
        signal.removeEventListener('abort', finish);
        resolve();
      };
      const check = (): void => {
        if ((this.#appends.get(partition) ?? 0) !== ticket) finish();
      };
      const timer = setTimeout(finish, this.#pollMs);

      this.#checks.add(check);
      signal.addEventListener('abort', finish, { once: true });
      if (signal.aborted || this.#isClosed) finish();
      check();
    });
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#client?.end().catch(() => undefined);
  }

  #wake(partitions: Iterable<number>): void {
    for (const partition of partitions) {
      this.#appends.set(partition, (this.#appends.get(partition) ?? 0) + 1);
    }
    for (const check of this.#checks) check();
  }

  async #connect(): Promise<void> {
    const client = new Client(this.#config);
    this.#client = client;
    let isLost = false;
    const reconnect = (): void => {
      if (isLost || this.#isClosed) return;
      isLost = true;
      void client.end().catch(() => undefined);
      setTimeout(() => void this.#connect(), this.#backoff.nextDelayMs()).unref();
    };

    client.on('error', reconnect).on('end', reconnect);
    client.on('notification', ({ payload }) => {
      this.#wake([Number(payload)]);
    });
    try {
      await client.connect();
      await client.query(`LISTEN "${this.#channel}"`);
      this.#backoff.reset();
      this.#wake(this.#appends.keys());
    } catch {
      reconnect();
    }
  }
}
