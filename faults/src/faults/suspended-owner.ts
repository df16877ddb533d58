import type { FaultScenario } from '../fault-scenario.ts';
import { resumeInstance, suspendUntilTakeOver } from './take-over.ts';

/**
 * The owner is suspended with SIGSTOP, loses its partition, and continues its work after SIGCONT.
 */
export const suspendedOwner: FaultScenario = {
  name: 'an owner is suspended, and resumes after a takeover',
  async run(fixture) {
    await fixture.load.waitForRecorded(20);
    const zombie = fixture.findOwner(0);
    await suspendUntilTakeOver(fixture, zombie);
    await fixture.load.waitForRecorded(20);
    resumeInstance(fixture, zombie);
    await fixture.load.waitForRecorded(20);
  },
};
