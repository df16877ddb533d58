import { toSlug } from '@rapporteur/drafting';
import { stringify } from 'yaml';
import { type ColumnGuess, findListedState, guessColumn } from './column-guess.ts';
import { proposeFacts } from './fact-proposal.ts';
import { CHOICE, type ProposedColumn } from './proposed-column.ts';
import type { ColumnProfile, TableProfile } from './table-profile.ts';

const CELLS_LISTED_MAX = 60;

/** Knowledge of the table beside its cells. */
export interface ProposalOptions {
  readonly file: string;
  readonly collection: string | undefined;
  readonly language: string;
  readonly encoding: string;
  readonly sheet: string | undefined;
}

/** Proposes the mapping of a table: YAML, with comments for what a person must decide. */
export function proposeMapping(profile: TableProfile, options: ProposalOptions): string {
  const { file, collection, language } = options;
  const base = file.replace(/^.*[/\\]/, '').replace(/\.[^.]+$/, '');
  const columns = groupColumns(profile.columns, language);
  return [
    `# Proposed from the headers and cells of ${file}. Replace each ${CHOICE}, and read each comment.`,
    '# docs/tables.md explains the parts.',
    `collection: ${collection ?? CHOICE}`,
    '',
    'source:',
    `  document: ${toSlug(base) || CHOICE}`,
    '  docType: dataset',
    `  title: ${quote(base)}`,
    `  language: ${language}`,
    '  redistributable: false',
    '',
    ...formatTable(profile, options),
    'columns:',
    ...columns.flatMap((column) => formatColumn(column)),
    '',
    'defaults: { modality: narrated } # reported, if the table is one of the body itself',
    '',
    ...proposeFacts(columns),
    '',
  ].join('\n');
}

function formatTable(
  { delimiter, headerRow }: TableProfile,
  { encoding, sheet }: ProposalOptions,
): readonly string[] {
  const fields = [
    delimiter === undefined
      ? []
      : `  delimiter: ${delimiter === '\t' ? 'tab' : JSON.stringify(delimiter)}`,
    encoding === 'utf-8' ? [] : `  encoding: ${encoding}`,
    sheet === undefined ? [] : `  sheet: ${quote(sheet)}`,
    `  header: ${headerRow}`,
  ];
  return ['table:', ...fields.flat(), ''];
}

/** Puts neighbours together: states as headers, or names that differ in their last number only. */
function groupColumns(
  profiles: readonly ColumnProfile[],
  language: string,
): readonly ProposedColumn[] {
  const columns: ProposedColumn[] = [];
  const names = new Set(['row']);
  for (let at = 0; at < profiles.length;) {
    const count = Math.max(1, countStates(profiles, at, language), countNumbered(profiles, at));
    const group = profiles.slice(at, at + count);
    at += count;
    const header = group[0]?.header ?? '';
    if (header === '' && count === 1) continue;
    const hasStateHeaders = count > 1 && findListedState(header, language) !== undefined;
    const stem = hasStateHeaders ? 'mark' : header.replace(/[\s_-]*\d+$/, count > 1 ? '' : '$&');
    const values = new Map(group.flatMap((profile) => [...profile.values]));
    const merged = { header, values, knownCount: values.size };
    columns.push({
      name: createName(stem, names),
      guess: hasStateHeaders ? { kind: 'text' } : guessColumn(merged, language),
      profiles: group,
      hasStateHeaders,
    });
  }
  return columns;
}

function countStates(profiles: readonly ColumnProfile[], from: number, language: string): number {
  const rest = profiles.slice(from);
  const end = rest.findIndex(({ header }) => findListedState(header, language) === undefined);
  const count = end < 0 ? rest.length : end;
  return count >= 2 ? count : 0;
}

function countNumbered(profiles: readonly ColumnProfile[], from: number): number {
  const stem = /^(.*\D)1$/.exec(profiles[from]?.header ?? '')?.[1];
  if (stem === undefined) return 0;
  let count = 1;
  while (profiles[from + count]?.header === `${stem}${count + 1}`) count += 1;
  return count;
}

function createName(header: string, names: Set<string>): string {
  const slug = toSlug(header).replaceAll('-', '_');
  const stem = /^[a-z]/.test(slug) ? slug : `column_${slug}`;
  let name = stem;
  for (let n = 2; names.has(name); n += 1) name = `${stem}_${n}`;
  names.add(name);
  return name;
}

function formatColumn({
  name,
  guess,
  profiles,
  hasStateHeaders,
}: ProposedColumn): readonly string[] {
  const [first] = profiles;
  const last = profiles.at(-1);
  const place =
    profiles.length > 1
      ? `    columns: ${quote(`${first?.header}..${last?.header}`)}`
      : `    column: ${quote(first?.header ?? '')}`;
  const header = hasStateHeaders ? ['    header: { state: true }'] : [];
  return [
    `  ${name}:`,
    place,
    ...header,
    ...formatRules(guess),
    ...formatMarks(hasStateHeaders, profiles),
  ];
}

function formatRules(guess: ColumnGuess): readonly string[] {
  switch (guess.kind) {
    case 'text':
      return [];
    case 'date':
      return [`    date: ${quote(guess.format)}`];
    case 'unproven-date':
      return [
        `    # No cell proves the order of day and month: ${guess.formats.join(' or ')}?`,
        `    # date: ${guess.formats[0]}`,
      ];
    case 'state':
      return [
        `    state: ${guess.codes === 'alpha-2' ? 'alpha-2' : 'true'}`,
        ...(guess.listed.size + guess.open.size === 0 ? [] : ['    values:']),
        ...[...guess.listed].map(([cell, code]) => `      ${quote(cell)}: ${code}`),
        ...[...guess.open].slice(0, CELLS_LISTED_MAX).map(formatOpen),
      ];
  }
}

function formatOpen([cell, similar]: readonly [string, string | undefined]): string {
  const hint = similar === undefined ? '' : ` Similar to a name of ${similar}.`;
  return `      # ${quote(cell)}: ${CHOICE} # No list of names has it.${hint}`;
}

/** The marks of a matrix, whose meaning only a person knows. */
function formatMarks(isMatrix: boolean, profiles: readonly ColumnProfile[]): readonly string[] {
  if (!isMatrix) return [];
  const marks = [...new Set(profiles.flatMap(({ values }) => [...values.keys()]))];
  return [
    '    values:',
    ...marks
      .slice(0, CELLS_LISTED_MAX)
      .map((mark) => `      # ${quote(mark)}: ${CHOICE} # or null`),
  ];
}

/** Returns a text as a YAML scalar on one line. */
function quote(text: string): string {
  const plain = stringify(text, { lineWidth: 0 }).trim();
  return plain.includes('\n') ? JSON.stringify(text) : plain;
}
