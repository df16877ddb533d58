import { setTimeout as sleep } from 'node:timers/promises';
import { waitUntil } from '@rapporteur/testing';
import type { FaultScenario } from '../fault-scenario.ts';
import { withBrokerSettings } from './broker-settings.ts';
import { delayNextAppend, resumeInstance, suspendUntilTakeOver } from './take-over.ts';

const EXPIRY_MS = 1_000;
const SETTINGS = {
  'producer.id.expiration.ms': EXPIRY_MS,
  'producer.id.expiration.check.interval.ms': 100,
};

/**
 * The leader forgets the latest epoch and appends the batch of a fenced writer. The fold must
 * ignore the batch.
 */
export const forgottenEpoch: FaultScenario = {
  name: 'a leader forgets an epoch, and a zombie writes',
  fixture: { partitions: 1 },
  async run(fixture) {
    const { load, logMonitor } = fixture;
    await withBrokerSettings(fixture, SETTINGS, async () => {
      await load.waitForRecorded(20);
      const zombie = fixture.findOwner(0);
      const forwardAppend = await delayNextAppend(zombie);
      await suspendUntilTakeOver(fixture, zombie);
      await load.waitForRecorded(10);

      // Not awaited: the clients that wait for the zombie's response stay pending.
      void load.pause();
      await sleep(5 * EXPIRY_MS);
      const ignoredCount = logMonitor.ignoredRecords.length;
      forwardAppend();
      await waitUntil(() => logMonitor.ignoredRecords.length > ignoredCount, {
        condition: 'the leader appends the batch of the zombie',
        timeoutMs: 60_000,
      });

      zombie.faultInjector.forwardAll();
      resumeInstance(fixture, zombie);
      load.resume();
      await load.waitForRecorded(20);
    });
    await load.waitForRecorded(20);
  },
};
