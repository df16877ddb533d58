import type { PlantedFault } from '../planted-fault.ts';

const RESTARTS = 2;

/** The read models' Postgres is restarted while projectors write to it. */
export const restartedPostgres: PlantedFault = {
  name: 'Postgres is restarted under the projectors',
  fixture: { partitions: 2, ownPostgres: true },
  async run(stage) {
    for (let round = 0; round < RESTARTS; round += 1) {
      await stage.load.waitForRecorded(30);
      await stage.postgres?.restart();
    }
    await stage.load.waitForRecorded(30);
  },
};
