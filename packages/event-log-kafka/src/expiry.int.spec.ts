/** The expiry of ids and epochs, on a broker with short limits. */
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

describeWhen(missing === '', missing)('Forgotten by brokers', () => {
  let kafka: LocalKafka;
  let fixtures: KafkaFixture[] = [];
  beforeAll(async () => {
    kafka = await startLocalKafka({ settings: SETTINGS });
  });
  afterEach(async () => {
    for (const fixture of fixtures) await fixture.close();
    fixtures = [];
  });
  afterAll(() => kafka.stop());

  async function createFixture(timestamps = 'LogAppendTime'): Promise<KafkaFixture> {
    const fixture = await KafkaFixture.create(kafka.brokers, {
      settings: { 'message.timestamp.type': timestamps },
    });
    fixtures.push(fixture);
    return fixture;
  }

  /**
   * Waits until all ids assigned before are forgotten, by the expiry of an id assigned after them.
   */
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
      (error: unknown) => isFencedError((error as SendError).cause),
    );

  it('a transactional id: the next producer id is new, and does not fence the old one', async () => {
    const fixture = await createFixture();
    const { cluster } = fixture.topic;
    const early = await cluster.initProducerId('one');
    const zombie = new FencedProducer(fixture.topic.leaderClient(), early);
    await zombie.send([RECORD]);
    await untilIdsExpire(fixture);
    const late = await cluster.initProducerId('one');
    expect(late.producerId).not.toBe(early.producerId);
    await new FencedProducer(fixture.topic.leaderClient(), late).send([RECORD]);
    expect(await refused(zombie)).toBe(false);
    // The highest epoch of the old id fences all its other users.
    const offset = await FencedProducer.withHighestEpoch(
      fixture.topic.leaderClient(),
      early.producerId,
    ).send([RECORD]);
    expect(await refused(zombie)).toBe(true);
    // A second fence is acknowledged, and not stored.
    expect(
      await FencedProducer.withHighestEpoch(fixture.topic.leaderClient(), early.producerId).send([
        RECORD,
      ]),
    ).toBe(offset);
  });

  it('a transactional id under a live writer: the next writer fences the old producer id first', async () => {
    const fixture = await createFixture();
    const early = await TestWriter.open(await fixture.openLog(), { owner: 'early' });
    await early.append(2);
    await untilIdsExpire(fixture);
    await early.append(1);
    const late = await TestWriter.open(await fixture.openLog(), {
      owner: 'late',
      head: early.head,
    });
    expect(await errorCode(early.append(2))).toBe('LOG_WRITER_FENCED');
    await late.append(1);
    expect(pseqs(await readEvents(await fixture.openLog()))).toEqual(range(0, 5));
    expect(await fixture.readIgnoredRecords()).toEqual([]);
    await untilIdsExpire(fixture);
    await TestWriter.open(await fixture.openLog(), { owner: 'later' });
    expect(await errorCode(late.append(1))).toBe('LOG_WRITER_FENCED');
  });

  it('an epoch: at once if the timestamps are the writer’s, not if they are the broker’s', async () => {
    const byWriter = await createFixture('CreateTime');
    const byBroker = await createFixture();
    const fenceAndZombie = async ({ topic }: KafkaFixture): Promise<() => Promise<boolean>> => {
      const zombie = new FencedProducer(
        topic.leaderClient(),
        await topic.cluster.initProducerId(topic.name),
      );
      const owner = await topic.cluster.initProducerId(topic.name);
      await topic.leaderClient().produce(encodeBatch([RECORD], { ...owner, sequence: 0 }, 0));
      return () => refused(zombie);
    };
    const forgets = await fenceAndZombie(byWriter);
    const remembers = await fenceAndZombie(byBroker);
    while (await forgets()) await sleep(20);
    expect(await remembers()).toBe(true);
  });

  it('too early: the preflight refuses it', async () => {
    const fixture = await createFixture();
    const findings = await (await fixture.openLog()).preflight();
    expect(findings.filter(({ level }) => level === 'refuse')).toMatchObject([
      { setting: 'transactional.id.expiration.ms of broker 1', value: '1000' },
    ]);
  });
});
