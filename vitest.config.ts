import { availableParallelism } from 'node:os';
import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';
import { ClosingReport } from './packages/tidy/src/index.ts';

// Packages run from source, in tests as in development.
const conditions = ['@rapporteur/source'];
const cores = availableParallelism();
const notOurs = ['**/node_modules/**', '**/dist/**'];

/** A kind of suite, told by its suffix. The kinds run one after the other, in the order of what they need. */
function kind(
  name: string,
  groupOrder: number,
  test: TestProjectInlineConfiguration['test'],
): TestProjectInlineConfiguration {
  return {
    resolve: { conditions },
    ssr: { resolve: { conditions, externalConditions: conditions } },
    // A suite that starts Postgres or a whole stack waits for it in a hook.
    test: { name, sequence: { groupOrder }, hookTimeout: 120_000, testTimeout: 30_000, ...test },
  };
}

export default defineConfig({
  test: {
    reporters: ['default', new ClosingReport()],
    // Here and not in the projects: one Postgres for the whole run.
    globalSetup: './packages/testing/src/global-setup.ts',
    projects: [
      kind('unit', 0, {
        include: ['**/*.spec.ts'],
        exclude: [...notOurs, '**/*.int.spec.ts', '**/*.e2e.spec.ts'],
        maxWorkers: cores,
        // They hold nothing outside themselves, so a worker may go from one to the next.
        isolate: false,
      }),
      kind('int', 1, {
        include: ['**/*.int.spec.ts'],
        exclude: notOurs,
        maxWorkers: Math.min(cores, 4),
      }),
      // Each starts the whole stack.
      kind('e2e', 2, { include: ['**/*.e2e.spec.ts'], exclude: notOurs, maxWorkers: 1 }),
    ],
  },
  // The environment that Vitest loads globalSetup in.
  environments: { __vitest__: { resolve: { conditions } } },
});
