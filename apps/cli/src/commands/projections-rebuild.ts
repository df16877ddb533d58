import type { CliAllowedDifference } from '../allowed-differences.ts';
import { EXIT, type ExitCode } from '@rapporteur/platform/exit-codes';
import { defineCommand } from '../command-definition.ts';
import { formatCount } from '../progress-display.ts';
import { runProjectionsTask } from '../projections-process.ts';
import { RebuildProgressDisplay } from '../rebuild-progress.ts';
import type { CliSession } from '../session.ts';

interface RebuildFlags {
  readonly allow?: string;
}

/** One difference between the new generation and the serving one. */
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
export const addProjectionsRebuild = defineCommand({
  name: 'rebuild',
  description:
    'build a new generation of a read model, compare it with the serving one, and let it serve',
  examples: [
    'rapporteur projections rebuild participation',
    'rapporteur projections rebuild timeline --allow differences.yaml',
    'rapporteur projections rebuild timeline --json --output report.json',
  ],
  arguments: { '<name>': 'timeline, participation or decisions' },
  flags: { '--allow <file>': 'a YAML or JSON file of expected differences, each with its reason' },
  opensRecord: true,
  records: true,
  execute: rebuildReadModel,
});

async function rebuildReadModel(
  session: CliSession,
  name: string,
  { allow }: RebuildFlags,
): Promise<ExitCode> {
  const format = session.chooseFormat('table', 'json');
  const allowed = allow === undefined ? [] : await readAllowed(session.resolvePath(allow));

  const progress = new RebuildProgressDisplay(session);
  const task = { action: 'rebuild', name, allowed } as const;
  const result = await runProjectionsTask<CliRebuildResult>(session, task, (step) =>
    progress.update(step),
  );
  progress.clear();
  if ('exitCode' in result) {
    if (result.exitCode === EXIT.interrupted)
      await session.writeMessage(
        `Interrupted. To continue: ${session.callLines.formatRepeated({ words: [name] })}`,
      );
    return result.exitCode;
  }

  const { outcome } = result;
  const out = session.openOutput();
  if (format === 'json') await out.writeJson({ schemaVersion: 1, ...outcome });
  else await out.writeLines(formatDifferences(outcome.comparison.differences));
  await out.close();
  await session.writeMessage(formatOutcome(session, name, outcome));
  return outcome.swapped === null ? EXIT.verificationFailed : EXIT.success;
}

function formatDifferences(differences: readonly CliGenerationDifference[]): readonly string[] {
  return differences.flatMap(({ table, change, column, rows, examples, allowed }) => [
    `${table}${column === null ? '' : `.${column}`}: ${change}, ${formatCount(rows, 'row')}, ` +
      (allowed === null ? 'not allowed' : `allowed: ${allowed}`),
    ...examples.map(
      ({ key, before, after }) => `  ${key}: ${JSON.stringify(before)} -> ${JSON.stringify(after)}`,
    ),
  ]);
}

function formatOutcome(
  { callLines }: CliSession,
  name: string,
  { comparison, swapped, taken }: CliRebuildResult,
): string {
  const { from, to, hashes, at } = comparison;
  // The position of an empty partition is before its first event.
  const positions = at.filter((position) => !position.endsWith(':-1'));
  const place = positions.length === 0 ? 'with an empty log' : `at ${positions.join(', ')}`;
  if (swapped === null) {
    const retire = callLines.formatOther({
      name: 'projections retire',
      words: [name],
      flags: { '--generation': to },
    });
    return (
      `${to} differs from ${from} ${place}: ${from} continues to serve. ` +
      'Allow expected differences with --allow FILE and run the command again, ' +
      `or drop it with: ${retire}`
    );
  }

  const isEqual = hashes !== null && hashes.from === hashes.to;
  const comparedText = isEqual ? `same state hash ${hashes.to}` : 'only allowed differences';
  const hint = taken ? '' : ' No projector runs for it: start one.';
  return `${to} now serves instead of ${from}: ${comparedText}, ${place}.${hint}`;
}

async function readAllowed(file: string): Promise<readonly CliAllowedDifference[]> {
  // The parser of YAML loads slowly, and only this flag needs it.
  const { readAllowedDifferences } = await import('../allowed-differences.ts');
  return readAllowedDifferences(file);
}
