import { setTimeout as sleep } from 'node:timers/promises';
import type { PlantedFault } from '../planted-fault.ts';
import { resumeInstance, delayNextAppend, suspendUntilTakeOver, waitUntil } from './take-over.ts';

const EXPIRY_MS = 1_000;
const SETTINGS = {
  'producer.id.expiration.ms': EXPIRY_MS,
  'producer.id.expiration.check.interval.ms': 100,
};

/** The leader forgets which epoch it saw, and lets a zombie's batch in: it lands, and must not count. */
export const forgottenEpoch: PlantedFault = {
  name: 'a leader forgets an epoch, and a zombie writes',
  fixture: { partitions: 1 },
  async run(stage) {
    const [node] = stage.brokers.kafka.nodes;
    await node?.kill();
    await node?.restart(SETTINGS);
    try {
      await stage.load.waitForRecorded(20);
      const zombie = stage.findOwner(0);
      const letThrough = await delayNextAppend(zombie);
      await suspendUntilTakeOver(stage, zombie);
      await stage.load.waitForRecorded(10);
      // Those whom the zombie has not answered go on waiting for it.
      void stage.load.pause();
      await sleep(5 * EXPIRY_MS);
      const { length } = stage.logMonitor.ignoredRecords;
      letThrough();
      await waitUntil(
        'the zombie is let in',
        () => stage.logMonitor.ignoredRecords.length > length,
      );
      zombie.faultInjector.forwardAll();
      resumeInstance(stage, zombie);
      stage.load.resume();
      await stage.load.waitForRecorded(20);
    } finally {
      await node?.kill();
      await node?.restart();
    }
    await stage.load.waitForRecorded(20);
  },
};
