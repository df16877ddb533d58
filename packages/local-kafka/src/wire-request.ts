/**
 * The few requests of Kafka's protocol that check whether a cluster is ready, without a client
 * library.
 */
import { connect } from 'node:net';

const REQUEST_TIMEOUT_MS = 5_000;
const CLIENT = 'local-kafka';
const METADATA = 3;
const FIND_COORDINATOR = 10;
const INIT_PRODUCER_ID = 22;
const TRANSACTION = 1;
const TRANSACTION_TIMEOUT_MS = 10_000;

/** A node of a cluster's metadata. */
interface ClusterNode {
  readonly id: number;
  readonly address: string;
}

/** Returns the nodes that a node knows. */
export async function fetchClusterNodes(address: string): Promise<ClusterNode[]> {
  // Version 1, with an empty list of topics.
  const response = await send(address, METADATA, 1, int32(0));
  return response.array(() => {
    const node = { id: response.int32(), address: `${response.string()}:${response.int32()}` };
    response.string();
    return node;
  });
}

/**
 * Requests a producer id, like the first writer of a log.
 * @throws Error if the cluster assigns none
 */
export async function initProducerId(address: string, transactionalId: string): Promise<void> {
  const found = await send(
    address,
    FIND_COORDINATOR,
    1,
    Buffer.concat([string(transactionalId), int8(TRANSACTION)]),
  );
  found.int32();
  found.expectNoError('FindCoordinator');
  found.string();
  found.int32();
  const coordinator = `${found.string()}:${found.int32()}`;
  const body = Buffer.concat([string(transactionalId), int32(TRANSACTION_TIMEOUT_MS)]);
  const assigned = await send(coordinator, INIT_PRODUCER_ID, 1, body);
  assigned.int32();
  assigned.expectNoError('InitProducerId');
}

class WireResponse {
  readonly #bytes: Buffer;
  #offset = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  int16(): number {
    return this.#bytes.readInt16BE((this.#offset += 2) - 2);
  }

  int32(): number {
    return this.#bytes.readInt32BE((this.#offset += 4) - 4);
  }

  string(): string {
    const length = Math.max(this.int16(), 0);
    return this.#bytes.toString('utf8', this.#offset, (this.#offset += length));
  }

  array<T>(read: () => T): T[] {
    return Array.from({ length: this.int32() }, read);
  }

  expectNoError(request: string): void {
    const code = this.int16();
    if (code !== 0) throw new Error(`${request} failed with error ${code}`);
  }
}

/** Sends one request on a new connection and returns the response. */
function send(address: string, api: number, version: number, body: Buffer): Promise<WireResponse> {
  const [host = '', port] = address.split(':');
  const request = Buffer.concat([int16(api), int16(version), int32(0), string(CLIENT), body]);
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port: Number(port) });
    let received = Buffer.alloc(0);
    const fail = (error: Error): void => {
      socket.destroy();
      reject(error);
    };
    socket.setTimeout(REQUEST_TIMEOUT_MS, () => fail(new Error(`${address} did not respond`)));
    socket.on('error', fail).on('close', () => fail(new Error(`${address} closed the connection`)));
    socket.on('data', (chunk: Buffer) => {
      received = Buffer.concat([received, chunk]);
      if (received.length < 4 || received.length < 4 + received.readInt32BE(0)) return;
      // Skips the length and the correlation id.
      resolve(new WireResponse(received.subarray(8)));
      socket.destroy();
    });
    socket.write(Buffer.concat([int32(request.length), request]));
  });
}

function int8(value: number): Buffer {
  return Buffer.of(value);
}

function int16(value: number): Buffer {
  const buffer = Buffer.alloc(2);
  buffer.writeInt16BE(value);
  return buffer;
}

function int32(value: number): Buffer {
  const buffer = Buffer.alloc(4);
  buffer.writeInt32BE(value);
  return buffer;
}

function string(value: string): Buffer {
  const bytes = Buffer.from(value, 'utf8');
  return Buffer.concat([int16(bytes.length), bytes]);
}
