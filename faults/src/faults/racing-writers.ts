import type { PlantedFault } from '../planted-fault.ts';

const TAKE_OVERS = 6;

/** Instances that are told no address of each other take each partition from each other, again and again. */
export const racingWriters: PlantedFault = {
  name: 'two writers race for the same partitions',
  fixture: { discovery: 'untold', partitions: 2 },
  async run(stage) {
    const before = stage.logMonitor.openings.length;
    do await stage.load.waitForRecorded(20);
    while (stage.logMonitor.openings.length < before + TAKE_OVERS);
  },
};
