import { describe, expect, it } from 'vitest';
import { ROOT } from './repository.ts';
import { runTool } from './testing/sample-repository.ts';

// A run without caches on two busy cores.
const TIMEOUT_MS = 180_000;

describe('The checks of the whole repository', () => {
  it.each([
    ['lint', 'oxlint', '--format=unix'],
    ['format', 'oxfmt', '--check'],
    ['types', 'tsc', '--noEmit'],
    ['boundaries', 'turbo', 'boundaries'],
    ['nothing unused', 'knip', '--no-progress'],
  ])(
    '%s',
    (_, tool, ...args) => {
      const { succeeded, output } = runTool(ROOT, tool, args);
      expect(succeeded, output).toBe(true);
    },
    TIMEOUT_MS,
  );
});
