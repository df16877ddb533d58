import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describeWhen, useKafka } from '@rapporteur/testing';
import { describe, expect, it } from 'vitest';
import { KafkaLog } from './kafka-log.ts';
import { createAdminClient, createTopics, EVENTS_TOPIC, TOPICS } from './topics.ts';

const kafka = await useKafka();

describe('The topics', () => {
  it('are the same in infra/kafka/topics.json, for other tools', () => {
    const file = new URL('../../../infra/kafka/topics.json', import.meta.url);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(TOPICS);
  });
});

describeWhen(kafka.isAvailable, kafka.reason)('Creating topics', () => {
  it('creates them once, even concurrently, and leaves existing ones unchanged', async () => {
    const plan = {
      name: `test-${randomUUID()}`,
      partitions: 5,
      replicas: 3,
      settings: EVENTS_TOPIC.settings,
    };
    const address = { brokers: kafka.brokers, topic: plan.name };
    const made = await Promise.all([createTopics(address, [plan]), createTopics(address, [plan])]);
    expect(made.flat(), 'by one of them').toEqual([plan.name]);
    expect(await createTopics(address, [{ ...plan, partitions: 7 }])).toEqual([]);
    const log = await KafkaLog.open({ url: `kafka://${kafka.brokers.join(',')}/${plan.name}` });
    expect(log.partitions).toBe(5);
    await log.close();
    const admin = createAdminClient(address).admin();
    await admin.deleteTopics({ topics: [plan.name] });
    await admin.disconnect();
  });
});
