import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '@rapporteur/embedded-postgres';

/**
 * A Postgres that can be restarted. Its URL stays the same, although the server gets another port.
 */
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
    return new RestartablePostgres(folder, server, await TcpRelay.start(getPort(server)));
  }

  /** Stops the server, which breaks every connection, and starts it again with its data. */
  async restart(): Promise<void> {
    this.#relay.disconnectAll();
    await this.#server.stop();
    this.#server = await startEmbeddedPostgres({ dataFolder: this.#folder });
    this.#relay.targetPort = getPort(this.#server);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#relay.close();
    await this.#server.stop();
    await rm(this.#server.dataFolder, { recursive: true, force: true });
    await rm(this.#folder, { recursive: true, force: true });
  }
}

function getPort({ url }: EmbeddedPostgres): number {
  return Number(new URL(url).port);
}

/** Forwards connections to a local port that may change. */
class TcpRelay {
  targetPort: number;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();

  private constructor(targetPort: number) {
    this.targetPort = targetPort;
    this.#server = createServer((client) => this.#forward(client));
  }

  static async start(targetPort: number): Promise<TcpRelay> {
    const relay = new TcpRelay(targetPort);
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

  #forward(client: Socket): void {
    const server = connect({ host: '127.0.0.1', port: this.targetPort });
    this.#pipe(client, server);
    this.#pipe(server, client);
  }

  #pipe(from: Socket, to: Socket): void {
    this.#sockets.add(from);
    from.on('error', () => undefined);
    from.on('close', () => {
      this.#sockets.delete(from);
      to.destroy();
    });
    from.pipe(to);
  }
}
