import { setTimeout as sleep } from 'node:timers/promises';
import type { FaultFixture } from '../fault-fixture.ts';
import type { FaultScenario } from '../fault-scenario.ts';
import { withBrokerSettings } from './broker-settings.ts';
import { resumeInstance, suspendUntilTakeOver } from './take-over.ts';

const EXPIRY_MS = 1_000;
const SETTINGS = {
  'transactional.id.expiration.ms': EXPIRY_MS,
  'transaction.remove.expired.transaction.cleanup.interval.ms': 100,
};
const ROUNDS_MAX = 5;

/**
 * The brokers forget the producer id of a live writer, so that the next writer gets another one.
 */
export const expiredTransactionalId: FaultScenario = {
  name: 'a transactional.id expires under a live writer',
  async run(fixture) {
    await withBrokerSettings(fixture, SETTINGS, async () => {
      for (let round = 0; !(await takesOverWithNewId(fixture)); round += 1)
        if (round === ROUNDS_MAX) throw new Error('The transactional.id does not expire.');
      await fixture.load.waitForRecorded(20);
    });
    await fixture.load.waitForRecorded(20);
  },
};

async function takesOverWithNewId(fixture: FaultFixture): Promise<boolean> {
  const listIds = (): bigint[] =>
    fixture.instances.flatMap(({ faultInjector }) => faultInjector.producerIds);
  await fixture.load.waitForRecorded(20);
  await sleep(3 * EXPIRY_MS);
  const known = new Set(listIds());

  const zombie = fixture.findOwner(0);
  await suspendUntilTakeOver(fixture, zombie);
  await fixture.load.waitForRecorded(10);
  resumeInstance(fixture, zombie);
  await fixture.load.waitForRecorded(20);
  return listIds().some((id) => !known.has(id));
}
