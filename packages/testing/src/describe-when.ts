import { describe } from 'vitest';

/**
 * Returns `describe` if a requirement of the suite is met. Otherwise the suite is skipped with a
 * warning, and the runner counts it as skipped.
 * `describeWhen(texts !== undefined, 'RAPPORTEUR_TEXTS is not set')('Passages', () => …)`
 */
export function describeWhen(
  isAvailable: boolean,
  reason: string,
): (name: string, suite: () => void) => void {
  return (name, suite) => {
    if (isAvailable) {
      describe(name, suite);
      return;
    }
    console.warn(`SKIPPED: ${name}: ${reason}`);
    describe.skip(`${name} (skipped: ${reason})`, suite);
  };
}
