import type { FaultScenario } from '../fault-scenario.ts';
import { delayNextAppend, resumeInstance, suspendUntilTakeOver } from './take-over.ts';

/** A batch in flight reaches the broker only after another writer has taken over the partition. */
export const delayedAppend: FaultScenario = {
  name: 'an append is delayed past a takeover',
  async run(fixture) {
    await fixture.load.waitForRecorded(20);
    const zombie = fixture.findOwner(0);
    const forwardAppend = await delayNextAppend(zombie);
    await suspendUntilTakeOver(fixture, zombie);
    await fixture.load.waitForRecorded(10);

    forwardAppend();
    await fixture.load.waitForRecorded(10);
    zombie.faultInjector.forwardAll();
    resumeInstance(fixture, zombie);
    await fixture.load.waitForRecorded(20);
  },
};
