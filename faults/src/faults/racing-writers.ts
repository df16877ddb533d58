import type { FaultScenario } from '../fault-scenario.ts';

const TAKE_OVERS = 6;

/** Instances without each other's address take over each partition from each other repeatedly. */
export const racingWriters: FaultScenario = {
  name: 'two writers race for the same partitions',
  fixture: { discovery: 'none', partitions: 2 },
  async run({ load, logMonitor }) {
    const before = logMonitor.openings.length;
    do await load.waitForRecorded(20);
    while (logMonitor.openings.length < before + TAKE_OVERS);
  },
};
