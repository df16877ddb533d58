import { setTimeout as sleep } from 'node:timers/promises';
import { waitUntil } from '@rapporteur/testing';
import type { FaultFixture } from '../fault-fixture.ts';
import type { FaultScenario } from '../fault-scenario.ts';
import { routeCommandsTo } from './take-over.ts';

/** A partition is taken over at most once in this time. */
const TAKE_OVER_INTERVAL_MS_MIN = 5_000;
const SHARED_LOAD_MS = 3_000;

/**
 * Two instances that cannot reach each other. Without the log, each would consider the other gone.
 */
export const unreachableInstances: FaultScenario = {
  name: 'two instances cannot reach each other',
  fixture: { discovery: 'unreachable', partitions: 1 },
  async run(fixture) {
    const first = fixture.getInstance(0);
    const second = fixture.getInstance(1);
    for (const owner of [first, second]) {
      const other = owner === first ? second : first;
      routeCommandsTo(fixture, (instance) => instance === owner);
      await waitUntil(() => fixture.findOwner(0) === owner, {
        condition: `${owner.name} owns the partition`,
        timeoutMs: 60_000,
      });
      await fixture.load.waitForRecorded(10);

      routeCommandsTo(fixture, () => true);
      // Both get commands, and only the owner may record them.
      await sleep(SHARED_LOAD_MS);
      routeCommandsTo(fixture, (instance) => instance === other);
    }
    await fixture.load.waitForRecorded(10);

    const intervalMs = findShortestInterval(fixture);
    if (intervalMs < TAKE_OVER_INTERVAL_MS_MIN)
      throw new Error(`A partition was taken over ${intervalMs} ms after it was opened.`);
  },
};

function findShortestInterval({ logMonitor: { openings } }: FaultFixture): number {
  const intervals = openings.flatMap(({ partition, openedAtMs }, index) => {
    const previous = openings.slice(0, index).findLast((one) => one.partition === partition);
    return previous === undefined ? [] : [openedAtMs - previous.openedAtMs];
  });
  return Math.min(...intervals);
}
