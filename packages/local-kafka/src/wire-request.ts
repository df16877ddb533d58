/** The few requests of Kafka's protocol that tell whether a cluster is ready: a client library is not needed for that. */
import { connect } from 'node:net';

const CONNECT_AND_ANSWER_MS = 5_000;
const CLIENT = 'local-kafka';
const METADATA = 3;
const FIND_COORDINATOR = 10;
const INIT_PRODUCER_ID = 22;
const TRANSACTION = 1;
const TRANSACTION_TIMEOUT_MS = 10_000;

/** A node as others know it. */
interface ClusterNode {
  readonly id: number;
  readonly address: string;
}

/** The nodes that a node knows. */
export async function fetchClusterNodes(address: string): Promise<ClusterNode[]> {
  // Version 1, with an empty list of topics.
  const answer = await ask(address, METADATA, 1, int32(0));
  return answer.array(() => {
    const node = { id: answer.int32(), address: `${answer.string()}:${answer.int32()}` };
    answer.string();
    return node;
  });
}

/** Asks the cluster for a producer id, as the first writer of a log does. @throws Error unless it gives one. */
export async function initProducerId(address: string, transactionalId: string): Promise<void> {
  const found = await ask(
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
  const given = await ask(coordinator, INIT_PRODUCER_ID, 1, body);
  given.int32();
  given.expectNoError('InitProducerId');
}

class WireResponse {
  readonly #bytes: Buffer;
  #at = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  int16(): number {
    return this.#bytes.readInt16BE((this.#at += 2) - 2);
  }

  int32(): number {
    return this.#bytes.readInt32BE((this.#at += 4) - 4);
  }

  string(): string {
    const length = Math.max(this.int16(), 0);
    return this.#bytes.toString('utf8', this.#at, (this.#at += length));
  }

  array<T>(read: () => T): T[] {
    return Array.from({ length: this.int32() }, read);
  }

  expectNoError(request: string): void {
    const code = this.int16();
    if (code !== 0) throw new Error(`${request} was answered with error ${code}`);
  }
}

/** Sends one request on a connection of its own. */
function ask(address: string, api: number, version: number, body: Buffer): Promise<WireResponse> {
  const [host = '', port] = address.split(':');
  const request = Buffer.concat([int16(api), int16(version), int32(0), string(CLIENT), body]);
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port: Number(port) });
    let received = Buffer.alloc(0);
    const fail = (error: Error): void => {
      socket.destroy();
      reject(error);
    };
    socket.setTimeout(CONNECT_AND_ANSWER_MS, () => fail(new Error(`${address} does not answer`)));
    socket.on('error', fail).on('close', () => fail(new Error(`${address} ended the connection`)));
    socket.on('data', (chunk: Buffer) => {
      received = Buffer.concat([received, chunk]);
      if (received.length < 4 || received.length < 4 + received.readInt32BE(0)) return;
      // Behind its length and the number of the request.
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
