import { setTimeout as sleep } from 'node:timers/promises';
import type { FaultFixture } from '../fault-fixture.ts';
import type { FaultRule } from '../fault-injector.ts';
import type { FaultScenario } from '../fault-scenario.ts';

const DELAY_MS_MAX = 2_500;
/** The minimum number of openings over the unreliable connection. */
const OPENINGS = 4;

/** Drops, cuts and delays more than a tenth of the requests and responses of writers. */
function createRule({ random }: FaultFixture): FaultRule {
  return async ({ side, operation }) => {
    const roll = random.integerBelow(operation === 'append' ? 100 : 50);
    if (roll < 4) return side === 'response' ? 'lose' : 'cut';
    if (roll < 8) return 'cut';
    // The maximum is longer than the time until a batch is sent again.
    if (roll < 12) await sleep(random.integerBelow(DELAY_MS_MAX));
    return 'pass';
  };
}

/**
 * Requests and responses of Produce and InitProducerId are lost or late, while two writers race.
 */
export const unreliableConnection: FaultScenario = {
  name: 'an unreliable connection drops, cuts and delays requests and responses',
  fixture: { discovery: 'none', partitions: 2 },
  async run(fixture) {
    const { instances, load, logMonitor } = fixture;
    const before = logMonitor.openings.length;
    for (const { faultInjector } of instances) faultInjector.rule = createRule(fixture);
    do await load.waitForRecorded(30);
    while (logMonitor.openings.length < before + OPENINGS);

    for (const { faultInjector } of instances) faultInjector.forwardAll();
    await load.waitForRecorded(20);
  },
};
