import type { Fault } from '../fault.ts';
import { commandsTo, holdAppend, untilTakenOver } from './take-over.ts';

/** A batch that is under way while its writer stops reaches the broker only after a take-over. */
export const lateRequest: Fault = {
  name: 'an append is delayed past a take-over',
  async strike(stage) {
    await stage.load.more(20);
    const zombie = stage.ownerOf(0);
    const letThrough = await holdAppend(zombie);
    zombie.stop();
    commandsTo(stage, (instance) => instance !== zombie);
    await untilTakenOver(stage, zombie);
    await stage.load.more(10);
    letThrough();
    await stage.load.more(10);
    zombie.way.passAll();
    zombie.cont();
    commandsTo(stage, () => true);
    await stage.load.more(20);
  },
};
