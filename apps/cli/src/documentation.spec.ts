import { readdirSync, readFileSync } from 'node:fs';
import { anchorSubmission, parseSubmission, formatProblem } from '@rapporteur/drafting';
import { SETTINGS } from '@rapporteur/platform/settings';
import { describe, expect, it } from 'vitest';
import {
  listSubcommands,
  formatCommandName,
  buildProgramForReference,
  formatReference,
  REFERENCE_MARKER,
} from './reference.ts';
import { HELP_TOPICS } from './commands/help.ts';

const root = new URL('../../../', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, root), 'utf8');
const PAGES = [
  'README.md',
  ...readdirSync(new URL('docs/', root))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];
const program = buildProgramForReference();
const commands = new Map(
  [program, ...listSubcommands(program)].map((command) => [formatCommandName(command), command]),
);

/** Every call of the command line that a text shows, in a block or between backticks. */
function callsIn(text: string): readonly string[] {
  const code = [...text.matchAll(/```[a-z]*\n([\s\S]*?)```|`([^`\n]+)`/g)].map(
    ([, block, inline]) => block ?? inline ?? '',
  );
  return code.flatMap((lines) =>
    [...lines.matchAll(/(?<![\w/.-])rapporteur ((?:[a-z-]+ ?)[^\n|;#]*)/g)].map(
      ([, call = '']) => call,
    ),
  );
}

/** What is wrong with a call: a verb or flag that does not exist. */
function faultsOf(call: string): readonly string[] {
  const words = call.trim().split(/\s+/);
  const named = [...words.keys()]
    .map((n) => ['rapporteur', ...words.slice(0, n + 1)].join(' '))
    .filter((name) => commands.has(name));
  const command = commands.get(named.at(-1) ?? '');
  if (command === undefined) return [`there is no rapporteur ${words[0]}`];
  if (
    command.commands.length > 0 &&
    words.length > formatCommandName(command).split(' ').length - 1
  ) {
    return [
      `${formatCommandName(command)} has no verb ${words[formatCommandName(command).split(' ').length - 1]}`,
    ];
  }
  const known = new Set(
    [...command.options, ...program.options].map(({ long }) => long).concat('--help'),
  );
  return words
    .filter(
      (word) => word.startsWith('--') && word.length > 2 && !known.has(word.split('=')[0] ?? ''),
    )
    .map((flag) => `${formatCommandName(command)} has no ${flag}`);
}

describe('The documentation', () => {
  it('lists every verb, flag and exit code as they are', () =>
    expect(read('docs/cli.md').split(REFERENCE_MARKER)[1], 'run `pnpm generate`').toBe(
      formatReference().slice(REFERENCE_MARKER.length),
    ));

  it.each(PAGES)('%s shows no call that does not exist', (page) =>
    expect(callsIn(read(page)).flatMap(faultsOf)).toEqual([]),
  );

  it('shows calls at all, and knows a wrong one', () => {
    expect(callsIn(read('README.md')).length).toBeGreaterThan(5);
    expect(faultsOf('submit note.yaml --dry-run')).toEqual([]);
    expect(faultsOf('sumbit note.yaml')).toHaveLength(1);
    expect(faultsOf('sources detach note.txt')).toHaveLength(1);
    expect(faultsOf('submit note.yaml --dry')).toHaveLength(1);
  });

  it('has a heading for every setting', () => {
    const headings = read('docs/settings.md').match(/^## RAPPORTEUR_\w+$/gm);
    for (const { env } of Object.values(SETTINGS)) expect(headings).toContain(`## ${env}`);
  });

  it('shows no script that does not exist', () => {
    const { scripts } = JSON.parse(read('package.json')) as { readonly scripts: object };
    const named = PAGES.flatMap((page) =>
      [...read(page).matchAll(/npx pnpm ([a-z][\w:-]*)/g)].map(([, script]) => script),
    );
    expect(
      [...new Set(named)].filter(
        (script) => !(script === 'install' || Object.hasOwn(scripts, script ?? '')),
      ),
    ).toEqual([]);
  });

  it('shows a submission that is one', () => {
    const block = (page: string, kind: string): string =>
      new RegExp('```' + kind + '\\n([\\s\\S]*?)```').exec(read(page))?.[1] ?? '';
    const parsed = parseSubmission(block('README.md', 'yaml'));
    expect(parsed.ok ? [] : parsed.problems.map(formatProblem)).toEqual([]);
    if (!parsed.ok) return;
    const anchored = anchorSubmission(parsed.submission, () =>
      block('docs/submissions.md', 'text'),
    );
    expect(
      anchored.ok
        ? anchored.commands.map(({ name }) => name)
        : anchored.problems.map(formatProblem),
    ).toEqual(['OpenCollection', 'RecordDocument']);
  });

  it('and the program tell the version of the release', () => {
    const { version } = JSON.parse(read('package.json')) as { readonly version: string };
    expect(program.version()).toBe(version);
    expect(read('CHANGELOG.md')).toContain(`## ${version}`);
  });

  it('has a page for every topic of the help', () =>
    expect(HELP_TOPICS).toEqual(['settings', 'exit-codes', 'fields', 'submission']));
});
