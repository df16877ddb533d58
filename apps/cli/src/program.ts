import { Command } from 'commander';
import type { GlobalFlags, RunCommand } from './session.ts';
import { addCompletion } from './commands/completion.ts';
import { addDemo } from './commands/demo.ts';
import { addDoctor } from './commands/doctor.ts';
import { addHelp } from './commands/help.ts';
import { addImport } from './commands/import.ts';
import { addLogCreate } from './commands/log-create.ts';
import { addLogExport } from './commands/log-export.ts';
import { addLogRestore } from './commands/log-restore.ts';
import { addProjectionsList } from './commands/projections-list.ts';
import { addProjectionsParked } from './commands/projections-parked.ts';
import { addProjectionsRebuild } from './commands/projections-rebuild.ts';
import { addProjectionsRetire } from './commands/projections-retire.ts';
import { addProjectionsRetry } from './commands/projections-retry.ts';
import { addProjectionsRollback } from './commands/projections-rollback.ts';
import { addProjectionsSkip } from './commands/projections-skip.ts';
import { addQuery } from './commands/query.ts';
import { addReplay } from './commands/replay.ts';
import { addSourcesAttach } from './commands/sources-attach.ts';
import { addSourcesList } from './commands/sources-list.ts';
import { addStatus } from './commands/status.ts';
import { addStreamsShow } from './commands/streams-show.ts';
import { addSubmit } from './commands/submit.ts';

/** Who makes the program, and what it is told of a call. */
export interface ProgramOptions {
  readonly run: RunCommand;
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  readonly columns: number;
}

const GROUPS = { record: 'To record', ask: 'To ask', keep: 'To keep and audit', other: 'Else' };

/** Every verb with its flags: what the parser, the help, the completion and the documentation are made from. */
export function buildProgram({ run, out, err, columns }: ProgramOptions): Command {
  const program = new Command('rapporteur')
    .description(
      'The record of intergovernmental bodies: who met, what was decided, and who says so.',
    )
    .version('0.1.0', '--version', 'say which version this is')
    .helpOption('-h, --help', 'show how it is used, examples first')
    .helpCommand(false)
    .option('--json', 'write one JSON document')
    .option('--csv', 'write a table as CSV')
    .option('--ndjson', 'write one JSON text a line')
    .option('--output <file>', 'write the data to a file; - is the standard output')
    .option('--url <url>', 'where the server answers (default: RAPPORTEUR_URL)')
    .option('--no-color', 'no colour; NO_COLOR does the same')
    .option('--no-input', 'never ask (it never does)')
    .configureHelp({ showGlobalOptions: true, sortSubcommands: false })
    .configureOutput({
      writeOut: out,
      writeErr: err,
      getOutHelpWidth: () => columns,
      getErrHelpWidth: () => columns,
    })
    .showHelpAfterError(false)
    .exitOverride();
  program.commandsGroup(`${GROUPS.record}:`);
  addSubmit(program, run);
  addImport(program, run);
  const sources = program
    .command('sources')
    .description('the texts of the documents: what is held, and handing it over');
  addSourcesList(sources, run);
  addSourcesAttach(sources, run);
  program.commandsGroup(`${GROUPS.ask}:`);
  addQuery(program, run);
  program.commandsGroup(`${GROUPS.keep}:`);
  addReplay(program, run);
  addStreamsShow(program.command('streams').description('look into one stream of the log'), run);
  const log = program.command('log').description('keep the log safe');
  addLogCreate(log, run);
  addLogExport(log, run);
  addLogRestore(log, run);
  addStatus(program, run);
  addDoctor(program, run);
  const projections = program
    .command('projections')
    .description('rebuild read models while they answer, and see to what they cannot show');
  addProjectionsList(projections, run);
  addProjectionsRebuild(projections, run);
  addProjectionsRollback(projections, run);
  addProjectionsRetire(projections, run);
  addProjectionsParked(projections, run);
  addProjectionsRetry(projections, run);
  addProjectionsSkip(projections, run);
  program.commandsGroup(`${GROUPS.other}:`);
  addDemo(program, run);
  addCompletion(program, run);
  addHelp(program, run);
  return program;
}

/** The flags that every verb knows, as they were given anywhere in the line. */
export function globalFlags(command: Command): GlobalFlags {
  return command.optsWithGlobals<GlobalFlags>();
}
