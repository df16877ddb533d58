import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { suggestName } from '@rapporteur/contracts';
import { EXIT, EXIT_MEANINGS, type ExitCode } from '@rapporteur/platform/exit-codes';
import { settingsHelp } from '@rapporteur/platform/settings';
import type { Command } from 'commander';
import { CliError } from '../cli-error.ts';
import { defineCommand } from '../command-definition.ts';
import { REPOSITORY } from '../repository.ts';
import type { CliSession } from '../session.ts';
import { formatTableLines } from '../table.ts';

interface HelpTopic {
  /** True: a section may be named after the topic, such as `fields MeetingHeld`. */
  readonly acceptsSection?: true;
  text(section: string | undefined): string | Promise<string>;
}

// The help shows the documentation of the repository itself, so both are the same text.
const readPage = (name: string): Promise<string> =>
  readFile(join(REPOSITORY, 'docs', name), 'utf8');

const TOPICS: Readonly<Record<string, HelpTopic>> = {
  settings: { text: () => `${settingsHelp()}\n` },
  'exit-codes': { text: () => `${formatExitCodes().join('\n')}\n` },
  fields: {
    acceptsSection: true,
    text: async (type) => findSection(await readPage('codebook.md'), type),
  },
  submission: { text: () => readPage('submissions.md') },
};

/** The names of the topics. */
export const HELP_TOPICS: readonly string[] = Object.keys(TOPICS);

/** `help [topic or command]` */
export const addHelp = defineCommand({
  name: 'help',
  description: `explain a command, or one of: ${HELP_TOPICS.join(', ')}`,
  examples: [
    'rapporteur help exit-codes',
    'rapporteur help fields MeetingHeld',
    'rapporteur help sources attach',
  ],
  arguments: { '[topic-or-command...]': 'such as settings, or sources attach' },
  execute: writeHelp,
});

async function writeHelp(session: CliSession, names: readonly string[]): Promise<ExitCode> {
  const text = (await readTopic(names)) ?? findCommand(session.program, names)?.helpInformation();
  if (text === undefined) {
    const commands = session.program.commands.map((command) => command.name());
    throw new CliError(
      EXIT.usage,
      `No help topic or command is called \`${names.join(' ')}\`.`,
      `Topics: ${HELP_TOPICS.join(', ')}. Commands: ${commands.join(', ')}.`,
    );
  }

  const out = session.openOutput();
  await out.writeText(text);
  await out.close();
  return EXIT.success;
}

async function readTopic(names: readonly string[]): Promise<string | undefined> {
  const [name = '', section, ...rest] = names;
  const topic = Object.hasOwn(TOPICS, name) ? TOPICS[name] : undefined;
  if (topic === undefined || rest.length > 0) return undefined;
  if (section !== undefined && topic.acceptsSection !== true) return undefined;
  return topic.text(section);
}

/** Returns the section under the heading of that name, or the whole page without a name. */
function findSection(text: string, name: string | undefined): string {
  if (name === undefined) return text;

  const section = text.split(/^(?=#{1,4} )/m).find((part) => part.startsWith(`#### ${name}\n`));
  if (section !== undefined) return section;

  const names = [...text.matchAll(/^#### (\w+)$/gm)].map(([, heading = '']) => heading);
  throw new CliError(EXIT.usage, `Unknown type of fact \`${name}\`.`, suggestName(name, names));
}

function formatExitCodes(): readonly string[] {
  return formatTableLines(
    [
      { title: 'CODE', text: ({ code }) => String(code), alignRight: true },
      { title: 'MEANING', text: ({ meaning }) => meaning },
    ],
    EXIT_MEANINGS,
    Number.POSITIVE_INFINITY,
  );
}

function findCommand(program: Command, names: readonly string[]): Command | undefined {
  return names.reduce<Command | undefined>(
    (command, name) => command?.commands.find((candidate) => candidate.name() === name),
    program,
  );
}
