import { EXIT, type ExitCode } from '@rapporteur/platform/exit-codes';
import { fetchParkedCommands, formatParkedCommands } from '../parked-commands.ts';
import type { AddCommand, CliSession } from '../session.ts';

const EXAMPLES = `Examples:
  rapporteur projections parked
  rapporteur projections parked timeline --json
`;

/** `projections parked` */
export const addProjectionsParked: AddCommand = (projections, run) => {
  projections
    .command('parked')
    .description(
      'the commands that a read model cannot show, and why: each is recorded, and kept out of sight whole',
    )
    .argument('[name]', 'timeline, participation or decisions (default: all)')
    .addHelpText('before', EXAMPLES)
    .action(run((session, name?: string) => list(session, name)));
};

async function list(session: CliSession, name: string | undefined): Promise<ExitCode> {
  const format = session.chooseFormat('table', 'json');
  const end = await fetchParkedCommands(session, name);
  if ('exit' in end) return end.exit;
  const { outcome: parked } = end;
  const out = session.openOutput();
  if (format === 'json') await out.writeJson({ schemaVersion: 1, parked });
  else if (parked.length > 0)
    for (const line of formatParkedCommands(parked, session.terminal.columns))
      await out.writeLine(line);
  await out.close();
  if (parked.length === 0 && format === 'table')
    await session.writeMessage('Nothing is parked: all that is recorded is shown.');
  return EXIT.success;
}
