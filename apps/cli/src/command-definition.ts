import type { ExitCode } from '@rapporteur/platform/exit-codes';
import type { Command } from 'commander';
import type { CliSession } from './session.ts';

/** Carries a command out. `given` is the arguments, then the flags, as commander parsed them. */
type ExecuteCommand = (session: CliSession, ...given: never[]) => Promise<ExitCode>;

/** Returns the action that commander calls. It opens the session and keeps the exit code. */
export type RunCommand = (
  execute: ExecuteCommand,
  options: { readonly records: boolean },
) => (...given: unknown[]) => Promise<void>;

/** Adds one command to its parent: the program, or a group such as `log`. */
export type AddCommand = (parent: Command, run: RunCommand) => void;

/** One CLI command. The parser, the help, the completion and the documentation are made from it. */
export interface CliCommandDefinition {
  readonly name: string;
  readonly description: string;
  /** Calls that the help shows first. */
  readonly examples?: readonly string[];
  /** The description of each argument by its form, such as `<file>`, in order. */
  readonly arguments?: Readonly<Record<string, string>>;
  /** The description of each flag by its form, such as `--actor <id>`. */
  readonly requiredFlags?: Readonly<Record<string, string>>;
  readonly flags?: Readonly<Record<string, string>>;
  /**
   * True: it opens the record of the settings itself, or starts a server on it. It asks no server,
   * so that --url is an error.
   */
  readonly opensRecord?: true;
  /** True for a command that changes something: it continues when its output is lost. */
  readonly records?: boolean;
  readonly execute: ExecuteCommand;
}

const RECORD_OPENERS = new WeakSet<Command>();

/** Returns whether a command opens the record of the settings itself, and asks no server. */
export function opensRecord(command: Command): boolean {
  return RECORD_OPENERS.has(command);
}

/** Returns the function that adds the command to its parent. */
export function defineCommand(definition: CliCommandDefinition): AddCommand {
  return (parent, run) => {
    const command = parent.command(definition.name).description(definition.description);

    for (const [form, description] of Object.entries(definition.arguments ?? {}))
      command.argument(form, description);
    for (const [form, description] of Object.entries(definition.requiredFlags ?? {}))
      command.requiredOption(form, description);
    for (const [form, description] of Object.entries(definition.flags ?? {}))
      command.option(form, description);

    if (definition.opensRecord === true) RECORD_OPENERS.add(command);
    addExamples(command, definition.examples ?? []);
    command.action(run(definition.execute, { records: definition.records ?? false }));
  };
}

/** Shows example calls at the head of a command's help. */
export function addExamples(command: Command, examples: readonly string[]): void {
  if (examples.length === 0) return;
  const lines = examples.map((example) => `  ${example}\n`);
  command.addHelpText('before', `Examples:\n${lines.join('')}`);
}
