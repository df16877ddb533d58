import { EXIT, type ExitCode } from '@rapporteur/platform/exit-codes';
import { defineCommand } from '../command-definition.ts';
import { runProjectionsTask } from '../projections-process.ts';
import type { CliSession } from '../session.ts';

interface RetireFlags {
  readonly generation?: string;
}

/** `projections retire` */
export const addProjectionsRetire = defineCommand({
  name: 'retire',
  description: 'drop the generations of a read model that no longer serve; this cannot be undone',
  examples: [
    'rapporteur projections retire participation',
    'rapporteur projections retire participation --generation participation_v2_2',
  ],
  arguments: { '<name>': 'timeline, participation or decisions' },
  flags: {
    '--generation <generation>': 'only this one, even if it is incomplete (default: all retained)',
  },
  opensRecord: true,
  records: true,
  execute: retireGenerations,
});

async function retireGenerations(
  session: CliSession,
  name: string,
  { generation }: RetireFlags,
): Promise<ExitCode> {
  session.chooseFormat('table');
  const result = await runProjectionsTask<readonly string[]>(session, {
    action: 'retire',
    name,
    ...(generation === undefined ? {} : { generation }),
  });
  if ('exitCode' in result) return result.exitCode;

  await session.writeMessage(`Dropped ${result.outcome.join(', ')}.`);
  return EXIT.success;
}
