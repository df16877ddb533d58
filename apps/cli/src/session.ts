import { resolve } from 'node:path';
import { readSettings, type Settings } from '@rapporteur/platform/settings';
import type { Command } from 'commander';
import pc from 'picocolors';
import { ApiClient } from './api-client.ts';
import { CliError } from './cli-error.ts';
import { EXIT, type ExitCode } from '@rapporteur/platform/exit-codes';
import { type OutputFormat, parseFormatFlags, type FormatFlags, Output } from './output.ts';
import { isColourAllowed, type Terminal, write } from './terminal.ts';

/** The flags that every verb knows. */
export interface GlobalFlags extends FormatFlags {
  readonly output?: string;
  readonly url?: string;
  readonly color: boolean;
}

type Colours = ReturnType<typeof pc.createColors>;

/** What a verb has to work with. */
export interface CliSession {
  readonly terminal: Terminal;
  readonly settings: Settings;
  readonly flags: GlobalFlags;
  /** Whom questions are put to. */
  readonly queryApi: ApiClient;
  /** Who takes commands and texts: the same, unless the settings name another. */
  readonly commandApi: ApiClient;
  /** A file or folder as the person names it, made absolute. */
  resolvePath(named: string): string;
  /** For what goes to the standard output. */
  readonly colours: Colours;
  /** Says something to the person, apart from the data. */
  writeMessage(message: string): Promise<void>;
  /** Runs a further line on the same terminal. */
  runCli(line: readonly string[]): Promise<ExitCode>;
  /** The format that was asked for, of those the verb can write. */
  chooseFormat(...offered: readonly OutputFormat[]): OutputFormat;
  /** Where the data go. */
  openOutput(): Output;
}

/** Reads the settings and flags of one call. */
export function openSession(
  terminal: Terminal,
  flags: GlobalFlags,
  call: CliSession['runCli'],
): CliSession {
  const settings = readSettings(terminal.env, { cwd: terminal.cwd });
  const apiAt = (url: string): ApiClient => new ApiClient(checkUrl(url), terminal.interrupt.signal);
  return {
    terminal,
    settings,
    flags,
    runCli: call,
    queryApi: apiAt(flags.url ?? settings.url),
    // An address that is given for one call is all of it: a command must not go to another record than is asked.
    commandApi: apiAt(flags.url ?? settings.commandsUrl),
    resolvePath: (named) => resolve(terminal.callerFolder, named),
    colours: pc.createColors(
      flags.color && flags.output === undefined && isColourAllowed(terminal.env, terminal.outIsTty),
    ),
    writeMessage: (message) => write(terminal.err, `${message}\n`),
    chooseFormat: (...offered) => parseFormatFlags(flags, offered),
    openOutput: () =>
      Output.open(
        terminal,
        flags.output === undefined || flags.output === '-'
          ? undefined
          : resolve(terminal.callerFolder, flags.output),
      ),
  };
}

function checkUrl(url: string): string {
  const protocol = URL.parse(url)?.protocol;
  if (protocol === 'http:' || protocol === 'https:') return url;
  throw new CliError(
    EXIT.usage,
    `${url} is no address of a server.`,
    'Write it as http://127.0.0.1:8642.',
  );
}

/** Wraps what a verb does into what commander calls. */
export type RunCommand = <A extends readonly unknown[]>(
  verb: (session: CliSession, ...given: A) => Promise<ExitCode>,
) => (...given: [...A, Command]) => Promise<void>;

/** Adds one verb to its noun, or to the program. */
export type AddCommand = (parent: Command, run: RunCommand) => void;
