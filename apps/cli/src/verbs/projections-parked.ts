import { EXIT, type ExitCode } from '../exit-code.ts';
import { listParked, parkedLines } from '../parked-commands.ts';
import type { AddCommand, Session } from '../session.ts';

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

async function list(session: Session, name: string | undefined): Promise<ExitCode> {
  const format = session.format('table', 'json');
  const end = await listParked(session, name);
  if ('exit' in end) return end.exit;
  const { outcome: parked } = end;
  const out = session.output();
  if (format === 'json') await out.json({ schemaVersion: 1, parked });
  else if (parked.length > 0)
    for (const line of parkedLines(parked, session.terminal.columns)) await out.line(line);
  await out.close();
  if (parked.length === 0 && format === 'table')
    await session.say('Nothing is parked: all that is recorded is shown.');
  return EXIT.done;
}
