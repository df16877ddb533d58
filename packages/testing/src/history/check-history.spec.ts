import { describe, expect, it } from 'vitest';
import { checkHistory } from './check-history.ts';
import { VIOLATION_INJECTORS } from './injected-violations.ts';
import { createSampleHistory } from './sample-history.ts';
import { SeededRandom } from './seeded-random.ts';
import { formatViolations, VIOLATIONS } from './violation.ts';

const samples = [1, 2].map((partitions) =>
  createSampleHistory({ seed: 7, commands: 200, partitions }),
);

describe('The history checker', () => {
  it.each(VIOLATION_INJECTORS)('detects $name', async ({ expectedKind, inject }) => {
    let injectedCount = 0;
    for (const [index, sample] of samples.entries()) {
      const broken = inject(sample, new SeededRandom(index));
      if (broken === undefined) continue;

      injectedCount += 1;
      const violations = await checkHistory(broken.history, broken.log);
      const kinds = new Set(violations.map(({ kind }) => kind));
      expect(kinds, formatViolations(violations)).toContain(expectedKind);
    }
    expect(injectedCount).toBeGreaterThan(0);
  });

  it('has an injector for every guarantee', () => {
    const kinds = VIOLATION_INJECTORS.map(({ expectedKind }) => expectedKind);
    expect(new Set(kinds)).toEqual(new Set(Object.keys(VIOLATIONS)));
  });
});
