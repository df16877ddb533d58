import { describe } from 'vitest';
import { describeAppending } from './appending.contract.ts';
import { describeBatchRules } from './batch-rules.contract.ts';
import { describeDamage } from './damage.contract.ts';
import { describeFollowing } from './following.contract.ts';
import type { LogFactory } from './log-under-test.ts';
import { describeOpening } from './opening.contract.ts';
import { describeReading } from './reading.contract.ts';
import { describeRestoring } from './restoring.contract.ts';

export {
  eventTexts,
  errorCode,
  TestWriter,
  pseqs,
  range,
  readBatches,
  readEvents,
} from './log-under-test.ts';
export type { LogUnderTest, LogFactory } from './log-under-test.ts';

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
