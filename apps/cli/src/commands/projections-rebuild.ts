import { readAllowedDifferences } from '../allowed-differences.ts';
import { EXIT, type ExitCode } from '@rapporteur/platform/exit-codes';
import { formatCount, ProgressDisplay } from '../progress-display.ts';
import { runProjectionsTask, type ProjectionsProgress } from '../projections-process.ts';
import type { AddCommand, CliSession } from '../session.ts';

interface RebuildFlags {
  readonly allow?: string;
}

const EXAMPLES = `Examples:
  rapporteur projections rebuild participation
  rapporteur projections rebuild timeline --allow differences.yaml
  rapporteur projections rebuild timeline --json --output report.json
`;

/** One way in which the new generation differs from the one that serves. */
interface CliGenerationDifference {
  readonly table: string;
  readonly change: string;
  readonly column: string | null;
  readonly rows: number;
  readonly examples: readonly {
    readonly key: string;
    readonly before: unknown;
    readonly after: unknown;
  }[];
  readonly allowed: string | null;
}

interface CliRebuildResult {
  readonly comparison: {
    readonly from: string;
    readonly to: string;
    readonly at: readonly string[];
    readonly hashes: { readonly from: string; readonly to: string } | null;
    readonly differences: readonly CliGenerationDifference[];
  };
  readonly swapped: { readonly heldMs: number } | null;
  readonly taken: boolean;
}

/** `projections rebuild` */
export const addProjectionsRebuild: AddCommand = (projections, run) => {
  projections
    .command('rebuild')
    .description(
      'make a read model again beside the one that serves, compare them, and let the new one serve',
    )
    .argument('<name>', 'timeline, participation or decisions')
    .option('--allow <file>', 'differences that are expected, each with its reason: YAML or JSON')
    .addHelpText('before', EXAMPLES)
    .action(run((session, name: string, flags: RebuildFlags) => rebuild(session, name, flags)));
};

async function rebuild(
  session: CliSession,
  name: string,
  { allow }: RebuildFlags,
): Promise<ExitCode> {
  const format = session.chooseFormat('table', 'json');
  const allowed =
    allow === undefined ? [] : await readAllowedDifferences(session.resolvePath(allow));
  const shown = new RebuildProgressDisplay(session);
  const end = await runProjectionsTask<CliRebuildResult>(
    session,
    { action: 'rebuild', name, allowed },
    (step) => shown.update(step),
  );
  shown.clear();
  if ('exit' in end) {
    if (end.exit === EXIT.interrupted)
      await session.writeMessage(`Stopped. The same call goes on where it was.`);
    return end.exit;
  }
  const out = session.openOutput();
  if (format === 'json') await out.writeJson({ schemaVersion: 1, ...end.outcome });
  else
    for (const line of reportLines(end.outcome.comparison.differences)) await out.writeLine(line);
  await out.close();
  await session.writeMessage(sayOutcome(name, end.outcome));
  return end.outcome.swapped === null ? EXIT.verificationFailed : EXIT.success;
}

/** Shows phases, and within the loading how fast it goes and how long it still takes. */
export class RebuildProgressDisplay {
  readonly #session: CliSession;
  #loading: ProgressDisplay | undefined;
  /** What a rebuild that is gone on with had done before: it says nothing of how fast this one is. */
  #before = 0;

  constructor(session: CliSession) {
    this.#session = session;
  }

  update({ phase, generation, done, total }: ProjectionsProgress): void {
    if (phase === 'resumed') this.#say(`Goes on with ${generation}, which was begun before.`);
    if (phase === 'indexing') this.#say(`Making the indexes of ${generation}.`);
    if (phase === 'comparing') this.#say(`Comparing ${generation} with the one that serves.`);
    if (phase !== 'loading' || done === undefined) return;
    if (this.#loading === undefined) this.#before = done;
    this.#loading ??= new ProgressDisplay(this.#session.terminal, {
      phase: `Making ${generation}`,
      unit: 'events',
    });
    this.#loading.update({
      done: done - this.#before,
      total: total === undefined ? total : total - this.#before,
    });
  }

  clear(): void {
    this.#loading?.clear();
  }

  #say(message: string): void {
    this.clear();
    void this.#session.writeMessage(message);
  }
}

function reportLines(differences: readonly CliGenerationDifference[]): readonly string[] {
  return differences.flatMap(({ table, change, column, rows, examples, allowed }) => [
    `${table}${column === null ? '' : `.${column}`}: ${change}, ${formatCount(rows, 'row')}, ` +
      (allowed === null ? 'not allowed' : `allowed: ${allowed}`),
    ...examples.map(
      ({ key, before, after }) => `  ${key}: ${JSON.stringify(before)} -> ${JSON.stringify(after)}`,
    ),
  ]);
}

function sayOutcome(name: string, { comparison, swapped, taken }: CliRebuildResult): string {
  const { from, to, hashes, at } = comparison;
  if (swapped === null) {
    return (
      `${to} differs from ${from} at ${at.join(', ')}: ${from} serves on. ` +
      'Allow what is meant to differ with --allow FILE and call again, ' +
      `or drop it with: rapporteur projections retire ${name} --generation ${to}`
    );
  }
  const compared =
    hashes !== null && hashes.from === hashes.to
      ? `state hash ${hashes.to}`
      : 'differences as allowed';
  const work = taken ? '' : ' No projector is at work on it: start one.';
  return `${to} serves in place of ${from}: ${compared}, at ${at.join(', ')}.${work}`;
}
