import 'reflect-metadata';
import { readSettings } from '@rapporteur/platform';
import { EXIT } from '@rapporteur/platform/exit-codes';
import { createLog } from './create-log.ts';
import { runDoctor } from './doctor/run-doctor.ts';
import { runDistributed } from './distributed/run-distributed.ts';
import { getExitCode, formatError } from './error-report.ts';
import { runProjections } from './run-projections.ts';
import { runRestore } from './run-restore.ts';
import { runServer } from './run-server.ts';

// pnpm hands on the `--` that separates its own flags from ours.
const [verb, ...rest] = process.argv.slice(2).filter((word) => word !== '--');

try {
  if (verb === undefined) await runServer(readSettings());
  else if (verb === 'full') await runDistributed(readSettings());
  else if (verb === 'doctor') await runDoctor(readSettings(), rest);
  else if (verb === 'create') {
    process.stderr.write(`${await createLog(readSettings())}\n`);
    process.exit(EXIT.success);
  } else if (verb === 'restore') await runRestore(readSettings(), rest);
  else if (verb === 'projections') await runProjections(readSettings(), rest);
  else
    throw new RangeError(
      `standalone knows no ${verb}: it takes no arguments, its settings are RAPPORTEUR_… variables`,
    );
} catch (error) {
  process.stderr.write(`${formatError(error)}\n`);
  process.exit(getExitCode(error));
}
