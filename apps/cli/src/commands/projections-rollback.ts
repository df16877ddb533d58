import { EXIT, type ExitCode } from '@rapporteur/platform/exit-codes';
import { runProjectionsTask } from '../projections-process.ts';
import type { AddCommand, CliSession } from '../session.ts';
import { RebuildProgressDisplay } from './projections-rebuild.ts';

const EXAMPLES = `Examples:
  rapporteur projections rollback participation
`;

interface RollbackResult {
  readonly swapped: { readonly from: string; readonly to: string };
  readonly taken: boolean;
}

/** `projections rollback` */
export const addProjectionsRollback: AddCommand = (projections, run) => {
  projections
    .command('rollback')
    .description('let the generation serve again that served before, with what was recorded since')
    .argument('<name>', 'timeline, participation or decisions')
    .addHelpText('before', EXAMPLES)
    .action(run((session, name: string) => goBack(session, name)));
};

async function goBack(session: CliSession, name: string): Promise<ExitCode> {
  session.chooseFormat('table');
  const shown = new RebuildProgressDisplay(session);
  const end = await runProjectionsTask<RollbackResult>(
    session,
    { action: 'rollback', name },
    (step) => shown.update(step),
  );
  shown.clear();
  if ('exit' in end) return end.exit;
  const { swapped, taken } = end.outcome;
  const work = taken ? '' : ' No projector is at work on it: start one.';
  await session.writeMessage(`${swapped.to} serves again in place of ${swapped.from}.${work}`);
  return EXIT.success;
}
