import type { FaultScenario } from '../fault-scenario.ts';

/** Each instance shuts down and starts again, under load. */
export const rollingRestart: FaultScenario = {
  name: 'instances leave and join',
  fixture: { instances: 3 },
  async run({ instances, load }) {
    for (const instance of instances) {
      await load.waitForRecorded(20);
      await instance.shutDown();
      await load.waitForRecorded(10);
      await instance.start();
    }
    await load.waitForRecorded(20);
  },
};
