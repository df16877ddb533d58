import { EXIT, type ExitCode, FAILURE_EXITS } from '@rapporteur/platform/exit-codes';
import { ExportFolderError } from '@rapporteur/platform/export-folder';
import { SettingsError } from '@rapporteur/platform/settings';
import { escapeControls, formatMessage } from '@rapporteur/platform/terminal-text';
import { explainFailure } from '@rapporteur/resilience';
import { Command, CommanderError } from 'commander';
import { CallLines } from './call-line.ts';
import { CliError } from './cli-error.ts';
import { opensRecord, type RunCommand } from './command-definition.ts';
import type { Output } from './output.ts';
import { buildProgram, getGlobalFlags } from './program.ts';
import { openSession } from './session.ts';
import { type Terminal, writeMessage } from './terminal.ts';

/** Runs one call of the command line and returns its exit code. */
export async function runCli(argv: readonly string[], terminal: Terminal): Promise<ExitCode> {
  let exitCode: ExitCode = EXIT.success;
  const run: RunCommand =
    (execute, { records }) =>
    async (...given) => {
      // Commander passes the arguments, the flags, and the command itself.
      const command = given.at(-1);
      if (!(command instanceof Command)) throw new TypeError('The last argument is not a command.');
      const flags = getGlobalFlags(command);
      if (flags.url !== undefined && opensRecord(command)) throw createUrlError(command);
      // Nothing that a reader does to the output may interrupt a recording.
      if (records) terminal.keepRunning?.();
      const session = openSession({
        mayLoseOutput: records,
        terminal,
        outputs,
        flags,
        program,
        callLines: new CallLines(command, terminal.env),
        runCli: (line) => runCli(line, terminal),
      });
      exitCode = await execute(session, ...(given as never[]));
    };
  const outputs: Output[] = [];
  const program = buildProgram({
    run,
    out: (text) => void terminal.out.write(escapeControls(text)),
    err: (text) => void terminal.err.write(formatMessage(text)),
    columns: Math.min(terminal.columns, 120),
  });

  try {
    await program.parseAsync(removeSeparator(argv), { from: 'user' });
    // A command that was interrupted has reported its result, too.
    for (const output of outputs) await output.close();
    return exitCode;
  } catch (error) {
    for (const output of outputs) output.discard();
    return reportError(error, terminal);
  }
}

function createUrlError(command: Command): CliError {
  const group = command.parent?.parent === null ? '' : `${command.parent?.name()} `;
  return new CliError(
    EXIT.usage,
    `\`${group}${command.name()}\` opens the record of the settings itself, and asks no server.`,
    'Leave out --url. Name the record with RAPPORTEUR_DATA, or with RAPPORTEUR_LOG and ' +
      'RAPPORTEUR_DATABASE.',
  );
}

/**
 * Removes the `--` that pnpm passes on from `npx pnpm demo -- --exit`. Any other one separates the
 * flags from arguments that begin with a hyphen.
 */
export function removeSeparator(argv: readonly string[]): string[] {
  const isPassedOn = argv[0] === '--' || (argv[0] === 'demo' && argv[1] === '--');
  return isPassedOn ? argv.toSpliced(argv.indexOf('--'), 1) : [...argv];
}

async function reportError(error: unknown, terminal: Terminal): Promise<ExitCode> {
  // Commander has printed its message. --help and --version also end with this error.
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.success : EXIT.usage;
  if (error instanceof SettingsError) {
    await writeMessage(terminal.err, `${error.message}\n`);
    return EXIT.usage;
  }
  if (error instanceof CliError || error instanceof ExportFolderError) {
    const fix = error.fix === null ? '' : `${error.fix}\n`;
    await writeMessage(terminal.err, `${error.message}\n${fix}`);
    return error.exitCode;
  }

  const failure = explainFailure(error);
  if (failure !== undefined) {
    await writeMessage(terminal.err, `${failure.message}\n`);
    return FAILURE_EXITS[failure.kind];
  }

  const details = error instanceof Error ? (error.stack ?? error.message) : String(error);
  await writeMessage(
    terminal.err,
    `Internal error. Please report it with these lines:\n${details}\n`,
  );
  return EXIT.internalError;
}
