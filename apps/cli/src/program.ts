import { Command } from 'commander';
import type { RunCommand } from './command-definition.ts';
import { addCompletion } from './commands/completion.ts';
import { addDemo } from './commands/demo.ts';
import { addDoctor } from './commands/doctor.ts';
import { addDraft } from './commands/draft.ts';
import { addHelp } from './commands/help.ts';
import { addImport } from './commands/import.ts';
import { addLogCreate } from './commands/log-create.ts';
import { addLogExport } from './commands/log-export.ts';
import { addLogRestore } from './commands/log-restore.ts';
import { addMap } from './commands/map.ts';
import { addProjectionsList } from './commands/projections-list.ts';
import { addProjectionsParked } from './commands/projections-parked.ts';
import { addProjectionsRebuild } from './commands/projections-rebuild.ts';
import { addProjectionsRetire } from './commands/projections-retire.ts';
import { addProjectionsRetry } from './commands/projections-retry.ts';
import { addProjectionsRollback } from './commands/projections-rollback.ts';
import { addProjectionsSkip } from './commands/projections-skip.ts';
import { addQuery } from './commands/query.ts';
import { addReview } from './commands/review.ts';
import { addReplay } from './commands/replay.ts';
import { addSourcesAttach } from './commands/sources-attach.ts';
import { addSourcesList } from './commands/sources-list.ts';
import { addStatus } from './commands/status.ts';
import { addStreamsShow } from './commands/streams-show.ts';
import { addSubmit } from './commands/submit.ts';
import type { GlobalFlags } from './session.ts';

export interface ProgramOptions {
  readonly run: RunCommand;
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  readonly columns: number;
}

/** Returns the program with every command and its flags. */
export function buildProgram({ run, out, err, columns }: ProgramOptions): Command {
  const program = new Command('rapporteur')
    .description(
      'The record of intergovernmental bodies: their meetings and decisions, with the sources.',
    )
    .version('0.1.0', '--version', 'print the version')
    .helpOption('-h, --help', 'show the help, examples first')
    .helpCommand(false)
    .option('--json', 'write one JSON document')
    .option('--csv', 'write a table as CSV')
    .option('--ndjson', 'write one JSON text per line')
    .option('--output <file>', 'write the data to a file; - is the standard output')
    .option('--url <url>', 'the address of the server (default: RAPPORTEUR_URL)')
    .option('--no-color', 'no colour; NO_COLOR does the same')
    .option('--no-input', 'never prompt: `review` then needs --list or --accept-above')
    .configureHelp({ showGlobalOptions: true, sortSubcommands: false })
    .configureOutput({
      writeOut: out,
      writeErr: err,
      getOutHelpWidth: () => columns,
      getErrHelpWidth: () => columns,
    })
    .showHelpAfterError(false)
    .exitOverride();

  addRecordingCommands(program, run);
  program.commandsGroup('Query:');
  addQuery(program, run);
  addOperatingCommands(program, run);
  program.commandsGroup('Other:');
  addDemo(program, run);
  addCompletion(program, run);
  addHelp(program, run);
  return program;
}

function addRecordingCommands(program: Command, run: RunCommand): void {
  program.commandsGroup('Record:');
  addSubmit(program, run);
  addDraft(program, run);
  addReview(program, run);
  addImport(program, run);
  addMap(program, run);
  const sources = program.command('sources').description('list and attach the texts of documents');
  addSourcesList(sources, run);
  addSourcesAttach(sources, run);
}

function addOperatingCommands(program: Command, run: RunCommand): void {
  program.commandsGroup('Operate and audit:');
  addReplay(program, run);
  addStreamsShow(program.command('streams').description('inspect one stream of the log'), run);

  const log = program.command('log').description('create, export and restore the log');
  addLogCreate(log, run);
  addLogExport(log, run);
  addLogRestore(log, run);
  addStatus(program, run);
  addDoctor(program, run);

  const projections = program
    .command('projections')
    .description('rebuild read models without downtime, and manage parked commands');
  addProjectionsList(projections, run);
  addProjectionsRebuild(projections, run);
  addProjectionsRollback(projections, run);
  addProjectionsRetire(projections, run);
  addProjectionsParked(projections, run);
  addProjectionsRetry(projections, run);
  addProjectionsSkip(projections, run);
}

/** Returns the global flags, which may be anywhere in the line. */
export function getGlobalFlags(command: Command): GlobalFlags {
  return command.optsWithGlobals<GlobalFlags>();
}
