import { describe, expect, it } from 'vitest';
import { runTool } from './planted-tree.ts';
import { ROOT } from './tree.ts';

// A cold run on two busy cores.
const TIMEOUT_MS = 180_000;

describe('The checks of the whole tree', () => {
  it.each([
    ['lint', 'oxlint', '--format=unix'],
    ['format', 'oxfmt', '--check'],
    ['types', 'tsc', '--noEmit'],
    ['boundaries', 'turbo', 'boundaries'],
    ['nothing unused', 'knip', '--no-progress'],
  ])(
    '%s',
    (_, tool, ...args) => {
      const { good, says } = runTool(ROOT, tool, args);
      expect(good, says).toBe(true);
    },
    TIMEOUT_MS,
  );
});
