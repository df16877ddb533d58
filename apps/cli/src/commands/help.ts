import { readFile } from 'node:fs/promises';
import { settingsHelp } from '@rapporteur/platform/settings';
import type { Command } from 'commander';
import { CliError } from '../cli-error.ts';
import { EXIT, EXIT_MEANINGS } from '@rapporteur/platform/exit-codes';
import type { AddCommand } from '../session.ts';
import { formatTableLines } from '../table.ts';

interface HelpTopic {
  /** What may be said beside its name: `fields MeetingHeld`. */
  readonly acceptsSection?: true;
  text(part: string | undefined): string | Promise<string>;
}

// The pages are those of the repository: one text, read in two places.
const page = (name: string): Promise<string> =>
  readFile(new URL(`../../../../docs/${name}`, import.meta.url), 'utf8');

const TOPICS: Readonly<Record<string, HelpTopic>> = {
  settings: { text: () => `${settingsHelp()}\n` },
  'exit-codes': { text: () => `${exitCodeLines().join('\n')}\n` },
  fields: {
    acceptsSection: true,
    text: async (type) => sectionOf(await page('codebook.md'), type),
  },
  submission: { text: () => page('submissions.md') },
};

/** The section of a page under a heading of this name; the whole page where none is named. */
function sectionOf(text: string, name: string | undefined): string {
  if (name === undefined) return text;
  const [section] = text.split(/^(?=#{1,4} )/m).filter((part) => part.startsWith(`#### ${name}\n`));
  if (section !== undefined) return section;
  const names = [...text.matchAll(/^#### (\w+)$/gm)].map(([, heading]) => heading);
  throw new CliError(
    EXIT.usage,
    `There is no type of fact called ${name}.`,
    `There are: ${names.join(', ')}.`,
  );
}

/** The names of the topics, for the documentation's test and the completion. */
export const HELP_TOPICS: readonly string[] = Object.keys(TOPICS);

function exitCodeLines(): readonly string[] {
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

/** `help [topic or verb]` */
export const addHelp: AddCommand = (program, run) => {
  program
    .command('help')
    .description(`explain a verb, or one of: ${HELP_TOPICS.join(', ')}`)
    .argument('[topic-or-verb...]', 'such as settings, or sources attach')
    .addHelpText(
      'before',
      'Examples:\n  rapporteur help exit-codes\n  rapporteur help fields MeetingHeld\n  rapporteur help sources attach\n',
    )
    .action(
      run(async (session, names: readonly string[]) => {
        const [name = '', part, ...more] = names;
        const named = Object.hasOwn(TOPICS, name) ? TOPICS[name] : undefined;
        const topic =
          more.length === 0 && (part === undefined || named?.acceptsSection === true)
            ? named
            : undefined;
        const command = topic === undefined ? findCommand(program, names) : undefined;
        if (topic === undefined && command === undefined) {
          const remedy = `Topics: ${HELP_TOPICS.join(', ')}. Verbs: ${program.commands.map((verb) => verb.name()).join(', ')}.`;
          throw new CliError(EXIT.usage, `There is no help on ${names.join(' ')}.`, remedy);
        }
        const out = session.openOutput();
        await out.write(
          topic === undefined ? (command?.helpInformation() ?? '') : await topic.text(part),
        );
        await out.close();
        return EXIT.success;
      }),
    );
};
