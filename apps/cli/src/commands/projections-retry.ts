import { EXIT, type ExitCode } from '@rapporteur/platform/exit-codes';
import { type CliParkedCommand, formatParkedCommands } from '../parked-commands.ts';
import { formatCount } from '../progress-display.ts';
import { runProjectionsTask } from '../projections-process.ts';
import type { AddCommand, CliSession } from '../session.ts';

const EXAMPLES = `Examples:
  rapporteur projections retry timeline
`;

interface RetryResult {
  readonly tried: number;
  readonly left: readonly CliParkedCommand[];
}

/** `projections retry` */
export const addProjectionsRetry: AddCommand = (projections, run) => {
  projections
    .command('retry')
    .description('try again, by this release, what a read model could not show')
    .argument('<name>', 'timeline, participation or decisions')
    .addHelpText('before', EXAMPLES)
    .action(run((session, name: string) => retry(session, name)));
};

async function retry(session: CliSession, name: string): Promise<ExitCode> {
  const format = session.chooseFormat('table', 'json');
  const end = await runProjectionsTask<RetryResult>(session, { action: 'retry', name });
  if ('exit' in end) return end.exit;
  const { tried, left } = end.outcome;
  const out = session.openOutput();
  if (format === 'json') await out.writeJson({ schemaVersion: 1, tried, left });
  else if (left.length > 0)
    for (const line of formatParkedCommands(left, session.terminal.columns))
      await out.writeLine(line);
  await out.close();
  await session.writeMessage(
    `Of ${formatCount(tried, 'parked command')} ${tried - left.length} are shown now, ${left.length} are not.`,
  );
  return left.length > 0 ? EXIT.incomplete : EXIT.success;
}
