import 'reflect-metadata';
import { continueWithoutOutput, readSettings } from '@rapporteur/platform';
import { EXIT } from '@rapporteur/platform/exit-codes';
import { formatMessage } from '@rapporteur/platform/terminal-text';
import { formatError, getExitCode } from './error-report.ts';

continueWithoutOutput();
// pnpm passes on the `--` between its own flags and those of the program.
const [command, ...args] = process.argv.slice(2).filter((argument) => argument !== '--');

/** Runs a command. Each loads its own modules: a start should not wait for those of the others. */
async function run(): Promise<void> {
  const settings = readSettings();
  if (command === undefined) {
    await (await import('./run-server.ts')).runServer(settings);
  } else if (command === 'full') {
    await (await import('./distributed/run-distributed.ts')).runDistributed(settings);
  } else if (command === 'doctor') {
    await (await import('./doctor/run-doctor.ts')).runDoctor(settings, args);
  } else if (command === 'create') {
    process.stderr.write(`${await (await import('./create-log.ts')).createLog(settings)}\n`);
    process.exit(EXIT.success);
  } else if (command === 'restore') {
    await (await import('./run-restore.ts')).runRestore(settings, args);
  } else if (command === 'projections') {
    await (await import('./run-projections.ts')).runProjections(settings, args);
  } else {
    throw new RangeError(
      `Unknown argument \`${command}\`. Standalone takes its settings from RAPPORTEUR_… variables.`,
    );
  }
}

try {
  await run();
} catch (error) {
  process.stderr.write(`${formatMessage(formatError(error))}\n`);
  process.exit(getExitCode(error));
}
