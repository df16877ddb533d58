import { resolve } from 'node:path';
import { readSettings, type Settings } from '@rapporteur/platform/settings';
import type { Command } from 'commander';
import pc from 'picocolors';
import { Api } from './api.ts';
import { CliError } from './cli-error.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { type Format, formatOf, type FormatFlags, Output } from './output.ts';
import { mayColour, type Terminal, write } from './terminal.ts';

/** The flags that every verb knows. */
export interface GlobalFlags extends FormatFlags {
  readonly output?: string;
  readonly url?: string;
  readonly color: boolean;
}

type Colours = ReturnType<typeof pc.createColors>;

/** What a verb has to work with. */
export interface Session {
  readonly terminal: Terminal;
  readonly settings: Settings;
  readonly flags: GlobalFlags;
  /** Whom questions are put to. */
  readonly api: Api;
  /** Who takes commands and texts: the same, unless the settings name another. */
  readonly commands: Api;
  /** A file or folder as the person names it, made absolute. */
  path(named: string): string;
  /** For what goes to the standard output. */
  readonly colours: Colours;
  /** Says something to the person, apart from the data. */
  say(message: string): Promise<void>;
  /** Runs a further line on the same terminal. */
  call(line: readonly string[]): Promise<ExitCode>;
  /** The format that was asked for, of those the verb can write. */
  format(...offered: readonly Format[]): Format;
  /** Where the data go. */
  output(): Output;
}

/** Reads the settings and flags of one call. */
export function openSession(
  terminal: Terminal,
  flags: GlobalFlags,
  call: Session['call'],
): Session {
  const settings = readSettings(terminal.env, { cwd: terminal.cwd });
  const apiAt = (url: string): Api => new Api(checkUrl(url), terminal.interrupt.signal);
  return {
    terminal,
    settings,
    flags,
    call,
    api: apiAt(flags.url ?? settings.url),
    // An address that is given for one call is all of it: a command must not go to another record than is asked.
    commands: apiAt(flags.url ?? settings.commandsUrl),
    path: (named) => resolve(terminal.callerFolder, named),
    colours: pc.createColors(
      flags.color && flags.output === undefined && mayColour(terminal.env, terminal.outIsTty),
    ),
    say: (message) => write(terminal.err, `${message}\n`),
    format: (...offered) => formatOf(flags, offered),
    output: () =>
      Output.to(
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
  verb: (session: Session, ...given: A) => Promise<ExitCode>,
) => (...given: [...A, Command]) => Promise<void>;

/** Adds one verb to its noun, or to the program. */
export type AddCommand = (parent: Command, run: RunCommand) => void;
