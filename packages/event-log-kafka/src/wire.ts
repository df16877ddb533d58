/** The log's own wire, bare: what a benchmark holds the log against. */
export { brokersAt } from './brokers.ts';
export { FencedProducer } from './fenced-producer.ts';
export { readAddress } from './kafka-address.ts';
export { PartitionLink } from './partition-link.ts';
export { decodeBatches, type NewRecord } from './record-batch.ts';
