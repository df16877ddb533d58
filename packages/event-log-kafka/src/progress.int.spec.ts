/** The progress of readers in Kafka's own tools. */
import { errorCode, TestWriter, readBatches } from '@rapporteur/event-log/conformance';
import { describeWhen, KAFKA_API, useKafka } from '@rapporteur/testing';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { EMPTY_HEAD, type Head } from '@rapporteur/event-log';
import { KAFKA_ERROR } from './kafka-error.ts';
import { KafkaFixture } from './testing/kafka-fixture.ts';

const kafka = await useKafka();
let fixture: KafkaFixture;

async function headOf(pseq?: number): Promise<Head> {
  const batches = await readBatches(await fixture.openLog());
  return (
    batches.map(({ head }) => head).findLast((head) => pseq === undefined || head.pseq === pseq) ??
    EMPTY_HEAD
  );
}

describeWhen(kafka.isAvailable, kafka.reason)('Progress reported to Kafka', () => {
  beforeEach(async () => {
    fixture = await KafkaFixture.create(kafka.brokers);
  });
  afterEach(() => fixture.close());

  it("is the offset of a group without members, so that Kafka's tools show the lag", async () => {
    const writer = await TestWriter.open(await fixture.openLog());
    await writer.append(5);
    const behind = await headOf();
    const log = await fixture.openLog();
    await log.reportProgress('projector-sample', 0, behind);
    expect(await fixture.topic.lag('rapporteur.projector-sample')).toBe(0);
    await writer.append(3);
    expect(await fixture.topic.lag('rapporteur.projector-sample')).toBe(3);
    await log.reportProgress('projector-sample', 0, await headOf());
    expect(await fixture.topic.lag('rapporteur.projector-sample')).toBe(0);
  });

  it('is omitted without a known offset, and rejects if Kafka is unreachable', async () => {
    const log = await fixture.openLog();
    await log.reportProgress('projector-sample', 0, EMPTY_HEAD);
    expect(await fixture.topic.lag('rapporteur.projector-sample')).toBeUndefined();
    await TestWriter.open(await fixture.openLog());
    const head = await headOf();
    const { proxy, log: cut } = await fixture.openProxiedLog();
    proxy.onRequest = ({ api }) => (api === KAFKA_API.FindCoordinator ? 'cut' : 'pass');
    expect(await errorCode(cut.reportProgress('projector-sample', 0, head))).toBe(
      'LOG_UNREACHABLE',
    );
  });

  it("is retried until the group's coordinator is available", async () => {
    await TestWriter.open(await fixture.openLog());
    const head = await headOf();
    const { proxy, log } = await fixture.openProxiedLog();
    let refused = 2;
    proxy.onResponse = ({ api, frame }) => {
      if (api === KAFKA_API.FindCoordinator && refused-- > 0)
        frame.writeInt16BE(KAFKA_ERROR.COORDINATOR_NOT_AVAILABLE, 12);
      return 'pass';
    };
    await log.reportProgress('projector-sample', 0, head);
    expect(refused).toBeLessThanOrEqual(0);
    expect(await fixture.topic.lag('rapporteur.projector-sample')).toBe(0);
  });
});
