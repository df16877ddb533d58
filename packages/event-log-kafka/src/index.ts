export { type KafkaAddress, parseKafkaAddress } from './kafka-address.ts';
export { KafkaLog, type KafkaLogOptions } from './kafka-log.ts';
export { createTopics, EVENTS_TOPIC, type TopicDefinition, TOPICS } from './topics.ts';
