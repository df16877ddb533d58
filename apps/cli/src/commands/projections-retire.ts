import { EXIT, type ExitCode } from '@rapporteur/platform/exit-codes';
import { runProjectionsTask } from '../projections-process.ts';
import type { AddCommand, CliSession } from '../session.ts';

interface RetireFlags {
  readonly generation?: string;
}

const EXAMPLES = `Examples:
  rapporteur projections retire participation
  rapporteur projections retire participation --generation participation_v1_2
`;

/** `projections retire` */
export const addProjectionsRetire: AddCommand = (projections, run) => {
  projections
    .command('retire')
    .description('drop what no longer serves of a read model: after it there is no way back')
    .argument('<name>', 'timeline, participation or decisions')
    .option(
      '--generation <generation>',
      'only this one, even if it is half built (default: all that are retained)',
    )
    .addHelpText('before', EXAMPLES)
    .action(run((session, name: string, flags: RetireFlags) => retire(session, name, flags)));
};

async function retire(
  session: CliSession,
  name: string,
  { generation }: RetireFlags,
): Promise<ExitCode> {
  session.chooseFormat('table');
  const task = {
    action: 'retire',
    name,
    ...(generation === undefined ? {} : { generation }),
  } as const;
  const end = await runProjectionsTask<readonly string[]>(session, task);
  if ('exit' in end) return end.exit;
  await session.writeMessage(`Dropped ${end.outcome.join(', ')}.`);
  return EXIT.success;
}
