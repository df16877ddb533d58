import type { Fault } from '../fault.ts';

/** A rolling restart: each leaves as it is asked to, and joins again, under load. */
export const instancesComeAndGo: Fault = {
  name: 'instances leave and join',
  stage: { instances: 3 },
  async strike(stage) {
    for (const instance of stage.instances) {
      await stage.load.more(20);
      await instance.leave();
      await stage.load.more(10);
      await instance.start();
    }
    await stage.load.more(20);
  },
};
