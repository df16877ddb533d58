import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { inject } from 'vitest';
import type { KafkaResult } from './global-setup.ts';

/** The Kafka of this run, which all suites share: each makes topics of its own. */
export interface TestKafka {
  readonly isAvailable: boolean;
  /** Why there is none. */
  readonly reason: string;
  readonly brokers: readonly string[];
}

/**
 * A real Kafka, if one can be had: to be awaited at the top of a spec file.
 * `const kafka = await useKafka(); describeWhen(kafka.present, kafka.reason)('A log on Kafka', () => …)`
 */
export async function useKafka(): Promise<TestKafka> {
  const port = inject('kafkaPort');
  const answer = JSON.parse(await text(connect({ port, host: '127.0.0.1' }))) as KafkaResult;
  if ('error' in answer) return { isAvailable: false, reason: answer.error, brokers: [] };
  return { isAvailable: true, reason: '', brokers: answer.brokers };
}
