/** What brokers forget, and when: on a broker that forgets soon. */
import { setTimeout as sleep } from 'node:timers/promises';
import { errorCode, TestWriter, pseqs, range, readEvents } from '@rapporteur/event-log/conformance';
import { findLocalKafkaTools, type LocalKafka, startLocalKafka } from '@rapporteur/local-kafka';
import { describeWhen } from '@rapporteur/testing';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { FencedProducer, type SendError } from './fenced-producer.ts';
import { isFencedError } from './kafka-error.ts';
import { encodeBatch, type NewRecord } from './record-batch.ts';
import { KafkaFixture } from './testing/kafka-fixture.ts';

const tools = await findLocalKafkaTools();
const missing = typeof tools === 'string' ? tools : '';

const EXPIRY_MS = 1_000;
const SETTINGS = {
  'transactional.id.expiration.ms': EXPIRY_MS,
  'transaction.remove.expired.transaction.cleanup.interval.ms': 100,
  'producer.id.expiration.check.interval.ms': 50,
};
const RECORD: NewRecord = {
  key: Buffer.from('x'),
  value: Buffer.from('y'),
  contentType: 'text/plain',
};

describeWhen(missing === '', missing)('What brokers forget', () => {
  let kafka: LocalKafka;
  let stages: KafkaFixture[] = [];
  beforeAll(async () => {
    kafka = await startLocalKafka({ settings: SETTINGS });
  });
  afterEach(async () => {
    for (const stage of stages) await stage.close();
    stages = [];
  });
  afterAll(() => kafka.stop());

  async function stageWith(timestamps = 'LogAppendTime'): Promise<KafkaFixture> {
    const stage = await KafkaFixture.create(kafka.brokers, {
      settings: { 'message.timestamp.type': timestamps },
    });
    stages.push(stage);
    return stage;
  }

  /** Waits until every id that was given out before is forgotten: by another, given out after them. */
  async function untilIdsExpire({ topic }: KafkaFixture): Promise<void> {
    const probe = (): ReturnType<typeof topic.cluster.initProducerId> =>
      topic.cluster.initProducerId('probe');
    for (const { producerId } = await probe(); ;) {
      await sleep(1.5 * EXPIRY_MS);
      if ((await probe()).producerId !== producerId) return;
    }
  }

  const refused = async (producer: FencedProducer): Promise<boolean> =>
    producer.send([RECORD]).then(
      () => false,
      (fault: unknown) => isFencedError((fault as SendError).cause),
    );

  it('a transactional id: the next producer id is a new one, and does not fence the old', async () => {
    const stage = await stageWith();
    const { cluster } = stage.topic;
    const early = await cluster.initProducerId('one');
    const zombie = new FencedProducer(stage.topic.leaderClient(), early);
    await zombie.send([RECORD]);
    await untilIdsExpire(stage);
    const late = await cluster.initProducerId('one');
    expect(late.producerId).not.toBe(early.producerId);
    await new FencedProducer(stage.topic.leaderClient(), late).send([RECORD]);
    expect(await refused(zombie)).toBe(false);
    // Under the highest epoch of the old id, whoever still has it is fenced.
    const offset = await FencedProducer.withHighestEpoch(
      stage.topic.leaderClient(),
      early.producerId,
    ).send([RECORD]);
    expect(await refused(zombie)).toBe(true);
    // Once more is harmless: it is acknowledged, and not stored.
    expect(
      await FencedProducer.withHighestEpoch(stage.topic.leaderClient(), early.producerId).send([
        RECORD,
      ]),
    ).toBe(offset);
  });

  it('a transactional id under a live writer: the next writer fences the old producer id first', async () => {
    const stage = await stageWith();
    const early = await TestWriter.open(await stage.openLog(), 0, 'early');
    await early.append(2);
    await untilIdsExpire(stage);
    await early.append(1);
    const late = await TestWriter.open(await stage.openLog(), 0, 'late', early.head);
    expect(await errorCode(early.append(2))).toBe('LOG_WRITER_FENCED');
    await late.append(1);
    expect(pseqs(await readEvents(await stage.openLog()))).toEqual(range(0, 5));
    expect(await stage.readIgnoredRecords()).toEqual([]);
    await untilIdsExpire(stage);
    await TestWriter.open(await stage.openLog(), 0, 'later');
    expect(await errorCode(late.append(1))).toBe('LOG_WRITER_FENCED');
  });

  it('an epoch, by the timestamps of its records: at once where these are the writer’s, not where they are the broker’s', async () => {
    const [byWriter, byBroker] = [await stageWith('CreateTime'), await stageWith()];
    const fenceAndZombie = async ({ topic }: KafkaFixture): Promise<() => Promise<boolean>> => {
      const zombie = new FencedProducer(
        topic.leaderClient(),
        await topic.cluster.initProducerId(topic.name),
      );
      const owner = await topic.cluster.initProducerId(topic.name);
      await topic.leaderClient().produce(encodeBatch([RECORD], { ...owner, sequence: 0 }, 0));
      return () => refused(zombie);
    };
    const [forgets, remembers] = [await fenceAndZombie(byWriter), await fenceAndZombie(byBroker)];
    while (await forgets()) await sleep(20);
    expect(await remembers()).toBe(true);
  });

  it('is refused by the preflight where it is too soon', async () => {
    const stage = await stageWith();
    const findings = await (await stage.openLog()).preflight();
    expect(findings.filter(({ level }) => level === 'refuse')).toMatchObject([
      { setting: 'transactional.id.expiration.ms of broker 1', value: '1000' },
    ]);
  });
});
