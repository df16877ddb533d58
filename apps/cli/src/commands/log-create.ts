import { EXIT, type ExitCode, toExitCode } from '@rapporteur/platform/exit-codes';
import { defineCommand } from '../command-definition.ts';
import type { CliSession } from '../session.ts';
import { spawnStandalone, waitForExit } from '../standalone-process.ts';

/** `log create` */
export const addLogCreate = defineCommand({
  name: 'create',
  description:
    'create the log that RAPPORTEUR_LOG names: on Kafka its topic, with the settings it needs; ' +
    'an existing log is only checked',
  examples: [
    'RAPPORTEUR_LOG=kafka://broker-1:9092,broker-2:9092 rapporteur log create',
    'RAPPORTEUR_LOG=kafka://broker-1:9092 RAPPORTEUR_PARTITIONS=24 rapporteur log create',
  ],
  opensRecord: true,
  records: true,
  execute: createLog,
});

async function createLog(session: CliSession): Promise<ExitCode> {
  session.chooseFormat('table');
  const child = spawnStandalone(['create'], session.terminal.env, ['ignore', 'inherit', 'inherit']);
  return toExitCode((await waitForExit(child)) ?? EXIT.internalError);
}
