import { errorCode, TestWriter } from '@rapporteur/event-log/conformance';
import { sampleEvent, describeWhen, useKafka } from '@rapporteur/testing';
import { afterEach, expect, it } from 'vitest';
import { KafkaLog } from './kafka-log.ts';
import { TestTopic } from './testing/test-topic.ts';
import type { TopicDefinition } from './topics.ts';

const kafka = await useKafka();

describeWhen(kafka.isAvailable, kafka.reason)('The preflight of a log on Kafka', () => {
  let closing: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const close of closing.toReversed()) await close();
    closing = [];
  });

  async function make(
    given: Partial<TopicDefinition> = {},
  ): Promise<{ topic: TestTopic; log: KafkaLog }> {
    const topic = await TestTopic.create(kafka.brokers, given);
    const log = await KafkaLog.open({ url: topic.url });
    closing.push(
      () => topic.remove(),
      () => log.close(),
    );
    return { topic, log };
  }

  const refusals = async (log: KafkaLog): Promise<string[]> =>
    (await log.preflight()).filter(({ level }) => level === 'refuse').map(({ setting }) => setting);

  it('refuses nothing of a log as created, and lists every check', async () => {
    const { log } = await make({ partitions: 3 });
    await TestWriter.open(log, { partition: 1 });
    const findings = await log.preflight();
    expect(findings.filter(({ level }) => level === 'refuse')).toEqual([]);
    const settings = findings.map(({ setting }) => setting);
    expect(settings).toEqual(
      expect.arrayContaining(['cluster', 'retention.ms', 'partition 2', 'partitions']),
    );
    expect(settings).toContainEqual(
      expect.stringMatching(/^transactional\.id\.expiration\.ms of broker/),
    );
    expect(findings.find(({ setting }) => setting === 'partitions')?.value).toBe('3, recorded: 3');
    expect(
      findings.filter(({ setting }) => setting.startsWith('clock')).map(({ level }) => level),
    ).toEqual(['ok', 'ok']);
  });

  it.each([
    ['cleanup.policy', 'compact'],
    ['retention.ms', '604800000'],
    ['retention.bytes', '1000000'],
    ['unclean.leader.election.enable', 'true'],
    ['message.timestamp.type', 'CreateTime'],
    ['max.message.bytes', '100000'],
    ['compression.type', 'gzip'],
  ])('refuses %s = %s, and names the fix', async (setting, value) => {
    const { log } = await make({ settings: { [setting]: value } });
    const refused = (await log.preflight()).filter(({ level }) => level === 'refuse');
    expect(refused).toEqual([
      { level: 'refuse', setting, value, remedy: expect.stringMatching(/^Set it to/) },
    ]);
  });

  it('refuses a partition whose history was deleted', async () => {
    const { topic, log } = await make();
    await (await TestWriter.open(log)).append(3);
    await topic.deleteBefore(2);
    expect(await refusals(log)).toEqual(['partition 0']);
    expect(
      await errorCode(
        TestWriter.open(await KafkaLog.open({ url: topic.url, lossConfirmationMs: 100 })),
      ),
    ).toBe('LOG_GAP_FOUND');
  });

  it('stops a running writer whose history was deleted, and each later one', async () => {
    const { topic, log } = await make();
    const writer = await TestWriter.open(log);
    await writer.append(3);
    await topic.deleteBefore(2);
    const stopped = await writer.append(1).catch((error: unknown) => error);
    expect(stopped).toMatchObject({
      code: 'LOG_GAP_FOUND',
      message: expect.stringContaining('its history was deleted. Restore the log'),
    });
    expect(
      await errorCode(log.openWriter(0, { instance: 'next' }, writer.head, () => undefined)),
    ).toBe('LOG_GAP_FOUND');
  });

  it('warns of a recorder whose clock is ahead of the brokers', async () => {
    const { log } = await make();
    const writer = await TestWriter.open(log);
    const time = new Date(Date.now() + 3_600_000).toISOString();
    await writer.appendBytes([sampleEvent({ after: writer.head, time })]);
    const warnings = (await log.preflight()).filter(({ level }) => level === 'warning');
    expect(warnings).toContainEqual(
      expect.objectContaining({ setting: 'clock of the last recorder' }),
    );
  });

  it('refuses a number of partitions other than the recorded one, as does opening', async () => {
    const { topic, log } = await make();
    await (await TestWriter.open(log)).append(1);
    await topic.addPartition();
    const grown = await KafkaLog.open({ url: topic.url });
    closing.push(() => grown.close());
    expect(grown.partitions).toBe(2);
    expect(await refusals(grown)).toEqual(['partitions']);
    expect(await errorCode(TestWriter.open(grown))).toBe('LOG_PREFLIGHT_REFUSED');
    expect(await errorCode(KafkaLog.open({ url: topic.url, partitions: 1 }))).toBe(
      'LOG_PREFLIGHT_REFUSED',
    );
  });

  it('reports a missing topic and unreachable brokers', async () => {
    expect(
      await errorCode(KafkaLog.open({ url: `kafka://${kafka.brokers.join(',')}/no-such-topic` })),
    ).toBe('LOG_PREFLIGHT_REFUSED');
    expect(await errorCode(KafkaLog.open({ url: 'kafka://127.0.0.1:1' }))).toBe('LOG_UNREACHABLE');
  });
});
