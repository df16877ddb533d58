import type { PlantedFault } from '../planted-fault.ts';
import { resumeInstance, delayNextAppend, suspendUntilTakeOver } from './take-over.ts';

/** A batch that is under way while its writer stops reaches the broker only after a take-over. */
export const delayedAppend: PlantedFault = {
  name: 'an append is delayed past a take-over',
  async run(stage) {
    await stage.load.waitForRecorded(20);
    const zombie = stage.findOwner(0);
    const letThrough = await delayNextAppend(zombie);
    await suspendUntilTakeOver(stage, zombie);
    await stage.load.waitForRecorded(10);
    letThrough();
    await stage.load.waitForRecorded(10);
    zombie.faultInjector.forwardAll();
    resumeInstance(stage, zombie);
    await stage.load.waitForRecorded(20);
  },
};
