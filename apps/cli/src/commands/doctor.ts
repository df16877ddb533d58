import { EXIT, type ExitCode, toExitCode } from '@rapporteur/platform/exit-codes';
import type { AddCommand, CliSession } from '../session.ts';
import { waitForExit, spawnStandalone } from '../standalone-process.ts';

const EXAMPLES = `Examples:
  rapporteur doctor
  rapporteur doctor --json
  RAPPORTEUR_LOG=kafka://broker-1:9092 RAPPORTEUR_DATABASE=postgres://… rapporteur doctor
`;

/** `doctor` */
export const addDoctor: AddCommand = (program, run) => {
  program
    .command('doctor')
    .description(
      'look over the log, the database, the read models and the texts that the settings name, with or without a server; exit code 3 where anything is refused',
    )
    .addHelpText('before', EXAMPLES)
    .action(run((session) => doctor(session)));
};

// The log is opened by standalone, which knows where it lies; the command line itself only speaks HTTP.
async function doctor(session: CliSession): Promise<ExitCode> {
  const words = ['doctor', ...(session.chooseFormat('table', 'json') === 'json' ? ['--json'] : [])];
  const child = spawnStandalone(words, session.terminal.env, ['ignore', 'pipe', 'inherit']);
  const ended = waitForExit(child);
  const out = session.openOutput();
  for await (const chunk of child.stdout ?? []) await out.write(chunk as Uint8Array);
  await out.close();
  return toExitCode((await ended) ?? EXIT.internalError);
}
