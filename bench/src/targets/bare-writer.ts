import {
  createClusterClient,
  FencedProducer,
  type NewRecord,
  LeaderClient,
  parseKafkaAddress,
} from '@rapporteur/event-log-kafka/wire';
import type { BenchmarkTargetFactory } from '../target.ts';
import { createGroupCommit } from '../group-commit.ts';
import type { EventInput } from '../target-input.ts';

const RESPONSE_TIMEOUT_MS = 10_000;
const RESEND_FOR_MS = 30_000;
const KEY = Buffer.from('sco');
const CONTENT_TYPE = 'application/cloudevents+json';

/** The baseline of the log on Kafka: one fenced batch of prepared bytes in flight. */
export function createBareWriterTarget(log: string, input: EventInput): BenchmarkTargetFactory {
  return async () => {
    const brokers = createClusterClient(parseKafkaAddress(log));
    const identity = await brokers.initProducerId(`${brokers.topic}.bench`);
    const producer = new FencedProducer(
      new LeaderClient(brokers, 0, RESPONSE_TIMEOUT_MS),
      identity,
    );
    const append = createGroupCommit((batch: readonly (readonly NewRecord[])[]) =>
      producer.send(batch.flat(), Date.now() + RESEND_FOR_MS),
    );
    return {
      record: () =>
        append(
          input
            .takeTexts()
            .map((text) => ({ key: KEY, value: Buffer.from(text), contentType: CONTENT_TYPE })),
        ),
      close: () => Promise.resolve(brokers.close()),
    };
  };
}
