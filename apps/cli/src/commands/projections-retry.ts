import { EXIT, type ExitCode } from '@rapporteur/platform/exit-codes';
import { defineCommand } from '../command-definition.ts';
import { type CliParkedCommand, formatParkedCommands } from '../parked-commands.ts';
import { formatCount } from '../progress-display.ts';
import { runProjectionsTask } from '../projections-process.ts';
import type { CliSession } from '../session.ts';

interface RetryResult {
  readonly tried: number;
  readonly left: readonly CliParkedCommand[];
}

/** `projections retry` */
export const addProjectionsRetry = defineCommand({
  name: 'retry',
  description: 'retry the parked commands of a read model with this release',
  examples: ['rapporteur projections retry timeline'],
  arguments: { '<name>': 'timeline, participation or decisions' },
  opensRecord: true,
  records: true,
  execute: retryParkedCommands,
});

async function retryParkedCommands(session: CliSession, name: string): Promise<ExitCode> {
  const format = session.chooseFormat('table', 'json');
  const result = await runProjectionsTask<RetryResult>(session, { action: 'retry', name });
  if ('exitCode' in result) return result.exitCode;

  const { tried, left } = result.outcome;
  const out = session.openOutput();
  if (format === 'json') await out.writeJson({ schemaVersion: 1, tried, left });
  else if (left.length > 0)
    await out.writeLines(formatParkedCommands(left, session.terminal.columns));
  await out.close();

  const commands = formatCount(tried, 'parked command');
  const shown = tried - left.length;
  await session.writeMessage(
    `Retried ${commands}: ${shown} now shown, ${left.length} still parked.`,
  );
  return left.length > 0 ? EXIT.incomplete : EXIT.success;
}
