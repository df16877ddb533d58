/** The log's wire protocol without the log: the baseline of a benchmark. */
export { createClusterClient } from './cluster-client.ts';
export { FencedProducer } from './fenced-producer.ts';
export { parseKafkaAddress } from './kafka-address.ts';
export { LeaderClient } from './leader-client.ts';
export { decodeBatches, type NewRecord } from './record-batch.ts';
