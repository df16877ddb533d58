import type { PlantedFault } from '../planted-fault.ts';

/** A rolling restart: each leaves as it is asked to, and joins again, under load. */
export const rollingRestart: PlantedFault = {
  name: 'instances leave and join',
  fixture: { instances: 3 },
  async run(stage) {
    for (const instance of stage.instances) {
      await stage.load.waitForRecorded(20);
      await instance.shutDown();
      await stage.load.waitForRecorded(10);
      await instance.start();
    }
    await stage.load.waitForRecorded(20);
  },
};
