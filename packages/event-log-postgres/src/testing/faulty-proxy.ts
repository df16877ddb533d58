import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

/** What goes wrong between a client and the server, from when it is set. */
export type ProxyFault = 'none' | 'lose requests' | 'lose answers' | 'refuse';

/** A way to a Postgres server that can be told to fail. For tests. */
export class FaultyProxy {
  fault: ProxyFault = 'none';
  readonly url: string;
  readonly #server: Server;
  readonly #target: { readonly host: string; readonly port: number };
  readonly #clients = new Set<Socket>();
  readonly #upstreams = new Set<Socket>();
  #strike: () => void = () => undefined;

  private constructor(server: Server, url: URL) {
    this.#server = server;
    this.#target = { host: url.hostname, port: Number(url.port || 5432) };
    const through = new URL(url);
    through.host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
    this.url = through.href;
    server.on('connection', (client: Socket) => {
      this.#connect(client);
    });
  }

  static async listen(url: string): Promise<FaultyProxy> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new FaultyProxy(server, new URL(url));
  }

  /** Resolves when the fault that is set has struck. */
  waitForFault(): Promise<void> {
    return new Promise((resolve) => {
      this.#strike = resolve;
    });
  }

  /** Cuts the client's side of every connection; the server goes on with what it is at. */
  cut(): void {
    for (const client of this.#clients) client.destroy();
  }

  close(): void {
    this.#server.close();
    for (const socket of [...this.#clients, ...this.#upstreams]) socket.destroy();
  }

  #connect(client: Socket): void {
    if (this.fault === 'refuse') {
      client.destroy();
      return;
    }
    const upstream = connect(this.#target);
    this.#clients.add(client);
    this.#upstreams.add(upstream);
    this.#pass(client, upstream, client, 'lose requests');
    this.#pass(upstream, client, client, 'lose answers');
    for (const socket of [client, upstream]) socket.on('error', () => undefined);
    upstream.on('close', () => client.destroy());
  }

  /** Passes on what comes, or, where it is to be lost, cuts the client off instead. */
  #pass(from: Socket, to: Socket, client: Socket, loss: ProxyFault): void {
    from.on('data', (chunk) => {
      if (this.fault !== loss) {
        to.write(chunk);
        return;
      }
      client.destroy();
      this.#strike();
    });
  }
}
