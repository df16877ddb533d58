/**
 * A way to Kafka brokers that can be told to fail. It knows what each request is, and puts itself in the place of the
 * brokers wherever they tell their addresses, so that nobody goes past it.
 */
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

/** The requests that tests tell apart, by Kafka's number of them. */
export const KAFKA_API = {
  Produce: 0,
  Fetch: 1,
  Metadata: 3,
  FindCoordinator: 10,
  InitProducerId: 22,
} as const;

/** A request or its answer, on its way. */
export interface ProxiedFrame {
  /** Kafka's number of the request. */
  readonly api: number;
  /** The broker that it goes to or comes from. */
  readonly broker: string;
  /** The whole frame; it may be changed. */
  readonly frame: Buffer;
}

/** What becomes of it: it is passed on, it never arrives, or the client's connection is cut instead. */
export type FrameAction = 'pass' | 'lose' | 'cut';

/** Decides on each; what is not decided yet is held back, and so is what comes behind it. */
export type FrameHandler = (passing: ProxiedFrame) => FrameAction | Promise<FrameAction>;

const SIZE_BYTES = 4;
const passAll: FrameHandler = () => 'pass';

/** Stands before the brokers of a cluster. */
export class KafkaProxy {
  onRequest: FrameHandler = passAll;
  onResponse: FrameHandler = passAll;
  readonly #servers = new Map<string, Promise<{ server: Server; address: string }>>();
  readonly #sockets = new Set<Socket>();

  private constructor() {}

  /** The addresses to be given to clients are in `brokers`. */
  static async start(
    brokers: readonly string[],
  ): Promise<{ proxy: KafkaProxy; brokers: string[] }> {
    const proxy = new KafkaProxy();
    return {
      proxy,
      brokers: await Promise.all(brokers.map((broker) => proxy.#standInFor(broker))),
    };
  }

  /** Cuts every connection; what brokers were sent stays sent. */
  disconnectAll(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  async close(): Promise<void> {
    for (const { server } of await Promise.all(this.#servers.values())) server.close();
    this.disconnectAll();
  }

  async #standInFor(broker: string): Promise<string> {
    const standing = this.#servers.get(broker) ?? this.#listen(broker);
    this.#servers.set(broker, standing);
    return (await standing).address;
  }

  async #listen(broker: string): Promise<{ server: Server; address: string }> {
    const host = broker.slice(0, broker.lastIndexOf(':'));
    const server = createServer((client) => void this.#serve(client, broker));
    server.listen(0, host);
    await once(server, 'listening');
    return { server, address: `${host}:${(server.address() as AddressInfo).port}` };
  }

  async #serve(client: Socket, broker: string): Promise<void> {
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
    const requests = pump(client, upstream, client, (frame) => {
      const api = frame.readInt16BE(SIZE_BYTES);
      apis.set(frame.readInt32BE(SIZE_BYTES + 4), api);
      return this.onRequest({ api, broker, frame });
    });
    const answers = pump(upstream, client, client, async (frame) => {
      const api = apis.get(frame.readInt32BE(SIZE_BYTES)) ?? -1;
      await this.#replaceAddresses(api, frame);
      return this.onResponse({ api, broker, frame });
    });
    // What was held back still reaches the broker, though its sender is gone.
    await requests;
    upstream.end();
    await answers;
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

  // The host stays: the proxy listens on the same one.
  async #replaceAddress(reader: FrameReader): Promise<void> {
    const host = reader.string();
    const address = await this.#standInFor(`${host}:${reader.peekInt32()}`);
    reader.replaceInt32(Number(address.slice(address.lastIndexOf(':') + 1)));
  }
}

/** Reads a frame behind its size and number. */
class FrameReader {
  readonly #frame: Buffer;
  #at = 2 * SIZE_BYTES;

  constructor(frame: Buffer) {
    this.#frame = frame;
  }

  skip(bytes: number): void {
    this.#at += bytes;
  }

  int16(): number {
    return this.#frame.readInt16BE((this.#at += 2) - 2);
  }

  int32(): number {
    return this.#frame.readInt32BE((this.#at += 4) - 4);
  }

  peekInt32(): number {
    return this.#frame.readInt32BE(this.#at);
  }

  replaceInt32(value: number): void {
    this.#at = this.#frame.writeInt32BE(value, this.#at);
  }

  string(): string {
    const length = Math.max(this.int16(), 0);
    return this.#frame.toString('utf8', this.#at, (this.#at += length));
  }
}

async function pump(
  from: Socket,
  to: Socket,
  client: Socket,
  judge: (frame: Buffer) => FrameAction | Promise<FrameAction>,
): Promise<void> {
  try {
    for await (const frame of framesOf(from)) {
      const ruling = await judge(frame);
      if (ruling === 'cut') client.destroy();
      if (ruling === 'pass' && to.writable) to.write(frame);
    }
  } catch {
    // A connection that broke: the other side is ended by whoever serves it.
  }
}

async function* framesOf(socket: Socket): AsyncGenerator<Buffer> {
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
