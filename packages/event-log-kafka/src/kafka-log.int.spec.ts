import { describeEventLog } from '@rapporteur/event-log/conformance';
import { describeWhen, useKafka } from '@rapporteur/testing';
import { KafkaLog } from './kafka-log.ts';
import { TestTopic } from './testing/test-topic.ts';

const kafka = await useKafka();

const pseqOf = (value: string): number =>
  value ? ((JSON.parse(value) as { pseq?: number }).pseq ?? -1) : -1;

describeWhen(kafka.isAvailable, kafka.reason)('On Kafka', () => {
  describeEventLog('on Kafka', async ({ partitions }) => {
    const topic = await TestTopic.create(kafka.brokers, { partitions });
    return {
      open: () => KafkaLog.open({ url: topic.url, lossConfirmationMs: 300 }),
      loseEvent: (partition, pseq) => topic.rewrite(partition, (value) => pseqOf(value) !== pseq),
      loseTail: (partition, pseq) => topic.rewrite(partition, (value) => pseqOf(value) < pseq),
      dispose: () => topic.remove(),
    };
  });
});
