/**
 * Everything that this package uses inside kafkajs 2.2.4. The version is pinned, and
 * kafkajs-internals.spec.ts checks the shape. Used: the connection to one broker (framing, TLS,
 * SASL, version negotiation) and the encoders of small requests. Not used: its producer, consumer,
 * cluster, retries and record decoder.
 */
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

export interface KafkajsEncoder {
  readonly buffer: Buffer;
  writeInt16(value: number): KafkajsEncoder;
  writeInt32(value: number): KafkajsEncoder;
  writeString(value: string | null): KafkajsEncoder;
  writeBytes(value: Buffer): KafkajsEncoder;
}

interface KafkajsDecoder {
  readInt16(): number;
  readInt32(): number;
  readInt64(): { toString(): string };
  readString(): string;
  readBytes(): Buffer | null;
  forward(bytes: number): void;
}

export interface KafkajsRequest {
  readonly apiKey: number;
  readonly apiVersion: number;
  readonly apiName: string;
  encode(): Promise<KafkajsEncoder>;
}

interface KafkajsResponse {
  decode(bytes: Buffer): Promise<unknown>;
  parse(decoded: unknown): Promise<unknown>;
}

interface KafkajsExchange {
  readonly request: KafkajsRequest;
  readonly response: KafkajsResponse;
}

interface KafkajsRequestDefinition {
  readonly versions: readonly string[];
  protocol(options: { version: number }): (parameters: object) => KafkajsExchange;
}

export interface KafkajsConnection {
  socket?: { destroy(): void };
  isConnected(): boolean;
  rejectRequests(error: Error): void;
  disconnect(): Promise<boolean>;
}

export interface KafkajsConnectionPool {
  readonly pool: readonly KafkajsConnection[];
  send(exchange: KafkajsExchange & { requestTimeout?: number }): Promise<unknown>;
  getConnection(index: number): Promise<KafkajsConnection>;
}

export interface KafkajsBroker {
  readonly versions: Readonly<
    Record<number, { readonly minVersion: number; readonly maxVersion: number }>
  >;
  connect(): Promise<void>;
  lookupRequest(
    apiKey: number,
    definition: KafkajsRequestDefinition,
  ): (parameters: object) => KafkajsExchange;
}

interface KafkajsRequestQueue {
  readonly pending: readonly unknown[];
  readonly throttledUntil: number;
}

export interface KafkajsSocket {
  setNoDelay(isEnabled: boolean): void;
}

/** The requests that kafkajs encodes for this package. */
export type KafkaApiName =
  | 'Produce'
  | 'Fetch'
  | 'ListOffsets'
  | 'Metadata'
  | 'GroupCoordinator'
  | 'InitProducerId'
  | 'OffsetCommit';

export const internals = {
  Broker: require('kafkajs/src/broker') as new (options: object) => KafkajsBroker,
  ConnectionPool: require('kafkajs/src/network/connectionPool') as new (
    options: object,
  ) => KafkajsConnectionPool,
  RequestQueue: require('kafkajs/src/network/requestQueue') as { prototype: object },
  socketFactory: require('kafkajs/src/network/socketFactory') as () => (
    options: object,
  ) => KafkajsSocket,
  Encoder: require('kafkajs/src/protocol/encoder') as new (size?: number) => KafkajsEncoder,
  Decoder: require('kafkajs/src/protocol/decoder') as new (bytes: Buffer) => KafkajsDecoder,
  requests: (
    require('kafkajs/src/protocol/requests') as {
      requests: Record<KafkaApiName, KafkajsRequestDefinition>;
    }
  ).requests,
  apiKeys: require('kafkajs/src/protocol/requests/apiKeys') as Record<KafkaApiName, number>,
};

const { Kafka, logLevel, ConfigResourceTypes, CompressionTypes } =
  require('kafkajs') as typeof import('kafkajs');
// Not with `import`: Node finds only some of the named exports.
export { CompressionTypes, ConfigResourceTypes, Kafka, logLevel };

/** CRC-32C, the checksum of record batches. */
export const crc32c = require('kafkajs/src/protocol/recordBatch/crc32C') as (
  bytes: Buffer,
) => number;

/** The method that the patch below replaces. */
export const CHECK_PENDING = 'scheduleCheckPendingRequests';

const ORIGINAL = Symbol.for('rapporteur.kafkajs.original');
const queue = internals.RequestQueue.prototype as Record<string | symbol, unknown>;

/**
 * The original method, for the test that pins it. The symbol keeps it known if this file is loaded
 * twice.
 */
export const originalCheckPending = (queue[ORIGINAL] ?? queue[CHECK_PENDING]) as (
  this: KafkajsRequestQueue,
) => void;
queue[ORIGINAL] = originalCheckPending;

// B5: kafkajs arms a timer of one millisecond again and again on every connection, even if nothing
// is pending.
queue[CHECK_PENDING] = function checkPending(this: KafkajsRequestQueue): void {
  if (this.pending.length === 0 && this.throttledUntil <= Date.now()) return;
  originalCheckPending.call(this);
};
