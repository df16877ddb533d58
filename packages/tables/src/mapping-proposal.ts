import { toSlug } from '@rapporteur/drafting';
import { stringify } from 'yaml';
import { groupColumns } from './column-groups.ts';
import type { ColumnGuess } from './column-guess.ts';
import { proposeFacts } from './fact-proposal.ts';
import { CHOICE, isOrdinal, isVoteColumn, type ProposedColumn } from './proposed-column.ts';
import type { TableProfile } from './table-profile.ts';

const CELLS_LISTED_MAX = 60;
const CELLS_SHOWN_MAX = 5;

const NEW_COLLECTION =
  ' # a new one: { id: union, title: Union, rootBody: { body: union, name: Union, kind: organization } }';

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
  const facts = proposeFacts(columns);
  return [
    `# Proposed from the headers and cells of ${file}. Replace each ${CHOICE}, and read each comment.`,
    '# docs/tables.md explains the parts.',
    `collection: ${collection ?? CHOICE}${NEW_COLLECTION}`,
    '',
    'source:',
    `  document: ${toSlug(base) || CHOICE}`,
    '  docType: dataset',
    `  title: ${quote(base)}`,
    `  language: ${language}`,
    '  redistributable: false',
    '',
    '# bodies: # those that the collection does not have yet',
    '#   - { body: council, name: Council, kind: organ, parents: organization }',
    '',
    ...formatTable(profile, columns, options),
    'columns:',
    ...columns.flatMap((column) => formatColumn(column, { profile, columns, facts })),
    '',
    'defaults: { modality: narrated } # reported, if the table is one of the body itself',
    '',
    ...facts,
    '',
  ].join('\n');
}

function formatTable(
  { delimiter, headerRows, extras }: TableProfile,
  columns: readonly ProposedColumn[],
  { encoding, sheet }: ProposalOptions,
): readonly string[] {
  const header = headerRows.length > 1 ? `[${headerRows.join(', ')}]` : String(headerRows[0] ?? 1);
  const fields = [
    delimiter === undefined
      ? []
      : `  delimiter: ${delimiter === '\t' ? 'tab' : JSON.stringify(delimiter)}`,
    encoding === 'utf-8' ? [] : `  encoding: ${encoding}`,
    sheet === undefined ? [] : `  sheet: ${quote(sheet)}`,
    `  header: ${header}`,
  ];
  const when = columns.find(({ place, profiles }) =>
    extras === undefined ? false : place === extras.column + 1 && profiles.length === 1,
  );
  if (when === undefined || extras === undefined) return ['table:', ...fields.flat(), ''];
  const rows = listSome(extras.rows.map(String));
  const left = `  when: ${when.name} # leaves out, as headings or footnotes: ${rows}`;
  return ['table:', ...fields.flat(), left, ''];
}

const listSome = (items: readonly string[]): string =>
  `${items.length === 1 ? 'row' : 'rows'} ${items.slice(0, CELLS_SHOWN_MAX).join(', ')}${items.length > CELLS_SHOWN_MAX ? ', …' : ''}`;

interface Proposal {
  readonly profile: TableProfile;
  readonly columns: readonly ProposedColumn[];
  readonly facts: readonly string[];
}

function formatColumn(column: ProposedColumn, proposal: Proposal): readonly string[] {
  const { name, guess, headers } = column;
  const rules = [
    ...(isOrdinal(column) ? formatPattern(guess) : []),
    ...(isTally(column, proposal.facts) ? ['    number: "1234.5"'] : []),
    ...formatRules(column, proposal),
    ...(headers !== undefined || isVoteColumn(column) ? formatMarks(column) : []),
  ];
  // The marks of a matrix that no fact uses are no choice of a person.
  const isUsed = headers === undefined || isInFacts(name, proposal.facts);
  return [
    `  ${name}:${isUsed ? '' : ' # no fact uses it'}`,
    formatPlace(column, proposal.profile),
    ...(isUsed ? [...formatHeader(column), ...rules] : []),
  ];
}

const isInFacts = (name: string, facts: readonly string[]): boolean =>
  facts.some((line) => new RegExp(`\\b${name}\\b`).test(line));

const isTally = ({ guess, name }: ProposedColumn, facts: readonly string[]): boolean =>
  guess.kind !== 'state' &&
  isInFacts(
    name,
    facts.filter((line) => line.includes(' tally: ')),
  );

/** A name that is empty or comes twice cannot name a column: its number does. */
function formatPlace({ profiles, place }: ProposedColumn, profile: TableProfile): string {
  const refer = (header: string, number: number): string | number =>
    isUnique(header, profile) ? header : number;
  const first = refer(profiles[0]?.header ?? '', place);
  const last = refer(profiles.at(-1)?.header ?? '', place + profiles.length - 1);
  return profiles.length > 1
    ? `    columns: ${quote(`${first}..${last}`)}`
    : `    column: ${quote(first)}`;
}

const isUnique = (header: string, { columns }: TableProfile): boolean =>
  header !== '' &&
  columns.filter((one) => one.header.toLowerCase() === header.toLowerCase()).length === 1;

function formatHeader({ headers, headerValues }: ProposedColumn): readonly string[] {
  if (headers === undefined) return [];
  if (headers === 'meetings') return ['    header: {}'];
  if (headerValues.size === 0) return ['    header: { state: true }'];
  return [
    '    header:',
    '      state: true',
    '      values:',
    ...[...headerValues].map(([header, code]) =>
      code === undefined
        ? `        ${quote(header)}: ${CHOICE} # No list of names has it.`
        : `        ${quote(header)}: ${code}`,
    ),
  ];
}

