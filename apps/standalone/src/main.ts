import 'reflect-metadata';
import { continueWithoutOutput, readSettings } from '@rapporteur/platform';
import { EXIT } from '@rapporteur/platform/exit-codes';
import { formatMessage } from '@rapporteur/platform/terminal-text';
import { createLog } from './create-log.ts';
import { runDistributed } from './distributed/run-distributed.ts';
import { runDoctor } from './doctor/run-doctor.ts';
import { formatError, getExitCode } from './error-report.ts';
import { runProjections } from './run-projections.ts';
import { runRestore } from './run-restore.ts';
import { runServer } from './run-server.ts';

continueWithoutOutput();
// pnpm passes on the `--` between its own flags and those of the program.
const [command, ...args] = process.argv.slice(2).filter((argument) => argument !== '--');

try {
  if (command === undefined) await runServer(readSettings());
  else if (command === 'full') await runDistributed(readSettings());
  else if (command === 'doctor') await runDoctor(readSettings(), args);
  else if (command === 'create') {
    process.stderr.write(`${await createLog(readSettings())}\n`);
    process.exit(EXIT.success);
  } else if (command === 'restore') await runRestore(readSettings(), args);
  else if (command === 'projections') await runProjections(readSettings(), args);
  else
    throw new RangeError(
      `Unknown argument \`${command}\`. Standalone takes its settings from RAPPORTEUR_… variables.`,
    );
} catch (error) {
  process.stderr.write(`${formatMessage(formatError(error))}\n`);
  process.exit(getExitCode(error));
}
