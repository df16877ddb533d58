import { EXIT, type ExitCode } from '@rapporteur/platform/exit-codes';
import { defineCommand } from '../command-definition.ts';
import { fetchParkedCommands, formatParkedCommands } from '../parked-commands.ts';
import type { CliSession } from '../session.ts';

/** `projections parked` */
export const addProjectionsParked = defineCommand({
  name: 'parked',
  description:
    'list the parked commands: recorded, but not shown by a read model, each with its reason',
  examples: ['rapporteur projections parked', 'rapporteur projections parked timeline --json'],
  arguments: { '[name]': 'timeline, participation or decisions (default: all)' },
  opensRecord: true,
  execute: listParkedCommands,
});

async function listParkedCommands(
  session: CliSession,
  name: string | undefined,
): Promise<ExitCode> {
  const format = session.chooseFormat('table', 'json');
  const result = await fetchParkedCommands(session, name);
  if ('exitCode' in result) return result.exitCode;

  const parked = result.outcome;
  const out = session.openOutput();
  if (format === 'json') await out.writeJson({ schemaVersion: 1, parked });
  else if (parked.length > 0)
    await out.writeLines(formatParkedCommands(parked, session.terminal.columns));
  await out.close();

  if (parked.length === 0 && format === 'table')
    await session.writeMessage('No command is parked: everything recorded is shown.');
  return EXIT.success;
}
