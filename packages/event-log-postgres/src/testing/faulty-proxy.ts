import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

/** A fault of the connections between client and server. */
export type ProxyFault = 'none' | 'lose requests' | 'lose responses' | 'refuse';

/** A TCP proxy in front of a Postgres server that injects faults. */
export class FaultyProxy {
  fault: ProxyFault = 'none';
  readonly url: string;
  readonly #server: Server;
  readonly #target: { readonly host: string; readonly port: number };
  readonly #clients = new Set<Socket>();
  readonly #upstreams = new Set<Socket>();
  #onFault: () => void = () => undefined;

  private constructor(server: Server, url: URL) {
    this.#server = server;
    this.#target = { host: url.hostname, port: Number(url.port || 5432) };
    const proxied = new URL(url);
    proxied.host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
    this.url = proxied.href;
    server.on('connection', (client: Socket) => {
      this.#connect(client);
    });
  }

  static async listen(url: string): Promise<FaultyProxy> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new FaultyProxy(server, new URL(url));
  }

  /** Resolves when the current fault has affected a connection. */
  waitForFault(): Promise<void> {
    return new Promise((resolve) => {
      this.#onFault = resolve;
    });
  }

  /** Closes the client side of all connections; the server continues with its statements. */
  disconnectClients(): void {
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
    this.#forward(client, upstream, client, 'lose requests');
    this.#forward(upstream, client, client, 'lose responses');
    for (const socket of [client, upstream]) socket.on('error', () => undefined);
    upstream.on('close', () => client.destroy());
  }

  /** Forwards data; under the fault `loss` it disconnects the client instead. */
  #forward(from: Socket, to: Socket, client: Socket, loss: ProxyFault): void {
    from.on('data', (chunk) => {
      if (this.fault !== loss) {
        to.write(chunk);
        return;
      }
      client.destroy();
      this.#onFault();
    });
  }
}
