/** Faults of three brokers with three replicas, two of which must be in sync. */
import { setTimeout as sleep } from 'node:timers/promises';
import { TestWriter, pseqs, range, readBatches } from '@rapporteur/event-log/conformance';
import {
  findLocalKafkaTools,
  type KafkaNode,
  type LocalKafka,
  startLocalKafka,
} from '@rapporteur/local-kafka';
import { describeWhen } from '@rapporteur/testing';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { findDiscrepancies, TestLoad } from './testing/test-load.ts';
import { KafkaFixture } from './testing/kafka-fixture.ts';

const tools = await findLocalKafkaTools();
const missing = typeof tools === 'string' ? tools : '';
const TIMEOUT_MS = 120_000;

describeWhen(missing === '', missing)('On three brokers', () => {
  let kafka: LocalKafka;
  let fixture: KafkaFixture;
  beforeAll(async () => {
    kafka = await startLocalKafka({ nodes: 3 });
  }, TIMEOUT_MS);
  beforeEach(async () => {
    fixture = await KafkaFixture.create(kafka.brokers);
  });
  afterEach(() => fixture.close());
  afterAll(() => kafka.stop());

  async function leader(): Promise<KafkaNode> {
    const id = (await fixture.topic.cluster.refreshMetadata()).leaders.get(0);
    const node = kafka.nodes.find((each) => each.id === id);
    if (!node) throw new Error('nobody leads');
    return node;
  }

  async function untilInSync(): Promise<void> {
    const log = await fixture.openLog();
    const lagging = async (): Promise<boolean> =>
      (await log.preflight()).some(
        ({ setting, level }) => level !== 'ok' && /lag|sync|^brokers$/.test(setting),
      );
    while (await lagging()) await sleep(100);
  }

  it(
    'a log as created passes the preflight',
    async () => {
      await untilInSync();
      const findings = await (await fixture.openLog()).preflight();
      expect(findings.filter(({ level }) => level !== 'ok')).toEqual([]);
    },
    TIMEOUT_MS,
  );

  it(
    'a leader killed during appends loses and duplicates nothing, and readers continue',
    async () => {
      const load = new TestLoad(await fixture.openLog(), 'writer');
      const stop = new AbortController();
      const seen: number[] = [];
      const reader = await fixture.openLog();
      const reading = (async () => {
        for await (const { events } of reader.read(0, 0, { follow: true, signal: stop.signal }))
          seen.push(...pseqs(events));
      })();
      await load.waitForAcknowledged(20);
      const node = await leader();
      await node.kill();
      await load.waitForAcknowledged(20);
      await node.restart();
      await load.waitForAcknowledged(20);
      const told = await load.stop();
      expect(await findDiscrepancies(await fixture.openLog(), [told])).toEqual([]);
      const last = (await readBatches(await fixture.openLog())).at(-1)?.head.pseq ?? -1;
      while (seen.length <= last) await sleep(20);
      stop.abort();
      await reading;
      expect(seen).toEqual(range(0, last));
    },
    TIMEOUT_MS,
  );

  it(
    'a read without follow returns every acknowledged event, even just after an election',
    async () => {
      await untilInSync();
      const writer = await TestWriter.open(await fixture.openLog());
      for (let time = 0; time < 5; time += 1) {
        await writer.append(1);
        const node = await leader();
        const reader = await fixture.openLog();
        await node.kill();
        const last = (await readBatches(reader)).at(-1)?.head.pseq;
        expect(last).toBe(writer.head.pseq);
        await node.restart();
        await untilInSync();
      }
    },
    TIMEOUT_MS,
  );

  it(
    'a leader that hangs and resumes, while two writers race, loses and duplicates nothing',
    async () => {
      await untilInSync();
      const loads = [new TestLoad(await fixture.openLog(), 'one')];
      await loads[0]?.waitForAcknowledged(10);
      const node = await leader();
      node.pause();
      loads.push(new TestLoad(await fixture.openLog(), 'two'));
      await loads[1]?.waitForAcknowledged(10);
      node.resume();
      await loads[1]?.waitForAcknowledged(5);
      const told = await Promise.all(loads.map((load) => load.stop()));
      expect(await findDiscrepancies(await fixture.openLog(), told)).toEqual([]);
    },
    TIMEOUT_MS,
  );

  it(
    'killing and restarting all brokers at once loses and duplicates nothing',
    async () => {
      await untilInSync();
      const load = new TestLoad(await fixture.openLog(), 'writer');
      await load.waitForAcknowledged(10);
      await Promise.all(kafka.nodes.map((node) => node.kill()));
      await Promise.all(kafka.nodes.map((node) => node.restart()));
      await load.waitForAcknowledged(10);
      const told = await load.stop();
      expect(await findDiscrepancies(await fixture.openLog(), [told])).toEqual([]);
    },
    TIMEOUT_MS,
  );
});
