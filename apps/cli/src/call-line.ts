/** The lines that a message offers for copying: each runs as printed, with the flags in force. */
import type { Command, Option } from 'commander';

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
  npx: 'npx rapporteur',
  rapporteur: 'npx pnpm --silent rapporteur',
};

/** Writes the lines that continue one call. */
export class CallLines {
  readonly #command: Command;
  readonly #program: string;

  /** `command` holds the parsed flags. `env` is the environment of the call. */
  constructor(command: Command, env: NodeJS.ProcessEnv) {
    this.#command = command;
    this.#program = PROGRAMS[env['npm_lifecycle_event'] ?? ''] ?? 'rapporteur';
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
    const known = new Set(listOptions(this.#find(names)).map(({ long }) => long));
    const given = listOptions(this.#command)
      .filter(({ long }) => KEPT_FLAGS.includes(long ?? '') && known.has(long))
      .flatMap((option) => readFlag(this.#command, option));
    return this.#format(names, words, { flags, given });
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

const INVISIBLE = /(?! )[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Zs}]/gu;

/** Returns a word as the shells sh, bash and zsh read it; with `$'…'` if it has controls. */
export function quoteForShell(word: string): string {
  if (/^[\w@%+=:,./-]+$/.test(word) && !word.startsWith('=')) return word;
  if (word.search(INVISIBLE) === -1) return `'${word.replaceAll("'", `'\\''`)}'`;

  // The terminal shows controls as escapes, which only this form turns back into the controls.
  const escaped = word
    .replaceAll(/[\\']/g, (character) => `\\${character}`)
    .replaceAll(INVISIBLE, escapeForShell);
  return `$'${escaped}'`;
}

function escapeForShell(character: string): string {
  const code = (character.codePointAt(0) ?? 0).toString(16);
  return code.length > 4 ? `\\U${code.padStart(8, '0')}` : `\\u${code.padStart(4, '0')}`;
}
