import { SettingsError } from '@rapporteur/platform/settings';
import { type Command, CommanderError } from 'commander';
import { CliError } from './cli-error.ts';
import { EXIT, type ExitCode } from '@rapporteur/platform/exit-codes';
import { buildProgram, globalFlags } from './program.ts';
import { openSession, type RunCommand, type CliSession } from './session.ts';
import { type Terminal, write } from './terminal.ts';

/** Runs one call of the command line and says how the program is to exit. */
export async function runCli(argv: readonly string[], terminal: Terminal): Promise<ExitCode> {
  let exit: ExitCode = EXIT.success;
  const run: RunCommand = <A extends readonly unknown[]>(
    verb: (session: CliSession, ...given: A) => Promise<ExitCode>,
  ) => {
    return async (...given: [...A, Command]): Promise<void> => {
      const command = given.at(-1) as Command;
      const session = openSession(terminal, globalFlags(command), (line) => runCli(line, terminal));
      exit = await verb(session, ...(given as unknown as A));
    };
  };
  const program = buildProgram({
    run,
    out: (text) => void terminal.out.write(text),
    err: (text) => void terminal.err.write(text),
    columns: Math.min(terminal.columns, 120),
  });
  try {
    await program.parseAsync(removeSeparator(argv), { from: 'user' });
    return exit;
  } catch (error) {
    return report(error, terminal);
  }
}

/** `npx pnpm demo -- --exit` hands the `--` on as it stands: the first one is nobody's operand. */
export function removeSeparator(argv: readonly string[]): string[] {
  const at = argv.indexOf('--');
  return at === -1 ? [...argv] : argv.toSpliced(at, 1);
}

async function report(error: unknown, terminal: Terminal): Promise<ExitCode> {
  if (error instanceof CommanderError) {
    // Commander has said it already; help and version that were asked for are no errors.
    return error.exitCode === 0 ? EXIT.success : EXIT.usage;
  }
  if (error instanceof SettingsError) {
    await write(terminal.err, `${error.message}\n`);
    return EXIT.usage;
  }
  if (error instanceof CliError) {
    await write(terminal.err, `${error.message}\n${error.fix === null ? '' : `${error.fix}\n`}`);
    return error.exitCode;
  }
  const told = error instanceof Error ? (error.stack ?? error.message) : String(error);
  await write(
    terminal.err,
    `A fault of rapporteur, not of yours. Please report it with these lines:\n${told}\n`,
  );
  return EXIT.internalError;
}
