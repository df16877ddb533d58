/**
 * A proxy for Kafka brokers that injects faults into the connections. It parses the kind of each
 * request. In metadata responses it replaces the broker addresses with its own, so that no client
 * bypasses it.
 */
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

/** The API keys of the requests that tests distinguish. */
export const KAFKA_API = {
  Produce: 0,
  Fetch: 1,
  Metadata: 3,
  FindCoordinator: 10,
  InitProducerId: 22,
} as const;

/** A request or a response in transit. */
export interface ProxiedFrame {
  /** The API key of the request. */
  readonly api: number;
  /** The address of the broker. */
  readonly broker: string;
  /** The whole frame. Handlers may change it. */
  readonly frame: Buffer;
}

/** The action for a frame: forward it, drop it, or close the client's connection instead. */
export type FrameAction = 'pass' | 'lose' | 'cut';

/**
 * Chooses the action for a frame. Until it resolves, this and all later frames of the connection
 * wait.
 */
export type FrameHandler = (passing: ProxiedFrame) => FrameAction | Promise<FrameAction>;

const SIZE_BYTES = 4;
const passAll: FrameHandler = () => 'pass';

/** A proxy for all brokers of a cluster. */
export class KafkaProxy {
  onRequest: FrameHandler = passAll;
  onResponse: FrameHandler = passAll;
  readonly #servers = new Map<string, Promise<{ server: Server; address: string }>>();
  readonly #sockets = new Set<Socket>();

  private constructor() {}

  /** Starts a proxy. The returned `brokers` are the addresses for clients. */
  static async start(
    brokers: readonly string[],
  ): Promise<{ proxy: KafkaProxy; brokers: string[] }> {
    const proxy = new KafkaProxy();
    return {
      proxy,
      brokers: await Promise.all(brokers.map((broker) => proxy.#findProxyAddress(broker))),
    };
  }

  /** Closes every connection. Requests that were already forwarded stay forwarded. */
  disconnectAll(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  async close(): Promise<void> {
    for (const { server } of await Promise.all(this.#servers.values())) server.close();
    this.disconnectAll();
  }

  async #findProxyAddress(broker: string): Promise<string> {
    const listener = this.#servers.get(broker) ?? this.#listen(broker);
    this.#servers.set(broker, listener);
    return (await listener).address;
  }

  async #listen(broker: string): Promise<{ server: Server; address: string }> {
    const host = broker.slice(0, broker.lastIndexOf(':'));
    const server = createServer((client) => void this.#connect(client, broker));
    server.listen(0, host);
    await once(server, 'listening');
    return { server, address: `${host}:${(server.address() as AddressInfo).port}` };
  }

  async #connect(client: Socket, broker: string): Promise<void> {
    const colon = broker.lastIndexOf(':');
    const upstream = connect({
      host: broker.slice(0, colon),
      port: Number(broker.slice(colon + 1)),
    });
    for (const socket of [client, upstream]) {
      this.#sockets.add(socket);
      socket.setNoDelay(true).on('error', () => undefined);
      socket.on('close', () => this.#sockets.delete(socket));
    }
    upstream.on('close', () => client.destroy());
    const apis = new Map<number, number>();
    const requests = pump({ from: client, to: upstream, client }, (frame) => {
      const api = frame.readInt16BE(SIZE_BYTES);
      apis.set(frame.readInt32BE(SIZE_BYTES + 4), api);
      return this.onRequest({ api, broker, frame });
    });
    const responses = pump({ from: upstream, to: client, client }, async (frame) => {
      const api = apis.get(frame.readInt32BE(SIZE_BYTES)) ?? -1;
      await this.#replaceAddresses(api, frame);
      return this.onResponse({ api, broker, frame });
    });
    // Delayed requests still reach the broker after their client has disconnected.
    await requests;
    upstream.end();
    await responses;
  }

  async #replaceAddresses(api: number, frame: Buffer): Promise<void> {
    const reader = new FrameReader(frame);
    if (api === KAFKA_API.Metadata) {
      reader.skip(4);
      for (let brokers = reader.int32(); brokers > 0; brokers -= 1) {
        reader.skip(4);
        await this.#replaceAddress(reader);
        reader.string();
      }
    }
    if (api === KAFKA_API.FindCoordinator) {
      reader.skip(4);
      if (reader.int16() !== 0) return;
      reader.string();
      reader.skip(4);
      await this.#replaceAddress(reader);
    }
  }

  // The proxy listens on the same host, so only the port changes.
  async #replaceAddress(reader: FrameReader): Promise<void> {
    const host = reader.string();
    const address = await this.#findProxyAddress(`${host}:${reader.peekInt32()}`);
    reader.replaceInt32(Number(address.slice(address.lastIndexOf(':') + 1)));
  }
}

/** Reads the fields of a frame after its size and correlation id. */
class FrameReader {
  readonly #frame: Buffer;
  #offset = 2 * SIZE_BYTES;

  constructor(frame: Buffer) {
    this.#frame = frame;
  }

  skip(bytes: number): void {
    this.#offset += bytes;
  }

  int16(): number {
    return this.#frame.readInt16BE((this.#offset += 2) - 2);
  }

  int32(): number {
    return this.#frame.readInt32BE((this.#offset += 4) - 4);
  }

  peekInt32(): number {
    return this.#frame.readInt32BE(this.#offset);
  }

  replaceInt32(value: number): void {
    this.#offset = this.#frame.writeInt32BE(value, this.#offset);
  }

  string(): string {
    const length = Math.max(this.int16(), 0);
    return this.#frame.toString('utf8', this.#offset, (this.#offset += length));
  }
}

/** Forwards the frames of one direction of a connection. */
async function pump(
  { from, to, client }: { readonly from: Socket; readonly to: Socket; readonly client: Socket },
  handler: (frame: Buffer) => FrameAction | Promise<FrameAction>,
): Promise<void> {
  try {
    for await (const frame of readFrames(from)) {
      const action = await handler(frame);
      if (action === 'cut') client.destroy();
      if (action === 'pass' && to.writable) to.write(frame);
    }
  } catch {
    // The connection broke. The caller ends the other side.
  }
}

async function* readFrames(socket: Socket): AsyncGenerator<Buffer> {
  let rest = Buffer.alloc(0);
  for await (const chunk of socket) {
    rest = Buffer.concat([rest, chunk as Buffer]);
    while (rest.length >= SIZE_BYTES && rest.length >= SIZE_BYTES + rest.readInt32BE(0)) {
      const end = SIZE_BYTES + rest.readInt32BE(0);
      yield Buffer.from(rest.subarray(0, end));
      rest = rest.subarray(end);
    }
  }
}
