import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { inject } from 'vitest';
import type { KafkaResult } from './global-setup.ts';

/** The Kafka of this run. All suites share it, and each creates its own topics. */
export interface TestKafka {
  readonly isAvailable: boolean;
  /** Why Kafka is not available. */
  readonly reason: string;
  readonly brokers: readonly string[];
}

/**
 * Returns the Kafka of this run, if it is available. Await it at the top of a spec file.
 * `const kafka = await useKafka(); describeWhen(kafka.isAvailable, kafka.reason)('A log on Kafka',
 * () => …)`
 */
export async function useKafka(): Promise<TestKafka> {
  const port = inject('kafkaPort');
  const result = JSON.parse(await text(connect({ port, host: '127.0.0.1' }))) as KafkaResult;
  if ('error' in result) return { isAvailable: false, reason: result.error, brokers: [] };
  return { isAvailable: true, reason: '', brokers: result.brokers };
}
