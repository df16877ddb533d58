import { availableParallelism } from 'node:os';
import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';
import { ClosingReport } from './packages/tidy/src/index.ts';

// Packages run from source, in tests as in development.
const conditions = ['@rapporteur/source'];
const cores = availableParallelism();
const ignored = ['**/node_modules/**', '**/dist/**'];

/** Defines the suites of one suffix. The kinds run one after the other, those without servers first. */
function kind(
  name: string,
  groupOrder: number,
  test: TestProjectInlineConfiguration['test'],
): TestProjectInlineConfiguration {
  return {
    resolve: { conditions },
    ssr: { resolve: { conditions, externalConditions: conditions } },
    // A suite that starts Postgres or the whole product waits for it in a hook.
    test: { name, sequence: { groupOrder }, hookTimeout: 120_000, testTimeout: 30_000, ...test },
  };
}

export default defineConfig({
  test: {
    reporters: ['default', new ClosingReport()],
    // Not in the projects: one Postgres server serves the whole run.
    globalSetup: './packages/testing/src/global-setup.ts',
    projects: [
      kind('unit', 0, {
        include: ['**/*.spec.ts'],
        exclude: [...ignored, '**/*.int.spec.ts', '**/*.e2e.spec.ts'],
        maxWorkers: cores,
        // They share no state, so one worker can run several.
        isolate: false,
      }),
      kind('int', 1, {
        include: ['**/*.int.spec.ts'],
        exclude: ignored,
        maxWorkers: Math.min(cores, 4),
      }),
      // Each starts the whole product.
      kind('e2e', 2, { include: ['**/*.e2e.spec.ts'], exclude: ignored, maxWorkers: 1 }),
    ],
  },
  // Vitest loads globalSetup in this environment.
  environments: { __vitest__: { resolve: { conditions } } },
});
