import type { PlantedFault } from '../fault.ts';
import { goOn, stopUntilTakenOver } from './take-over.ts';

/** SIGSTOP, a take-over, SIGCONT: the zombie goes on with what it had in mind. */
export const stoppedOwner: PlantedFault = {
  name: 'an owner stops dead, and goes on after it was taken over',
  async run(stage) {
    await stage.load.more(20);
    const zombie = stage.findOwner(0);
    await stopUntilTakenOver(stage, zombie);
    await stage.load.more(20);
    goOn(stage, zombie);
    await stage.load.more(20);
  },
};
