import { setTimeout as sleep } from 'node:timers/promises';
import { waitUntil } from '@rapporteur/testing';
import type { Message } from 'kafkajs';
import type { FaultFixture } from '../fault-fixture.ts';
import type { FaultScenario } from '../fault-scenario.ts';

const SLOW_RECORDS = 10;
const SLOW_INTERVAL_MS = 200;
const FLOOD_BATCH_RECORDS = 200;
/** The number of commands to record during the flood. */
const FLOOD_COMMANDS = 40;

/**
 * Another producer writes plain text and forged events into the topic, first slowly and then
 * without a pause.
 */
export const foreignProducer: FaultScenario = {
  name: 'a foreign producer writes into the topic, slowly and as fast as it can',
  async run(fixture) {
    const { load, brokers, topic } = fixture;
    const producer = brokers.createClient().producer();
    const send = (count: number) =>
      producer.send({ topic, messages: createMessages(fixture, count) });

    await producer.connect();
    try {
      for (let n = 0; n < SLOW_RECORDS; n += 1) {
        await send(1);
        await sleep(SLOW_INTERVAL_MS);
      }
      await load.waitForRecorded(10);

      const stop = new AbortController();
      const flooding = (async () => {
        while (!stop.signal.aborted) await send(FLOOD_BATCH_RECORDS);
      })();
      await load.waitForRecorded(FLOOD_COMMANDS).finally(() => stop.abort());
      await flooding;
    } finally {
      await producer.disconnect();
    }

    await load.waitForRecorded(10);
    const { readModels, logMonitor } = fixture;
    await waitUntil(() => readModels.ignoredRecords().every((records) => records.length > 0), {
      condition: 'every projector reports ignored records',
      timeoutMs: 60_000,
    });
    await waitUntil(() => logMonitor.ignoredRecords.length > 0, {
      condition: 'a follower reports ignored records',
      timeoutMs: 60_000,
    });
  },
};

/**
 * Half of the messages are plain text. The others claim to be events: of the next or last term, or
 * malformed.
 */
function createMessages({ random, logMonitor, log }: FaultFixture, count: number): Message[] {
  return Array.from({ length: count }, () => {
    const partition = random.integerBelow(log.partitions);
    if (random.percentChance(50))
      return { partition, value: 'foreign', headers: { 'content-type': 'text/plain' } };

    const opening = logMonitor.openings.findLast((one) => one.partition === partition);
    const term = opening?.term ?? 1;
    const forged = {
      pseq: random.integerBelow(5),
      term: random.pick([term, term - 1, term + 1]),
      type: 'forged',
      time: '',
    };
    const value = random.percentChance(80) ? JSON.stringify(forged) : '{"pseq":';
    return { partition, value, headers: { 'content-type': 'application/cloudevents+json' } };
  });
}
