import { describe } from 'vitest';
import { describeAppending } from './appending.contract.ts';
import { describeBatchRules } from './batch-rules.contract.ts';
import { describeDamage } from './damage.contract.ts';
import { describeFollowing } from './following.contract.ts';
import type { LogFactory } from './log-under-test.ts';
import { describeOpening } from './opening.contract.ts';
import { describeReading } from './reading.contract.ts';
import { describeRestoring } from './restoring.contract.ts';

export * from '../test-writer.ts';
export type { LogFactory, LogUnderTest } from './log-under-test.ts';

/** The contract of every kind of log. Each adapter calls it with a factory of empty logs. */
export function describeEventLog(kind: string, create: LogFactory): void {
  describe(`The event log ${kind}`, () => {
    describeAppending(create);
    describeBatchRules(create);
    describeOpening(create);
    describeReading(create);
    describeFollowing(create);
    describeDamage(create);
    describeRestoring(create);
  });
}
