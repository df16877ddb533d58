import { EXIT, type ExitCode, toExitCode } from '@rapporteur/platform/exit-codes';
import type { AddCommand, CliSession } from '../session.ts';
import { waitForExit, spawnStandalone } from '../standalone-process.ts';

const EXAMPLES = `Examples:
  RAPPORTEUR_LOG=kafka://broker-1:9092,broker-2:9092 rapporteur log create
  RAPPORTEUR_LOG=kafka://broker-1:9092 RAPPORTEUR_PARTITIONS=24 rapporteur log create
`;

/** `log create` */
export const addLogCreate: AddCommand = (log, run) => {
  log
    .command('create')
    .description(
      'make the log that RAPPORTEUR_LOG names: on Kafka its topic, with the settings it needs; one that is there is left alone, and looked over',
    )
    .addHelpText('before', EXAMPLES)
    .action(run((session) => create(session)));
};

async function create(session: CliSession): Promise<ExitCode> {
  session.chooseFormat('table');
  const child = spawnStandalone(['create'], session.terminal.env, ['ignore', 'inherit', 'inherit']);
  return toExitCode((await waitForExit(child)) ?? EXIT.internalError);
}
