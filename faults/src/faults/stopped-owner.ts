import type { Fault } from '../fault.ts';
import { commandsTo, untilTakenOver } from './take-over.ts';

/** SIGSTOP, a take-over, SIGCONT: the zombie goes on with what it had in mind. */
export const stoppedOwner: Fault = {
  name: 'an owner stops dead, and goes on after it was taken over',
  async strike(stage) {
    await stage.load.more(20);
    const zombie = stage.ownerOf(0);
    zombie.stop();
    commandsTo(stage, (instance) => instance !== zombie);
    await untilTakenOver(stage, zombie);
    await stage.load.more(20);
    zombie.cont();
    commandsTo(stage, () => true);
    await stage.load.more(20);
  },
};
