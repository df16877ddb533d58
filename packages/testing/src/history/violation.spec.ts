import { describe, expect, it } from 'vitest';
import { ViolationCollector, formatViolations, VIOLATIONS_MAX } from './violation.ts';

describe('Violations', () => {
  it('are formatted with their position and the violated guarantee', () => {
    const collector = new ViolationCollector();
    collector.add('lost', { partition: 2, pseq: 40 }, 'w-1 of ana is missing');
    collector.add('unjustified', null, 'w-2 is well formed');
    expect(formatViolations(collector.violations)).toBe(
      '2:40 lost: w-1 of ana is missing (guarantee: an acknowledged command is in the log)\n' +
        '- unjustified: w-2 is well formed ' +
        '(guarantee: a command is only rejected if the state at the position requires it)',
    );
  });

  it('are reported up to a limit, and then counted', () => {
    const collector = new ViolationCollector();
    for (let n = 0; n < VIOLATIONS_MAX + 7; n += 1)
      collector.add('time', { partition: 0, pseq: n }, 'it decreases');
    expect(collector.violations).toHaveLength(VIOLATIONS_MAX + 1);
    expect(collector.violations.at(-1)?.message).toBe('and 7 more');
  });
});
