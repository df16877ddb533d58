export { findFreePorts } from './free-ports.ts';
export { type KafkaNode } from './kafka-node.ts';
export { runKafkaTool } from './kafka-tool.ts';
export { LocalKafkaError, type LocalKafkaErrorCode } from './local-kafka-error.ts';
export { openKafka, type KafkaHandle, type OpenKafkaOptions } from './open-kafka.ts';
export { waitUntilReady } from './readiness.ts';
export { type LocalKafka, type LocalKafkaOptions, startLocalKafka } from './start-local-kafka.ts';
export { findLocalKafkaTools, type LocalKafkaTools } from './tools.ts';
