import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '@rapporteur/embedded-postgres';

/** A Postgres of the suite's own, which can be restarted: its address stays, whatever port the server gets. */
export class RestartablePostgres implements AsyncDisposable {
  readonly url: string;
  readonly #folder: string;
  readonly #relay: TcpRelay;
  #server: EmbeddedPostgres;

  private constructor(folder: string, server: EmbeddedPostgres, relay: TcpRelay) {
    this.#folder = folder;
    this.#server = server;
    this.#relay = relay;
    const url = new URL(server.url);
    url.port = String(relay.port);
    this.url = url.href;
  }

  static async start(): Promise<RestartablePostgres> {
    const folder = await mkdtemp(join(tmpdir(), 'rapporteur-faults-postgres-'));
    const server = await startEmbeddedPostgres({ dataFolder: folder });
    return new RestartablePostgres(folder, server, await TcpRelay.start(portOf(server)));
  }

  /** Stops it, which breaks every connection, and starts it again on its data. */
  async restart(): Promise<void> {
    this.#relay.disconnectAll();
    await this.#server.stop();
    this.#server = await startEmbeddedPostgres({ dataFolder: this.#folder });
    this.#relay.target = portOf(this.#server);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#relay.close();
    await this.#server.stop();
    await rm(this.#server.dataFolder, { recursive: true, force: true });
    await rm(this.#folder, { recursive: true, force: true });
  }
}

function portOf({ url }: EmbeddedPostgres): number {
  return Number(new URL(url).port);
}

/** Passes connections on to a port that may change. */
class TcpRelay {
  target: number;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();

  private constructor(target: number) {
    this.target = target;
    this.#server = createServer((client) => this.#serve(client));
  }

  static async start(target: number): Promise<TcpRelay> {
    const relay = new TcpRelay(target);
    relay.#server.listen(0, '127.0.0.1');
    await once(relay.#server, 'listening');
    return relay;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  disconnectAll(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  close(): void {
    this.#server.close();
    this.disconnectAll();
  }

  #serve(client: Socket): void {
    const server = connect({ host: '127.0.0.1', port: this.target });
    for (const [socket, other] of [
      [client, server],
      [server, client],
    ] as const) {
      this.#sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        this.#sockets.delete(socket);
        other.destroy();
      });
      socket.pipe(other);
    }
  }
}
