export { describeWhen } from './describe-when.ts';
export {
  type FrameAction,
  type FrameHandler,
  KAFKA_API,
  KafkaProxy,
  type ProxiedFrame,
} from './kafka-proxy.ts';
export { ResponseChecker } from './response-checker.ts';
export { type TestKafka, useKafka } from './use-kafka.ts';
export { type TestPostgres, usePostgres } from './use-postgres.ts';
export {
  sampleEnvelope,
  sampleEvent,
  type SampleEventFields,
  sampleEvents,
} from '@rapporteur/event-log/sample-events';
export { type WaitOptions, waitUntil } from './wait-until.ts';
