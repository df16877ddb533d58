import { relative } from 'node:path';
import type { Reporter, TestCase, TestModule, TestSuite } from 'vitest/node';

type TestState = 'passed' | 'failed' | 'skipped';

/** The counts of a test run. */
interface RunSummary {
  readonly suites: {
    readonly ran: number;
    readonly passed: number;
    readonly failed: number;
    readonly skipped: number;
  };
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** The reasons of skipped tests, with their counts: no skip is silent. */
  readonly skips: readonly {
    readonly suite: string;
    readonly reason: string;
    readonly tests: number;
  }[];
}

/** A run that ended before it was counted has failed. */
const NOT_COUNTED: RunSummary = {
  suites: { ran: 0, passed: 0, failed: 0, skipped: 0 },
  passed: 0,
  failed: 1,
  skipped: 0,
  skips: [],
};

/** Counts suites (files) and tests. An error outside a test, in loading or in a hook, counts as one failed test. */
function summarizeRun(modules: readonly TestModule[], strayErrors: number): RunSummary {
  const states = modules.map(getSuiteState);
  const suites = (state: TestState): number => states.filter((each) => each === state).length;
  const tests = (state: TestState): number =>
    modules.reduce((sum, module) => sum + count(module, state), 0);
  const containers = modules.flatMap((module): (TestModule | TestSuite)[] => [
    module,
    ...module.children.allSuites(),
  ]);
  return {
    suites: {
      ran: suites('passed') + suites('failed'),
      passed: suites('passed'),
      failed: suites('failed'),
      skipped: suites('skipped'),
    },
    passed: tests('passed'),
    failed:
      tests('failed') + containers.filter((each) => each.errors().length > 0).length + strayErrors,
    skipped: tests('skipped'),
    skips: modules.flatMap(listSkips),
  };
}

// Vitest reports a suite whose tests were all skipped as passed.
function getSuiteState(module: TestModule): TestState {
  if (module.state() === 'failed') return 'failed';
  return count(module, 'passed') > 0 ? 'passed' : 'skipped';
}

function count(module: TestModule, state: TestState): number {
  return [...module.children.allTests(state)].length;
}

function listSkips(module: TestModule): RunSummary['skips'][number][] {
  const byReason = new Map<string, number>();
  for (const test of module.children.allTests('skipped')) {
    const reason = getSkipReason(test);
    byReason.set(reason, (byReason.get(reason) ?? 0) + 1);
  }
  const suite = relative(process.cwd(), module.moduleId).replaceAll('\\', '/');
  return [...byReason].map(([reason, tests]) => ({ suite, reason, tests }));
}

// The argument of `context.skip`, or the reason in the name of the block.
function getSkipReason(test: TestCase): string {
  const result = test.result();
  const note = result.state === 'skipped' ? result.note : undefined;
  return note ?? /\(skipped: (.+?)\)(?: > |$)/.exec(test.fullName)?.[1] ?? 'no reason given';
}

/** Formats the report on a run; its last line is the sum. */
function formatSummary(summary: RunSummary): string {
  const { ran, passed, failed, skipped } = summary.suites;
  return [
    '',
    `Suites: ${ran} ran, ${passed} passed, ${failed} failed, ${skipped} skipped`,
    ...summary.skips.map(({ suite, reason, tests }) => `  skipped ${tests} in ${suite}: ${reason}`),
    `${summary.passed} passed, ${summary.failed} failed, ${summary.skipped} skipped`,
    '',
  ].join('\n');
}

/** Prints the summary of a run when the process exits, so that it is the last output. */
export class ClosingReport implements Reporter {
  private summary = NOT_COUNTED;

  onInit(): void {
    process.once('exit', () => {
      process.stdout.write(formatSummary(this.summary));
    });
  }

  onTestRunEnd(
    modules: readonly TestModule[],
    strayErrors: readonly unknown[],
    reason: 'passed' | 'failed' | 'interrupted',
  ): void {
    const summary = summarizeRun(modules, strayErrors.length);
    // A run succeeds if at least one test ran, the run ended, and nothing failed.
    const succeeded = summary.passed > 0 && summary.failed === 0 && reason === 'passed';
    this.summary = succeeded ? summary : { ...summary, failed: Math.max(summary.failed, 1) };
    if (!succeeded) process.exitCode = 1;
  }
}
