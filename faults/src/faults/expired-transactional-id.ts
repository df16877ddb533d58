import { setTimeout as sleep } from 'node:timers/promises';
import type { PlantedFault } from '../planted-fault.ts';
import type { FaultFixture } from '../fault-fixture.ts';
import { resumeInstance, suspendUntilTakeOver } from './take-over.ts';

const EXPIRY_MS = 1_000;
const SETTINGS = {
  'transactional.id.expiration.ms': EXPIRY_MS,
  'transaction.remove.expired.transaction.cleanup.interval.ms': 100,
};
const ROUNDS_MAX = 5;

/** The brokers forget whose producer id is whose, while its writer lives: the next writer gets another one. */
export const expiredTransactionalId: PlantedFault = {
  name: 'a transactional.id expires under a live writer',
  async run(stage) {
    const [node] = stage.brokers.kafka.nodes;
    await node?.kill();
    await node?.restart(SETTINGS);
    try {
      for (let round = 0; !(await takesOverWithAnotherId(stage)); round += 1)
        if (round === ROUNDS_MAX) throw new Error('the transactional.id does not expire');
      await stage.load.waitForRecorded(20);
    } finally {
      await node?.kill();
      await node?.restart();
    }
    await stage.load.waitForRecorded(20);
  },
};

async function takesOverWithAnotherId(stage: FaultFixture): Promise<boolean> {
  await stage.load.waitForRecorded(20);
  await sleep(3 * EXPIRY_MS);
  const known = new Set(stage.instances.flatMap(({ faultInjector: way }) => way.producerIds));
  const zombie = stage.findOwner(0);
  await suspendUntilTakeOver(stage, zombie);
  await stage.load.waitForRecorded(10);
  resumeInstance(stage, zombie);
  await stage.load.waitForRecorded(20);
  return stage.instances.some(({ faultInjector: way }) =>
    way.producerIds.some((id) => !known.has(id)),
  );
}
