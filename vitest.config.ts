import { availableParallelism } from 'node:os';
import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';
import { BaseSequencer } from 'vitest/node';
import { ClosingReport } from './packages/tidy/src/index.ts';

// Packages run from source, in tests as in development.
const conditions = ['@rapporteur/source'];
const cores = availableParallelism();
const ignored = ['**/node_modules/**', '**/dist/**'];

/** Suites that take minutes, mostly waiting for other processes. */
const LONG = [
  'faults/e2e/faults.e2e.spec.ts',
  'packages/tidy/src/checks.spec.ts',
  'packages/event-log-kafka/src/three-brokers.int.spec.ts',
  'packages/projection-runtime/src/generations.int.spec.ts',
  'packages/projection-runtime/src/rebuild.int.spec.ts',
  'apps/standalone/e2e/every-page-is-accessible.e2e.spec.ts',
  'apps/standalone/e2e/every-value-leads-to-its-words.e2e.spec.ts',
  'apps/standalone/e2e/read-models-are-rebuilt-while-they-answer.e2e.spec.ts',
];

/** Starts the long suites first, so that the others run beside them and none runs alone at the end. */
class LongestFirst extends BaseSequencer {
  override async sort(
    ...args: Parameters<BaseSequencer['sort']>
  ): ReturnType<BaseSequencer['sort']> {
    const sorted = await super.sort(...args);
    const isLong = ({ moduleId }: (typeof sorted)[number]): boolean =>
      LONG.some((path) => moduleId.endsWith(path));
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}

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
    test: {
      name,
      sequence: { groupOrder },
      hookTimeout: 120_000,
      testTimeout: 30_000,
      // A page of a busy machine needs more than the second that is the default.
      expect: { poll: { timeout: 10_000 } },
      ...test,
    },
  };
}

export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
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
        // Each suite has its own database; the modules of a worker are loaded once.
        isolate: false,
      }),
      // Each starts the whole product, and often waits for it.
      kind('e2e', 2, {
        include: ['**/*.e2e.spec.ts'],
        exclude: ignored,
        maxWorkers: Math.min(cores, 2),
      }),
    ],
  },
  // Vitest loads globalSetup in this environment.
  environments: { __vitest__: { resolve: { conditions } } },
});
