import { setTimeout as sleep } from 'node:timers/promises';
import type { PlantedFault } from '../planted-fault.ts';
import type { FaultFixture } from '../fault-fixture.ts';
import { routeCommandsTo, waitUntil } from './take-over.ts';

/** A partition is taken over at most once in this time. */
const QUIET_MS = 5_000;
const TOGETHER_MS = 3_000;

/** Two instances that cannot reach each other: each would take the other for gone, were it not for the log. */
export const unreachableInstances: PlantedFault = {
  name: 'two instances cannot reach each other',
  fixture: { discovery: 'unreachable', partitions: 1 },
  async run(stage) {
    const [one, other] = [stage.getInstance(0), stage.getInstance(1)];
    for (const [owner, next] of [
      [one, other],
      [other, one],
    ] as const) {
      routeCommandsTo(stage, (instance) => instance === owner);
      await waitUntil(`${owner.name} writes`, () => stage.findOwner(0) === owner);
      await stage.load.waitForRecorded(10);
      routeCommandsTo(stage, () => true);
      // Both are asked, and only the owner answers.
      await sleep(TOGETHER_MS);
      routeCommandsTo(stage, (instance) => instance === next);
    }
    await stage.load.waitForRecorded(10);
    const soonest = soonestTakeOver(stage);
    if (soonest < QUIET_MS)
      throw new Error(`a partition was taken over ${soonest} ms after it was opened`);
  },
};

function soonestTakeOver({ logMonitor: watch }: FaultFixture): number {
  const gaps = watch.openings.flatMap((opened, index) => {
    const before = watch.openings
      .slice(0, index)
      .findLast(({ partition }) => partition === opened.partition);
    return before === undefined ? [] : [opened.openedAtMs - before.openedAtMs];
  });
  return Math.min(...gaps);
}
