import { EXIT, type ExitCode, toExitCode } from '@rapporteur/platform/exit-codes';
import { defineCommand } from '../command-definition.ts';
import type { CliSession } from '../session.ts';
import { spawnStandalone, waitForExit } from '../standalone-process.ts';

/** `doctor` */
export const addDoctor = defineCommand({
  name: 'doctor',
  description:
    'check the log, the database, the read models and the texts that the settings name, ' +
    'with or without a server; exit code 3 if a check fails',
  examples: [
    'rapporteur doctor',
    'rapporteur doctor --json',
    'RAPPORTEUR_LOG=kafka://broker-1:9092 RAPPORTEUR_DATABASE=postgres://… rapporteur doctor',
  ],
  opensRecord: true,
  execute: runDoctor,
});

// Standalone opens the log: the command line itself only speaks HTTP.
async function runDoctor(session: CliSession): Promise<ExitCode> {
  const format = session.chooseFormat('table', 'json');
  const args = ['doctor', ...(format === 'json' ? ['--json'] : [])];
  const child = spawnStandalone(args, session.terminal.env, ['ignore', 'pipe', 'inherit']);
  const exited = waitForExit(child);

  const out = session.openOutput();
  for await (const chunk of child.stdout ?? []) await out.writeBytes(chunk as Uint8Array);
  await out.close();
  return toExitCode((await exited) ?? EXIT.internalError);
}
