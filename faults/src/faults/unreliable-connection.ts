import { setTimeout as sleep } from 'node:timers/promises';
import type { PlantedFault } from '../planted-fault.ts';
import type { FaultRule } from '../fault-injector.ts';
import type { FaultFixture } from '../fault-fixture.ts';

const DELAY_MS_MAX = 2_500;
/** So many openings, at least, go over the broken way. */
const OPENINGS = 4;

/** Loses, cuts and delays what writers send and are answered: more than once in ten times. */
function breaks({ random: dice }: FaultFixture): FaultRule {
  return async ({ side, operation: point }) => {
    const roll = dice.integerBelow(point === 'append' ? 100 : 50);
    if (roll < 4) return side === 'answer' ? 'lose' : 'cut';
    if (roll < 8) return 'cut';
    // Longer than it takes to send the batch again.
    if (roll < 12) await sleep(dice.integerBelow(DELAY_MS_MAX));
    return 'pass';
  };
}

/** Answers to Produce and InitProducerId get lost and late, requests too, while two writers race. */
export const unreliableConnection: PlantedFault = {
  name: 'the way to the brokers loses, cuts and delays requests and answers',
  fixture: { discovery: 'untold', partitions: 2 },
  async run(stage) {
    const before = stage.logMonitor.openings.length;
    for (const { faultInjector: way } of stage.instances) way.rule = breaks(stage);
    do await stage.load.waitForRecorded(30);
    while (stage.logMonitor.openings.length < before + OPENINGS);
    for (const { faultInjector: way } of stage.instances) way.forwardAll();
    await stage.load.waitForRecorded(20);
  },
};
