import { describe, expect, it } from 'vitest';
import { ViolationCollector, formatViolations, VIOLATIONS_MAX } from './violation.ts';

describe('Violations', () => {
  it('are printed in words, with their place and the promise that was broken', () => {
    const findings = new ViolationCollector();
    findings.add('lost', { partition: 2, pseq: 40 }, 'w-1 of ana is gone');
    findings.add('unjustified', null, 'w-2 is well formed');
    expect(formatViolations(findings.violations)).toBe(
      '2:40 lost: w-1 of ana is gone (promised: what was acknowledged is in the log)\n' +
        '- unjustified: w-2 is well formed (promised: what was turned down had to be, on the record it was judged on)',
    );
  });

  it('are told up to a limit, and the rest by number', () => {
    const findings = new ViolationCollector();
    for (let n = 0; n < VIOLATIONS_MAX + 7; n += 1)
      findings.add('time', { partition: 0, pseq: n }, 'it falls');
    expect(findings.violations).toHaveLength(VIOLATIONS_MAX + 1);
    expect(findings.violations.at(-1)?.message).toBe('and 7 more');
  });
});
