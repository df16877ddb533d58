import { describe } from 'vitest';
import { describeAppending } from './conformance/appending.contract.ts';
import { describeBatchRules } from './conformance/batch-rules.contract.ts';
import { describeDamage } from './conformance/damage.contract.ts';
import { describeFollowing } from './conformance/following.contract.ts';
import type { LogFactory } from './conformance/log-under-test.ts';
import { describeOpening } from './conformance/opening.contract.ts';
import { describeReading } from './conformance/reading.contract.ts';
import { describeRestoring } from './conformance/restoring.contract.ts';

export {
  eventTexts,
  errorCode,
  TestWriter,
  pseqs,
  range,
  readBatches,
  readEvents,
} from './conformance/log-under-test.ts';
export type { LogUnderTest, LogFactory } from './conformance/log-under-test.ts';

/** What every kind of log promises. Each adapter calls it with a way to make an empty log of its kind. */
export function describeEventLog(kind: string, make: LogFactory): void {
  describe(`The event log ${kind}`, () => {
    describeAppending(make);
    describeBatchRules(make);
    describeOpening(make);
    describeReading(make);
    describeFollowing(make);
    describeDamage(make);
    describeRestoring(make);
  });
}
