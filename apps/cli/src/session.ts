import { resolve } from 'node:path';
import { chooseCountryNames } from '@rapporteur/contracts';
import { EXIT, type ExitCode } from '@rapporteur/platform/exit-codes';
import { readSettings, type Settings } from '@rapporteur/platform/settings';
import type { Command } from 'commander';
import { ApiClient } from './api-client.ts';
import type { CallLines } from './call-line.ts';
import { CliError } from './cli-error.ts';
import { type FormatFlags, Output, type OutputFormat, parseFormatFlags } from './output.ts';
import { isColourAllowed, type Terminal, writeMessage } from './terminal.ts';

/** The flags that every command accepts. */
export interface GlobalFlags extends FormatFlags {
  readonly output?: string;
  readonly url?: string;
  readonly color: boolean;
  /** False: the command must not wait for a person. */
  readonly input: boolean;
}

/** The surroundings of one call. */
export interface CallContext {
  readonly terminal: Terminal;
  readonly flags: GlobalFlags;
  /** The outputs that the call has opened. They are closed or discarded with it. */
  readonly outputs: Output[];
  /** The parser, with every command. */
  readonly program: Command;
  /** True: the command continues when its output is lost. */
  readonly mayLoseOutput: boolean;
  /** The lines for copying that messages offer. */
  readonly callLines: CallLines;
  /** Runs another line on the same terminal. */
  runCli(line: readonly string[]): Promise<ExitCode>;
}

/** Everything that a command works with. */
export interface CliSession extends CallContext {
  readonly settings: Settings;
  readonly queryApi: ApiClient;
  /** Takes commands and texts. The same server, unless RAPPORTEUR_COMMANDS_URL names another. */
  readonly commandApi: ApiClient;
  /** Returns the absolute path of a file that the caller named. */
  resolvePath(named: string): string;
  /** Writes a message for people to the standard error output. */
  writeMessage(message: string): Promise<void>;
  /** Returns the format that the flags select. Throws if the command does not offer it. */
  chooseFormat(...offered: readonly OutputFormat[]): OutputFormat;
  /** Opens the destination of the data. */
  openOutput(): Output;
}

/** Reads the settings and the global flags of one call. */
export function openSession(context: CallContext): CliSession {
  const { terminal, flags } = context;
  const settings = readSettings(terminal.env, { cwd: terminal.cwd });
  chooseCountryNames(settings.countryNames);
  const createClient = (url: string): ApiClient =>
    new ApiClient(checkUrl(url), terminal.interrupt.signal);
  const resolvePath = (named: string): string => resolve(terminal.callerFolder, named);
  const { output } = flags;
  const useColour = flags.color && isColourAllowed(terminal.env, terminal.outIsTty);
  return {
    ...context,
    settings,
    queryApi: createClient(flags.url ?? settings.url),
    // --url replaces both addresses: commands and queries of one call use the same record.
    commandApi: createClient(flags.url ?? settings.commandsUrl),
    resolvePath,
    writeMessage: (message) => writeMessage(terminal.err, `${message}\n`),
    chooseFormat: (...offered) => parseFormatFlags(flags, offered),
    openOutput: () => {
      const file = output === undefined || output === '-' ? undefined : resolvePath(output);
      const opened = Output.open(terminal, { file, useColour, mayBeLost: context.mayLoseOutput });
      context.outputs.push(opened);
      return opened;
    },
  };
}

function checkUrl(url: string): string {
  const protocol = URL.parse(url)?.protocol;
  const isWeb = protocol === 'http:' || protocol === 'https:';
  if (isWeb && !/[@?#]/.test(url)) return url;
  throw new CliError(
    EXIT.usage,
    isWeb
      ? 'The address of a server has no user, password, query or fragment.'
      : `\`${url}\` is not the address of a server.`,
    'Write it as http://127.0.0.1:8642.',
  );
}
