import type { FaultScenario } from '../fault-scenario.ts';

const RESTARTS = 2;

/** The Postgres of the read models is restarted while projectors write to it. */
export const restartedPostgres: FaultScenario = {
  name: 'Postgres is restarted under the projectors',
  fixture: { partitions: 2, ownPostgres: true },
  async run({ load, postgres }) {
    for (let round = 0; round < RESTARTS; round += 1) {
      await load.waitForRecorded(30);
      await postgres?.restart();
    }
    await load.waitForRecorded(30);
  },
};
