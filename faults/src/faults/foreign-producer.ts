import { setTimeout as sleep } from 'node:timers/promises';
import type { Message } from 'kafkajs';
import type { PlantedFault } from '../planted-fault.ts';
import type { FaultFixture } from '../fault-fixture.ts';
import { waitUntil } from './take-over.ts';

const SLOW_RECORDS = 10;
const SLOW_PAUSE_MS = 200;
const FLOOD_BATCH = 200;
/** So many more commands are recorded while the flood goes on. */
const PROGRESS = 40;

/** Somebody else writes into the topic: plain text, things that look like events, slowly and then without a pause. */
export const foreignProducer: PlantedFault = {
  name: 'a foreign producer writes into the topic, slowly and as fast as it can',
  async run(stage) {
    const producer = stage.brokers.createClient().producer();
    await producer.connect();
    try {
      for (let n = 0; n < SLOW_RECORDS; n += 1) {
        await producer.send({ topic: stage.topic, messages: messages(stage, 1) });
        await sleep(SLOW_PAUSE_MS);
      }
      await stage.load.waitForRecorded(10);
      const flood = { on: true };
      const flooding = (async () => {
        while (flood.on)
          await producer.send({ topic: stage.topic, messages: messages(stage, FLOOD_BATCH) });
      })();
      await stage.load.waitForRecorded(PROGRESS).finally(() => {
        flood.on = false;
      });
      await flooding;
    } finally {
      await producer.disconnect();
    }
    await stage.load.waitForRecorded(10);
    await waitUntil('every projector reports it', () =>
      stage.readModels.ignoredRecords().every((ignored) => ignored.length > 0),
    );
    await waitUntil('a follower reports it', () => stage.logMonitor.ignoredRecords.length > 0);
  },
};

/** Half of them are plain text, half say they are events: of a term to come, of the past, or of no shape at all. */
function messages(
  { random: dice, logMonitor: watch, log }: FaultFixture,
  count: number,
): Message[] {
  return Array.from({ length: count }, () => {
    const partition = dice.integerBelow(log.partitions);
    if (dice.percentChance(50))
      return { partition, value: 'foreign', headers: { 'content-type': 'text/plain' } };
    const term = watch.openings.findLast((one) => one.partition === partition)?.term ?? 1;
    const forged = {
      pseq: dice.integerBelow(5),
      term: dice.pick([term, term - 1, term + 1]),
      type: 'forged',
      time: '',
    };
    const value = dice.percentChance(80) ? JSON.stringify(forged) : '{"pseq":';
    return { partition, value, headers: { 'content-type': 'application/cloudevents+json' } };
  });
}
