import type { PlantedFault } from '../planted-fault.ts';
import { resumeInstance, suspendUntilTakeOver } from './take-over.ts';

/** SIGSTOP, a take-over, SIGCONT: the zombie goes on with what it had in mind. */
export const suspendedOwner: PlantedFault = {
  name: 'an owner stops dead, and goes on after it was taken over',
  async run(stage) {
    await stage.load.waitForRecorded(20);
    const zombie = stage.findOwner(0);
    await suspendUntilTakeOver(stage, zombie);
    await stage.load.waitForRecorded(20);
    resumeInstance(stage, zombie);
    await stage.load.waitForRecorded(20);
  },
};
