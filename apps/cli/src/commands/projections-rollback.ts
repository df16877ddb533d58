import { EXIT, type ExitCode } from '@rapporteur/platform/exit-codes';
import { defineCommand } from '../command-definition.ts';
import { runProjectionsTask } from '../projections-process.ts';
import { RebuildProgressDisplay } from '../rebuild-progress.ts';
import type { CliSession } from '../session.ts';

interface RollbackResult {
  readonly swapped: { readonly from: string; readonly to: string };
  readonly taken: boolean;
}

/** `projections rollback` */
export const addProjectionsRollback = defineCommand({
  name: 'rollback',
  description: 'let the previous generation serve again, with everything recorded since',
  examples: ['rapporteur projections rollback participation'],
  arguments: { '<name>': 'timeline, participation or decisions' },
  opensRecord: true,
  records: true,
  execute: rollBackReadModel,
});

async function rollBackReadModel(session: CliSession, name: string): Promise<ExitCode> {
  session.chooseFormat('table');
  const progress = new RebuildProgressDisplay(session);
  const task = { action: 'rollback', name } as const;
  const result = await runProjectionsTask<RollbackResult>(session, task, (step) =>
    progress.update(step),
  );
  progress.clear();
  if ('exitCode' in result) return result.exitCode;

  const { swapped, taken } = result.outcome;
  const hint = taken ? '' : ' No projector runs for it: start one.';
  await session.writeMessage(`${swapped.to} serves again instead of ${swapped.from}.${hint}`);
  return EXIT.success;
}
