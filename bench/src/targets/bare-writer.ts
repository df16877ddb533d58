import {
  createClusterClient,
  FencedProducer,
  type NewRecord,
  LeaderClient,
  parseKafkaAddress,
} from '@rapporteur/event-log-kafka/wire';
import type { BenchmarkTargetFactory } from '../target.ts';
import { createGroupCommit } from '../group-commit.ts';
import { createSampleBytes } from '../sample.ts';

const RESPONSE_TIMEOUT_MS = 10_000;
const RESEND_FOR_MS = 30_000;
const KEY = Buffer.from('sco');
const CONTENT_TYPE = 'application/cloudevents+json';

/** The baseline of the log on Kafka: one fenced batch of prepared bytes in flight. */
export function createBareWriterTarget(log: string): BenchmarkTargetFactory {
  return async () => {
    const brokers = createClusterClient(parseKafkaAddress(log));
    const identity = await brokers.initProducerId(`${brokers.topic}.bench`);
    const producer = new FencedProducer(
      new LeaderClient(brokers, 0, RESPONSE_TIMEOUT_MS),
      identity,
    );
    const append = createGroupCommit((batch: readonly NewRecord[]) =>
      producer.send(batch, Date.now() + RESEND_FOR_MS),
    );
    let count = 0;
    return {
      record: () =>
        append({
          key: KEY,
          value: Buffer.from(createSampleBytes(count++)),
          contentType: CONTENT_TYPE,
        }),
      close: () => Promise.resolve(brokers.close()),
    };
  };
}
