/** The lines that a message offers for copying: each runs as printed, with the flags in force. */
import { quoteForShell } from '@rapporteur/platform/shell-words';
import type { Command, Option } from 'commander';
import { opensRecord } from './command-definition.ts';

/** The flags of one call that a line for another command keeps, if that command has them. */
const KEPT_FLAGS = [
  '--url',
  '--actor',
  '--collection',
  '--collections',
  '--texts',
  '--as-of',
  '--as-of-recorded',
];

/** The values of flags by their long form. A value of true is a flag without a value. */
type FlagValues = Readonly<Record<string, string | true | undefined>>;

/** A flag of the call, by its long form. */
type GivenFlag = readonly [flag: string, value: string | true];

/** A line that repeats the call of a message. */
interface RepeatedCall {
  /** The arguments instead of those of the call. */
  readonly words: readonly string[];
  /** Flags to add or to replace; undefined leaves one out. */
  readonly flags?: FlagValues;
}

/** A line that calls another command. */
interface OtherCall extends RepeatedCall {
  /** The name of the command, such as `projections retire`. */
  readonly name: string;
}

/** The program as npm or pnpm started it in a checkout, by the event that they set. */
const PROGRAMS: Readonly<Record<string, string>> = {
  demo: 'npx pnpm --silent rapporteur',
  npx: 'npx rapporteur',
  rapporteur: 'npx pnpm --silent rapporteur',
};

/** Writes the lines that continue one call. */
export class CallLines {
  readonly #command: Command;
  readonly #env: NodeJS.ProcessEnv;
  readonly #program: string;
  readonly #url: string | undefined;

  /**
   * `command` holds the parsed flags. `env` is the environment of the call. `url` is the address of
   * a server that the call itself started.
   */
  constructor(command: Command, env: NodeJS.ProcessEnv, url?: string) {
    this.#command = command;
    this.#env = env;
    this.#url = url;
    this.#program = PROGRAMS[env['npm_lifecycle_event'] ?? ''] ?? 'rapporteur';
  }

  /** Returns the lines that ask the server at another address. */
  at(url: string): CallLines {
    return new CallLines(this.#command, this.#env, url);
  }

  /** Returns the line that makes this call again, with all its flags. */
  formatRepeated({ words, flags = {} }: RepeatedCall): string {
    const given = listOptions(this.#command).flatMap((option) => readFlag(this.#command, option));
    const name = listCommands(this.#command)
      .map((command) => command.name())
      .slice(1);
    return this.#format(name, words, { flags, given });
  }

  /** Returns a line for another command, with the flags of this call that choose the record. */
  formatOther({ name, words, flags = {} }: OtherCall): string {
    const names = name.split(' ');
    const other = this.#find(names);
    const known = new Set(listOptions(other).map(({ long }) => long));
    if (opensRecord(other)) known.delete('--url');
    const given = listOptions(this.#command)
      .filter(({ long }) => KEPT_FLAGS.includes(long ?? '') && known.has(long))
      .flatMap((option) => readFlag(this.#command, option));
    const server = this.#url !== undefined && known.has('--url') ? { '--url': this.#url } : {};
    return this.#format(names, words, { flags: { ...flags, ...server }, given });
  }

  #find(names: readonly string[]): Command {
    let [found = this.#command] = listCommands(this.#command);
    for (const name of names) {
      const next = found.commands.find((command) => command.name() === name);
      if (next === undefined) throw new TypeError(`No command has the name ${names.join(' ')}.`);
      found = next;
    }
    return found;
  }

  #format(
    name: readonly string[],
    words: readonly string[],
    { flags, given }: { readonly flags: FlagValues; readonly given: readonly GivenFlag[] },
  ): string {
    // The flags of the line come first, and replace those of the call.
    const others = given.filter(([flag]) => !Object.hasOwn(flags, flag));
    const flagWords = [...Object.entries(flags), ...others].flatMap(([flag, value]) =>
      value === undefined ? [] : [flag, ...(value === true ? [] : [quoteForShell(value)])],
    );
    // Words that begin with a hyphen are arguments only after `--`.
    const isAmbiguous = words.some((word) => word.startsWith('-') && word !== '-');
    const quoted = words.map(quoteForShell);
    return [
      this.#program,
      ...name,
      ...(isAmbiguous ? [...flagWords, '--', ...quoted] : [...quoted, ...flagWords]),
    ].join(' ');
  }
}

/** Returns the commands from the program down to the given one. */
function listCommands(command: Command): readonly Command[] {
  return command.parent === null ? [command] : [...listCommands(command.parent), command];
}

function listOptions(command: Command): readonly Option[] {
  return listCommands(command)
    .toReversed()
    .flatMap(({ options }) => options);
}

function readFlag(command: Command, option: Option): readonly GivenFlag[] {
  const name = option.attributeName();
  if (option.long === undefined || command.getOptionValueSourceWithGlobals(name) !== 'cli')
    return [];
  const value: unknown = command.optsWithGlobals()[name];
  // A flag such as --no-color is given if its value is false.
  const isGiven = option.negate ? value === false : value !== false;
  return isGiven ? [[option.long, typeof value === 'string' ? value : true]] : [];
}
