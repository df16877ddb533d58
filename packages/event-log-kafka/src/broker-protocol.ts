/**
 * Produce (version 7) and Fetch (version 11) of Kafka's protocol, for one partition, without
 * decoding records.
 */
import { KAFKA_ERROR } from './kafka-error.ts';
import { internals, type KafkajsEncoder, type KafkajsRequest } from './kafkajs-internals.ts';

/** One partition of a topic. */
export interface TopicPartition {
  readonly topic: string;
  readonly partition: number;
}

/** The range of a fetch, and its time limits. */
export interface FetchRequest {
  readonly offset: number;
  readonly maxBytes: number;
  /** How long the broker may wait for new records. */
  readonly maxWaitMs: number;
  readonly requestTimeoutMs: number;
}

/** The records fetched from one partition. */
export interface FetchResponse {
  readonly error: number;
  /** The offset after the last record that every in-sync replica has. */
  readonly highWatermark: number;
  /** Record batches; the last one may be truncated. */
  readonly records: Buffer;
  readonly clientSideThrottleTime: number;
}

/** The result of a produce request. */
export interface ProduceResponse {
  readonly error: number;
  readonly baseOffset: number;
  /** The first offset of the partition: above 0, the records before it were deleted. */
  readonly startOffset: number;
  readonly clientSideThrottleTime: number;
}

export const PRODUCE_VERSION = 7;
export const FETCH_VERSION = 11;
/** Open transactions of foreign producers must not delay readers. */
export const READ_UNCOMMITTED = 0;

const ACKS_ALL = -1;
const PRODUCE_OVERHEAD_BYTES = 300;
const ABORTED_TRANSACTION_BYTES = 16;

export function encodeProduce(
  { topic, partition }: TopicPartition,
  batch: Buffer,
  brokerTimeoutMs: number,
): KafkajsEncoder {
  return new internals.Encoder(batch.length + PRODUCE_OVERHEAD_BYTES)
    .writeString(null)
    .writeInt16(ACKS_ALL)
    .writeInt32(brokerTimeoutMs)
    .writeInt32(1)
    .writeString(topic)
    .writeInt32(1)
    .writeInt32(partition)
    .writeBytes(batch);
}

export function createFetchRequest(
  { topic, partition }: TopicPartition,
  { offset, maxBytes, maxWaitMs }: FetchRequest,
): KafkajsRequest {
  const parameters = {
    isolationLevel: READ_UNCOMMITTED,
    maxWaitTime: maxWaitMs,
    minBytes: 1,
    maxBytes,
    topics: [{ topic, partitions: [{ partition, fetchOffset: offset, maxBytes }] }],
  };
  return internals.requests.Fetch.protocol({ version: FETCH_VERSION })(parameters).request;
}

export function decodeProduceResponse(bytes: Buffer): ProduceResponse {
  const decoder = new internals.Decoder(bytes);
  // The number of topics, the topic, the number of partitions, the partition.
  decoder.readInt32();
  decoder.readString();
  decoder.readInt32();
  decoder.readInt32();

  const error = decoder.readInt16();
  const baseOffset = Number(decoder.readInt64().toString());
  // The append time.
  decoder.forward(8);
  const startOffset = Number(decoder.readInt64().toString());
  return { error, baseOffset, startOffset, clientSideThrottleTime: decoder.readInt32() };
}

export function decodeFetchResponse(bytes: Buffer): FetchResponse {
  const decoder = new internals.Decoder(bytes);
  const clientSideThrottleTime = decoder.readInt32();
  const sessionError = decoder.readInt16();
  // The session id.
  decoder.readInt32();
  const topics = sessionError === KAFKA_ERROR.NONE ? decoder.readInt32() : 0;
  if (topics === 0)
    return {
      error: sessionError,
      highWatermark: -1,
      records: Buffer.alloc(0),
      clientSideThrottleTime,
    };

  // The topic, the number of partitions, the partition.
  decoder.readString();
  decoder.readInt32();
  decoder.readInt32();
  const error = decoder.readInt16();
  const highWatermark = Number(decoder.readInt64().toString());
  // The last stable offset and the first offset of the log.
  decoder.forward(16);
  decoder.forward(Math.max(decoder.readInt32(), 0) * ABORTED_TRANSACTION_BYTES);
  // The preferred read replica.
  decoder.readInt32();
  const records = decoder.readBytes() ?? Buffer.alloc(0);
  return { error, highWatermark, records, clientSideThrottleTime };
}
