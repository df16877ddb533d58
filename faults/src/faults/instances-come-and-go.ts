import type { PlantedFault } from '../fault.ts';

/** A rolling restart: each leaves as it is asked to, and joins again, under load. */
export const instancesComeAndGo: PlantedFault = {
  name: 'instances leave and join',
  fixture: { instances: 3 },
  async run(stage) {
    for (const instance of stage.instances) {
      await stage.load.more(20);
      await instance.leave();
      await stage.load.more(10);
      await instance.start();
    }
    await stage.load.more(20);
  },
};
