import 'reflect-metadata';
import { readSettings } from '@rapporteur/platform';
import { exitCodeOf, sayFault } from './fault.ts';
import { runRestore } from './run-restore.ts';
import { runServer } from './run-server.ts';

// pnpm hands on the `--` that separates its own flags from ours.
const [verb, ...rest] = process.argv.slice(2).filter((word) => word !== '--');

try {
  if (verb === undefined) await runServer(readSettings());
  else if (verb === 'restore') await runRestore(readSettings(), rest);
  else
    throw new RangeError(`standalone knows no ${verb}: it takes no arguments, its settings are RAPPORTEUR_… variables`);
} catch (error) {
  process.stderr.write(`${sayFault(error)}\n`);
  process.exit(exitCodeOf(error));
}
