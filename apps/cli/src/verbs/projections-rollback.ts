import { EXIT, type ExitCode } from '../exit-code.ts';
import { performTask } from '../projections-process.ts';
import type { AddCommand, Session } from '../session.ts';
import { ShownProgress } from './projections-rebuild.ts';

const EXAMPLES = `Examples:
  rapporteur projections rollback participation
`;

interface RolledBack {
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

async function goBack(session: Session, name: string): Promise<ExitCode> {
  session.format('table');
  const shown = new ShownProgress(session);
  const end = await performTask<RolledBack>(session, { action: 'rollback', name }, (step) =>
    shown.step(step),
  );
  shown.end();
  if ('exit' in end) return end.exit;
  const { swapped, taken } = end.outcome;
  const work = taken ? '' : ' No projector is at work on it: start one.';
  await session.say(`${swapped.to} serves again in place of ${swapped.from}.${work}`);
  return EXIT.done;
}