function formatPattern(guess: ColumnGuess): readonly string[] {
  if (guess.kind !== 'number' || guess.pattern === null) return [];
  return [`    pattern: ${quote(guess.pattern)}`];
}

function formatRules(
  { guess, profiles }: ProposedColumn,
  { columns }: Proposal,
): readonly string[] {
  switch (guess.kind) {
    case 'text':
    case 'number':
      return [];
    case 'date':
      return [...formatUnread(guess.unread), `    date: ${formatFormats(guess.formats)}`];
    case 'unproven-date':
      return formatOpenDate(guess, columns);
    case 'state':
      return formatStates(
        guess,
        profiles.some(({ unknown }) => hasNamibia(unknown)),
      );
  }
}

const formatFormats = (formats: readonly string[]): string =>
  formats.length === 1
    ? quote(formats[0] ?? '')
    : stringify([...formats], {
        lineWidth: 0,
        collectionStyle: 'flow',
        flowCollectionPadding: false,
      }).trim();

function formatUnread(cells: readonly string[]): readonly string[] {
  if (cells.length === 0) return [];
  const shown = cells.slice(0, CELLS_SHOWN_MAX).map((cell) => quote(cell));
  const more =
    cells.length > CELLS_SHOWN_MAX ? `, and ${cells.length - CELLS_SHOWN_MAX} others` : '';
  return [`    # No format reads ${shown.join(', ')}${more}: add one, or list them in values.`];
}

function formatOpenDate(
  { orders, mixed, formats }: ColumnGuess & { readonly kind: 'unproven-date' },
  columns: readonly ProposedColumn[],
): readonly string[] {
  const [first, second] = orders;
  const reason =
    mixed === undefined
      ? `No cell proves the order of day and month: ${first} or ${second}?`
      : `The order of day and month changes: ${mixed[0]} is ${first}, and ${mixed[1]} is ${second}.`;
  const proven = columns.find(
    ({ guess }) => guess.kind === 'date' && orders.some((order) => guess.formats.includes(order)),
  );
  const order = proven?.guess.kind === 'date' ? proven.guess.formats : [];
  const likely = orders.find((one) => order.includes(one)) ?? first;
  const hint = proven === undefined ? '' : ` The column ${proven.name} has ${likely}.`;
  return [`    # ${reason}${hint}`, `    # date: ${formatFormats([likely, ...formats])}`];
}

function formatStates(
  { codes, listed, open, split }: ColumnGuess & { readonly kind: 'state' },
  isNamibiaOpen: boolean,
): readonly string[] {
  const isOpenCode = codes === 'alpha-2' && isNamibiaOpen;
  return [
    `    state: ${codes === 'alpha-2' ? 'alpha-2' : 'true'}`,
    ...(split.length === 0 ? [] : [`    split: ${formatFormats(split)}`]),
    ...(listed.size + open.size === 0 && !isOpenCode ? [] : ['    values:']),
    ...[...listed].map(([cell, code]) => `      ${quote(cell)}: ${code}`),
    ...[...open].slice(0, CELLS_LISTED_MAX).map(formatOpen),
    ...(isOpenCode
      ? [`      # NA: NAM # ${CHOICE}: Namibia, or not known, as it is read now?`]
      : []),
  ];
}

const hasNamibia = (cells: ReadonlySet<string>): boolean => cells.has('NA');

function formatOpen([cell, similar]: readonly [string, string | undefined]): string {
  const hint = similar === undefined ? '' : ` Similar to a name of ${similar}.`;
  return `      # ${quote(cell)}: ${CHOICE} # No list of names has it.${hint}`;
}

/** Marks that have one meaning in words. A letter or a number has the one that its table gives it. */
const MARK_WORDS: ReadonlyMap<string, string> = new Map([
  ...['yes', 'yea', 'for', 'in favour', 'in favor', 'pour', 'за'].map(
    (word) => [word, 'for'] as const,
  ),
  ...['no', 'nay', 'against', 'contre', 'против'].map((word) => [word, 'against'] as const),
  ...['abstain', 'abstained', 'abstention', 'abstaining'].map(
    (word) => [word, 'abstained'] as const,
  ),
  ...['absent'].map((word) => [word, 'absent'] as const),
  ...['not voting', 'non-voting', 'did not vote'].map((word) => [word, 'not-voting'] as const),
]);

/** The marks of a matrix or of votes. A person decides on those that are no words. */
function formatMarks(column: ProposedColumn): readonly string[] {
  const marks = [...new Set(column.profiles.flatMap(({ values }) => [...values.keys()]))];
  return [
    '    values:',
    ...marks.slice(0, CELLS_LISTED_MAX).map((mark) => {
      const meaning = MARK_WORDS.get(mark.toLowerCase());
      return meaning === undefined
        ? `      # ${quote(mark)}: ${CHOICE} # or null`
        : `      ${quote(mark)}: ${meaning}`;
    }),
  ];
}

/** Returns a text as a YAML scalar on one line. */
function quote(text: string | number): string {
  const plain = stringify(text, { lineWidth: 0 }).trim();
  return plain.includes('\n') ? JSON.stringify(text) : plain;
}
