import { describe } from 'vitest';
import { appending } from './conformance/appending.contract.ts';
import { batchRules } from './conformance/batch-rules.contract.ts';
import { damage } from './conformance/damage.contract.ts';
import { following } from './conformance/following.contract.ts';
import type { MakeLog } from './conformance/log-under-test.ts';
import { opening } from './conformance/opening.contract.ts';
import { reading } from './conformance/reading.contract.ts';
import { restoring } from './conformance/restoring.contract.ts';

export {
  asText,
  codeOf,
  Desk,
  pseqs,
  range,
  readBatches,
  readEvents,
} from './conformance/log-under-test.ts';
export type { LogUnderTest, MakeLog } from './conformance/log-under-test.ts';

/** What every kind of log promises. Each adapter calls it with a way to make an empty log of its kind. */
export function describeEventLog(kind: string, make: MakeLog): void {
  describe(`The event log ${kind}`, () => {
    appending(make);
    batchRules(make);
    opening(make);
    reading(make);
    following(make);
    damage(make);
    restoring(make);
  });
}
