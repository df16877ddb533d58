import type { Command } from 'commander';

/** A command path, and the words that may follow it. */
interface CompletionNode {
  readonly path: string;
  readonly commands: readonly Command[];
  readonly flags: readonly { readonly name: string; readonly description: string }[];
}

function listNodes(command: Command, path: readonly string[] = []): readonly CompletionNode[] {
  const node: CompletionNode = {
    path: path.join(' '),
    commands: command.commands,
    flags: [...command.options, ...getGlobalOptions(command)].map((option) => ({
      name: option.long ?? option.short ?? '',
      description: option.description,
    })),
  };
  return [node, ...command.commands.flatMap((child) => listNodes(child, [...path, child.name()]))];
}

function getGlobalOptions(command: Command): Command['options'] {
  const root = getRootCommand(command);
  return command === root ? [] : root.options;
}

/** Returns the program that a command belongs to. */
function getRootCommand(command: Command): Command {
  return command.parent === null ? command : getRootCommand(command.parent);
}

function formatCandidates({ commands, flags }: CompletionNode): string {
  const names = commands.map((command) => command.name());
  return [...names, ...flags.map(({ name }) => name), '--help'].join(' ');
}

// The path so far: the words that are not flags, as long as they name a command.
const FIND_PATH = `  local path="" word
  for word in "\${words[@]:1:$((cword - 1))}"; do
    case " $known " in *" \${path:+$path.}$word "*) path="\${path:+$path.}$word" ;; esac
  done`;

function formatKnownPaths(nodes: readonly CompletionNode[]): string {
  return nodes.flatMap(({ path }) => (path === '' ? [] : [path.replaceAll(' ', '.')])).join(' ');
}

function formatCases(nodes: readonly CompletionNode[]): string {
  return nodes
    .map((node) => {
      const path = node.path.replaceAll(' ', '.');
      return `    "${path}") candidates="${formatCandidates(node)}" ;;`;
    })
    .join('\n');
}

/** Returns the script for `source <(rapporteur completion bash)`. */
export function formatBashCompletion(program: Command): string {
  const nodes = listNodes(program);
  const known = formatKnownPaths(nodes);
  return `_rapporteur() {
  local words=("\${COMP_WORDS[@]}") cword=$COMP_CWORD known="${known}" candidates=""
${FIND_PATH}
  case "$path" in
${formatCases(nodes)}
  esac
  COMPREPLY=($(compgen -W "$candidates" -- "\${COMP_WORDS[COMP_CWORD]}"))
}
complete -o default -F _rapporteur rapporteur
`;
}

/** Returns the script for `source <(rapporteur completion zsh)`. */
export function formatZshCompletion(program: Command): string {
  return `autoload -U +X compinit bashcompinit && compinit -u && bashcompinit
${formatBashCompletion(program)}`;
}

/** Returns the script for `rapporteur completion fish | source`. */
export function formatFishCompletion(program: Command): string {
  const lines = listNodes(program).flatMap(({ path, commands, flags }) => {
    const prefix = `complete -c rapporteur -n ${quote(formatFishCondition(path, commands))}`;
    return [
      ...commands.map(
        (command) => `${prefix} -f -a ${command.name()} -d ${quote(command.description())}`,
      ),
      ...flags.map(
        ({ name, description }) => `${prefix} -l ${name.slice(2)} -d ${quote(description)}`,
      ),
    ];
  });
  return `${lines.join('\n')}\n`;
}

function formatFishCondition(path: string, commands: readonly Command[]): string {
  if (path === '') return '__fish_use_subcommand';
  const seen = path.split(' ').map((name) => `__fish_seen_subcommand_from ${name}`);
  if (commands.length === 0) return seen.join('; and ');

  const names = commands.map((command) => command.name()).join(' ');
  return [...seen, `not __fish_seen_subcommand_from ${names}`].join('; and ');
}

const quote = (text: string): string => `'${text.replaceAll(/['\\]/g, '\\$&')}'`;
