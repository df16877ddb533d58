import { readdirSync, readFileSync } from 'node:fs';
import { anchorSubmission, formatProblem, parseSubmission } from '@rapporteur/drafting';
import { SETTINGS } from '@rapporteur/platform/settings';
import { describe, expect, it } from 'vitest';
import { HELP_TOPICS } from './commands/help.ts';
import {
  buildProgramForReference,
  formatCommandName,
  formatReference,
  listSubcommands,
  REFERENCE_MARKER,
} from './reference.ts';

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

/** Returns every call of the command line in the code blocks and code spans of a text. */
function findCalls(text: string): readonly string[] {
  const code = [...text.matchAll(/```[a-z]*\n([\s\S]*?)```|`([^`\n]+)`/g)].map(
    ([, block, inline]) => block ?? inline ?? '',
  );
  return code.flatMap((lines) =>
    [...lines.matchAll(/(?<![\w/.-])rapporteur ((?:[a-z-]+ ?)[^\n|;#]*)/g)].map(
      ([, call = '']) => call,
    ),
  );
}

/** Returns the unknown commands and flags of a call. */
function findErrors(call: string): readonly string[] {
  const words = call.trim().split(/\s+/);
  const named = [...words.keys()]
    .map((n) => ['rapporteur', ...words.slice(0, n + 1)].join(' '))
    .filter((name) => commands.has(name));
  const command = commands.get(named.at(-1) ?? '');
  if (command === undefined) return [`unknown command: rapporteur ${words[0]}`];

  const name = formatCommandName(command);
  const depth = name.split(' ').length - 1;
  if (command.commands.length > 0 && words.length > depth)
    return [`unknown command: ${name} ${words[depth]}`];

  const known = new Set(
    [...command.options, ...program.options].map(({ long }) => long).concat('--help'),
  );
  return words
    .filter((word) => word.startsWith('--') && word.length > 2)
    .filter((word) => !known.has(word.split('=')[0] ?? ''))
    .map((flag) => `unknown flag: ${name} ${flag}`);
}

describe('The documentation', () => {
  it('lists every command, flag and exit code', () =>
    expect(read('docs/cli.md').split(REFERENCE_MARKER)[1], 'run `pnpm generate`').toBe(
      formatReference().slice(REFERENCE_MARKER.length),
    ));

  it.each(PAGES)('%s shows only calls that exist', (page) =>
    expect(findCalls(read(page)).flatMap(findErrors)).toEqual([]),
  );

  it('has calls, and this test finds a wrong one', () => {
    expect(findCalls(read('README.md')).length).toBeGreaterThan(5);
    expect(findErrors('submit note.yaml --dry-run')).toEqual([]);
    expect(findErrors('sumbit note.yaml')).toHaveLength(1);
    expect(findErrors('sources detach note.txt')).toHaveLength(1);
    expect(findErrors('submit note.yaml --dry')).toHaveLength(1);
  });

  it('has a heading for every setting', () => {
    const headings = read('docs/settings.md').match(/^## RAPPORTEUR_\w+$/gm);
    for (const { env } of Object.values(SETTINGS)) expect(headings).toContain(`## ${env}`);
  });

  it('shows only scripts that exist', () => {
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

  it('shows a valid submission', () => {
    const block = (page: string, kind: string): string =>
      new RegExp('```' + kind + '\\n([\\s\\S]*?)```').exec(read(page))?.[1] ?? '';
    const parsed = parseSubmission(block('README.md', 'yaml'));
    expect(parsed.ok ? [] : parsed.problems.map(formatProblem)).toEqual([]);
    if (!parsed.ok) return;

    const text = block('docs/submissions.md', 'text');
    const anchored = anchorSubmission(parsed.submission, () => text);
    expect(anchored.ok ? anchored.command.name : anchored.problems.map(formatProblem)).toBe(
      'RecordDocument',
    );
  });

  it('names the same version as the program', () => {
    const { version } = JSON.parse(read('package.json')) as { readonly version: string };
    expect(program.version()).toBe(version);
    expect(read('CHANGELOG.md')).toContain(`## ${version}`);
  });

  it('has a page for every help topic', () =>
    expect(HELP_TOPICS).toEqual(['settings', 'exit-codes', 'fields', 'submission']));
});
