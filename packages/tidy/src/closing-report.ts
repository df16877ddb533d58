import { relative } from 'node:path';
import type { Reporter, TestCase, TestModule, TestSuite } from 'vitest/node';

type Outcome = 'passed' | 'failed' | 'skipped';

/** What came of a run of the tests. */
interface Tally {
  readonly suites: {
    readonly ran: number;
    readonly passed: number;
    readonly failed: number;
    readonly skipped: number;
  };
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** Why tests were skipped, and how many for that reason: no skip is silent. */
  readonly skips: readonly {
    readonly suite: string;
    readonly reason: string;
    readonly tests: number;
  }[];
}

/** A run that ended before it could count is a failed one. */
const NOT_COUNTED: Tally = {
  suites: { ran: 0, passed: 0, failed: 0, skipped: 0 },
  passed: 0,
  failed: 1,
  skipped: 0,
  skips: [],
};

/** Counts suites (files) and tests. What fails outside a test (a file that does not load, a hook) counts as one failed. */
function tallyRun(modules: readonly TestModule[], strayErrors: number): Tally {
  const outcomes = modules.map(outcomeOf);
  const suites = (outcome: Outcome): number => outcomes.filter((each) => each === outcome).length;
  const tests = (outcome: Outcome): number =>
    modules.reduce((sum, module) => sum + count(module, outcome), 0);
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
    skips: modules.flatMap(skipsOf),
  };
}

// A suite of which nothing ran is skipped, though Vitest calls it passed.
function outcomeOf(module: TestModule): Outcome {
  if (module.state() === 'failed') return 'failed';
  return count(module, 'passed') > 0 ? 'passed' : 'skipped';
}

function count(module: TestModule, outcome: Outcome): number {
  return [...module.children.allTests(outcome)].length;
}

function skipsOf(module: TestModule): Tally['skips'][number][] {
  const byReason = new Map<string, number>();
  for (const test of module.children.allTests('skipped')) {
    const reason = reasonOf(test);
    byReason.set(reason, (byReason.get(reason) ?? 0) + 1);
  }
  const suite = relative(process.cwd(), module.moduleId).replaceAll('\\', '/');
  return [...byReason].map(([reason, tests]) => ({ suite, reason, tests }));
}

// What the test told `context.skip`, or what its block says in its name.
function reasonOf(test: TestCase): string {
  const result = test.result();
  const note = result.state === 'skipped' ? result.note : undefined;
  return note ?? /\(skipped: (.+?)\)(?: > |$)/.exec(test.fullName)?.[1] ?? 'no reason given';
}

/** The report on a run; its last line is the sum. */
function printTally(tally: Tally): string {
  const { ran, passed, failed, skipped } = tally.suites;
  return [
    '',
    `Suites: ${ran} ran, ${passed} passed, ${failed} failed, ${skipped} skipped`,
    ...tally.skips.map(({ suite, reason, tests }) => `  skipped ${tests} in ${suite}: ${reason}`),
    `${tally.passed} passed, ${tally.failed} failed, ${tally.skipped} skipped`,
    '',
  ].join('\n');
}

/** Closes a run with the tally. It is printed when the process exits, so that nothing comes after it. */
export class ClosingReport implements Reporter {
  private tally = NOT_COUNTED;

  onInit(): void {
    process.once('exit', () => {
      process.stdout.write(printTally(this.tally));
    });
  }

  onTestRunEnd(
    modules: readonly TestModule[],
    strayErrors: readonly unknown[],
    reason: 'passed' | 'failed' | 'interrupted',
  ): void {
    const tally = tallyRun(modules, strayErrors.length);
    // A run is good when something ran, to the end, and nothing failed.
    const isGood = tally.passed > 0 && tally.failed === 0 && reason === 'passed';
    this.tally = isGood ? tally : { ...tally, failed: Math.max(tally.failed, 1) };
    if (!isGood) process.exitCode = 1;
  }
}
