import type { Command } from 'commander';

/** A place in the command line, and what may stand there: `sources` → attach, list, --json … */
interface CompletionNode {
  readonly path: string;
  readonly commands: readonly Command[];
  readonly flags: readonly { readonly name: string; readonly about: string }[];
}

function nodesOf(command: Command, path: readonly string[] = []): readonly CompletionNode[] {
  const node: CompletionNode = {
    path: path.join(' '),
    commands: command.commands,
    flags: [...command.options, ...globalOptions(command)].map((option) => ({
      name: option.long ?? option.short ?? '',
      about: option.description,
    })),
  };
  return [node, ...command.commands.flatMap((child) => nodesOf(child, [...path, child.name()]))];
}

function globalOptions(command: Command): Command['options'] {
  const root = rootOf(command);
  return command === root ? [] : root.options;
}

function rootOf(command: Command): Command {
  return command.parent === null ? command : rootOf(command.parent);
}

const wordsOf = ({ commands: verbs, flags }: CompletionNode): string =>
  [...verbs.map((verb) => verb.name()), ...flags.map(({ name }) => name), '--help'].join(' ');

// The path so far: the words that are no flags, as long as they name a verb.
const WALK = `  local path="" word
  for word in "\${words[@]:1:$((cword - 1))}"; do
    case " $known " in *" \${path:+$path.}$word "*) path="\${path:+$path.}$word" ;; esac
  done`;

function knownPaths(nodes: readonly CompletionNode[]): string {
  return nodes.flatMap(({ path }) => (path === '' ? [] : [path.replaceAll(' ', '.')])).join(' ');
}

function cases(nodes: readonly CompletionNode[]): string {
  return nodes
    .map((node) => `    "${node.path.replaceAll(' ', '.')}") candidates="${wordsOf(node)}" ;;`)
    .join('\n');
}

/** For `source <(rapporteur completion bash)`. */
export function formatBashCompletion(program: Command): string {
  const nodes = nodesOf(program);
  return `_rapporteur() {
  local words=("\${COMP_WORDS[@]}") cword=$COMP_CWORD known="${knownPaths(nodes)}" candidates=""
${WALK}
  case "$path" in
${cases(nodes)}
  esac
  COMPREPLY=($(compgen -W "$candidates" -- "\${COMP_WORDS[COMP_CWORD]}"))
}
complete -o default -F _rapporteur rapporteur
`;
}

/** For `source <(rapporteur completion zsh)`. */
export function formatZshCompletion(program: Command): string {
  return `autoload -U +X compinit bashcompinit && compinit -u && bashcompinit
${formatBashCompletion(program)}`;
}

const quoted = (text: string): string => `'${text.replaceAll(/['\\]/g, '\\$&')}'`;

/** For `rapporteur completion fish | source`. */
export function formatFishCompletion(program: Command): string {
  const lines = nodesOf(program).flatMap(({ path, commands: verbs, flags }) => {
    const names = path.split(' ').filter((name) => name !== '');
    const last = names.at(-1);
    const seen = names.map((name) => `__fish_seen_subcommand_from ${name}`);
    const unseen =
      verbs.length === 0
        ? []
        : [`not __fish_seen_subcommand_from ${verbs.map((verb) => verb.name()).join(' ')}`];
    const within = last === undefined ? ['__fish_use_subcommand'] : [...seen, ...unseen];
    const condition = quoted(within.join('; and '));
    return [
      ...verbs.map(
        (verb) =>
          `complete -c rapporteur -n ${condition} -f -a ${verb.name()} -d ${quoted(verb.description())}`,
      ),
      ...flags.map(
        ({ name, about }) =>
          `complete -c rapporteur -n ${condition} -l ${name.slice(2)} -d ${quoted(about)}`,
      ),
    ];
  });
  return `${lines.join('\n')}\n`;
}
