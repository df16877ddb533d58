/** How far readers have come, as Kafka's own tools see it. */
import { errorCode, TestWriter, readBatches } from '@rapporteur/event-log/conformance';
import { describeWhen, KAFKA_API, useKafka } from '@rapporteur/testing';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { EMPTY_HEAD, type Head } from '@rapporteur/event-log';
import { KAFKA_ERROR } from './kafka-error.ts';
import { KafkaFixture } from './testing/kafka-fixture.ts';

const kafka = await useKafka();
let stage: KafkaFixture;

async function headOf(pseq?: number): Promise<Head> {
  const batches = await readBatches(await stage.openLog());
  return (
    batches.map(({ head }) => head).findLast((head) => pseq === undefined || head.pseq === pseq) ??
    EMPTY_HEAD
  );
}

describeWhen(kafka.isAvailable, kafka.reason)('Progress noted in Kafka', () => {
  beforeEach(async () => {
    stage = await KafkaFixture.create(kafka.brokers);
  });
  afterEach(() => stage.close());

  it('is the offset of a group without members, from which Kafka tells the lag: none at the end', async () => {
    const desk = await TestWriter.open(await stage.openLog());
    await desk.append(5);
    const behind = await headOf();
    const log = await stage.openLog();
    await log.reportProgress('projector-sample', 0, behind);
    expect(await stage.topic.lag('rapporteur.projector-sample')).toBe(0);
    await desk.append(3);
    expect(await stage.topic.lag('rapporteur.projector-sample')).toBe(3);
    await log.reportProgress('projector-sample', 0, await headOf());
    expect(await stage.topic.lag('rapporteur.projector-sample')).toBe(0);
  });

  it('is left out where nobody knows the offset, and says where it cannot be noted', async () => {
    const log = await stage.openLog();
    await log.reportProgress('projector-sample', 0, EMPTY_HEAD);
    expect(await stage.topic.lag('rapporteur.projector-sample')).toBeUndefined();
    await TestWriter.open(await stage.openLog());
    const head = await headOf();
    const { proxy, log: cut } = await stage.openProxiedLog();
    proxy.onRequest = ({ api }) => (api === KAFKA_API.FindCoordinator ? 'cut' : 'pass');
    expect(await errorCode(cut.reportProgress('projector-sample', 0, head))).toBe(
      'LOG_UNREACHABLE',
    );
  });

  it('is noted once the coordinator of the group is there', async () => {
    await TestWriter.open(await stage.openLog());
    const head = await headOf();
    const { proxy, log } = await stage.openProxiedLog();
    let refused = 2;
    proxy.onResponse = ({ api, frame }) => {
      if (api === KAFKA_API.FindCoordinator && refused-- > 0)
        frame.writeInt16BE(KAFKA_ERROR.COORDINATOR_NOT_AVAILABLE, 12);
      return 'pass';
    };
    await log.reportProgress('projector-sample', 0, head);
    expect(refused).toBeLessThanOrEqual(0);
    expect(await stage.topic.lag('rapporteur.projector-sample')).toBe(0);
  });
});
