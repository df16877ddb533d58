/**
 * Wakes readers when something was appended, by LISTEN and NOTIFY.
 * 1. A notification is a hint: readers look for themselves, and look every while without one.
 * 2. What happens between a look and the wait for the next is not missed: a look takes its ticket before.
 * 3. A connection that is lost is made anew, and then everybody looks, since a notification may have been lost with it.
 */
import { Client, type ClientConfig } from 'pg';

const RECONNECT_FIRST_MS = 50;
const RECONNECT_MS_MAX = 5_000;

/** What a reader saw of the appends to a partition before it looked. */
export type AppendTicket = number;

/** The connection on which one log listens for all its readers. */
export class AppendListener {
  readonly #config: ClientConfig;
  readonly #channel: string;
  readonly #pollMs: number;
  readonly #heard = new Map<number, number>();
  readonly #waiting = new Set<() => void>();
  #client: Client | undefined;
  #pause = RECONNECT_FIRST_MS;
  #closed = false;

  constructor(config: ClientConfig, channel: string, pollMs: number) {
    this.#config = config;
    this.#channel = channel;
    this.#pollMs = pollMs;
  }

  /** To be taken before looking. */
  takeTicket(partition: number): AppendTicket {
    if (!this.#client && !this.#closed) void this.#connect();
    const ticket = this.#heard.get(partition) ?? 0;
    // Known from now on, so that a connection made later wakes whoever waits for it.
    this.#heard.set(partition, ticket);
    return ticket;
  }

  /** Resolves when more may have come since the ticket was taken, or the signal aborts. */
  waitForAppend(partition: number, ticket: AppendTicket, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        this.#waiting.delete(look);
        signal.removeEventListener('abort', done);
        resolve();
      };
      const look = (): void => {
        if ((this.#heard.get(partition) ?? 0) !== ticket) done();
      };
      const timer = setTimeout(done, this.#pollMs);
      this.#waiting.add(look);
      signal.addEventListener('abort', done, { once: true });
      if (signal.aborted || this.#closed) done();
      look();
    });
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#client?.end().catch(() => undefined);
  }

  #wake(partitions: Iterable<number>): void {
    for (const partition of partitions)
      this.#heard.set(partition, (this.#heard.get(partition) ?? 0) + 1);
    for (const look of this.#waiting) look();
  }

  async #connect(): Promise<void> {
    const client = new Client(this.#config);
    this.#client = client;
    let lost = false;
    const reconnect = (): void => {
      if (lost || this.#closed) return;
      lost = true;
      void client.end().catch(() => undefined);
      setTimeout(() => void this.#connect(), this.#pause).unref();
      this.#pause = Math.min(this.#pause * 2, RECONNECT_MS_MAX);
    };
    client.on('error', reconnect).on('end', reconnect);
    client.on('notification', ({ payload }) => {
      this.#wake([Number(payload)]);
    });
    try {
      await client.connect();
      await client.query(`LISTEN "${this.#channel}"`);
      this.#pause = RECONNECT_FIRST_MS;
      this.#wake(this.#heard.keys());
    } catch {
      reconnect();
    }
  }
}
