import { describe, expect, it } from 'vitest';
import { checkHistory } from './check-history.ts';
import { SeededRandom } from './seeded-random.ts';
import { VIOLATION_INJECTORS } from './injected-violations.ts';
import { createSampleHistory } from './sample-history.ts';
import { formatViolations, VIOLATIONS } from './violation.ts';

const samples = [1, 2].map((partitions) =>
  createSampleHistory({ seed: 7, commands: 200, partitions }),
);

describe('The history checker', () => {
  it.each(VIOLATION_INJECTORS)(
    'finds that $name',
    async ({ expectedKind: finds, inject: plant }) => {
      let planted = 0;
      for (const [index, sample] of samples.entries()) {
        const broken = plant(sample, new SeededRandom(index));
        if (broken === undefined) continue;
        planted += 1;
        const violations = await checkHistory(broken.history, broken.log);
        expect(new Set(violations.map(({ kind }) => kind)), formatViolations(violations)).toContain(
          finds,
        );
      }
      expect(planted).toBeGreaterThan(0);
    },
  );

  it('has a violation planted for every promise that it proves', () => {
    expect(new Set(VIOLATION_INJECTORS.map(({ expectedKind: finds }) => finds))).toEqual(
      new Set(Object.keys(VIOLATIONS)),
    );
  });
});
