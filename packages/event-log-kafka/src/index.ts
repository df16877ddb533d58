export { type KafkaAddress, readAddress } from './kafka-address.ts';
export { KafkaLog, type KafkaLogOptions } from './kafka-log.ts';
export { createTopics, EVENTS_TOPIC, type TopicPlan, TOPICS } from './topics.ts';
