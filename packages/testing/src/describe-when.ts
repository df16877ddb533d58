import { describe } from 'vitest';

/**
 * `describe` where what the suite needs is there; else it is skipped, counted by the runner, and said aloud why.
 * `describeWhen(texts !== undefined, 'RAPPORTEUR_TEXTS is not set')('Passages', () => …)`
 */
export function describeWhen(
  present: boolean,
  reason: string,
): (name: string, suite: () => void) => void {
  return (name, suite) => {
    if (present) {
      describe(name, suite);
      return;
    }
    console.warn(`SKIPPED: ${name}: ${reason}`);
    describe.skip(`${name} (skipped: ${reason})`, suite);
  };
}
