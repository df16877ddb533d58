import type { PlantedFault } from '../fault.ts';
import { goOn, holdAppend, stopUntilTakenOver } from './take-over.ts';

/** A batch that is under way while its writer stops reaches the broker only after a take-over. */
export const lateRequest: PlantedFault = {
  name: 'an append is delayed past a take-over',
  async run(stage) {
    await stage.load.more(20);
    const zombie = stage.findOwner(0);
    const letThrough = await holdAppend(zombie);
    await stopUntilTakenOver(stage, zombie);
    await stage.load.more(10);
    letThrough();
    await stage.load.more(10);
    zombie.faultInjector.forwardAll();
    goOn(stage, zombie);
    await stage.load.more(20);
  },
};
