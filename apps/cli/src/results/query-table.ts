import { suggestName } from '@rapporteur/contracts';
import { EXIT } from '@rapporteur/platform/exit-codes';
import { CliError } from '../cli-error.ts';
import { formatCount } from '../progress-display.ts';
import { fetchTable, type QueryCall, type QueryTable } from '../query-call.ts';
import type { CliSession } from '../session.ts';
import { formatTextTable, type TextColumn } from '../table.ts';
import { formatField, type ReadField } from './cell-words.ts';
import { DIFFERING_MARK, formatDifferingNote, isDiffering } from './agreement-marks.ts';
import {
  COMPANION_COLUMNS,
  EMPTY_CELL_TEXTS,
  DEFAULT_COLUMNS,
  SUBSTITUTE_COLUMNS,
  type DefaultColumns,
} from './columns.ts';
import type { FormattedResult } from './result-formatter.ts';

type CliTableRow = readonly string[];

/** Formats a result as a table, with the named columns or with those that fit the terminal. */
export async function formatTable(
  session: CliSession,
  call: QueryCall,
  columns?: string,
): Promise<FormattedResult> {
  const table = await fetchTable(session, call);
  const chosen =
    columns === undefined
      ? chooseDefaultColumns(call, table)
      : chooseNamedColumns(call, table, columns);
  const { lines, dropped } = formatTextTable(
    chosen.map((column) =>
      buildColumn(call, table, { ...column, title: formatTitle(column, chosen) }),
    ),
    table.rows,
    session.terminal.columns,
  );
  const names = chosen.map(({ name }) => name);
  return {
    lines: [...lines, ...formatDifferingNote(session, call, table, names)],
    hasHeading: true,
    count: formatCount(table.rows.length, 'row'),
    dropped,
    undated: table.undated,
    position: table.position,
    next: table.next,
  };
}

/** A column that is shown. */
interface ChosenColumn {
  readonly name: string;
  readonly isAnswer: boolean;
  readonly dropOrder: number;
}

function chooseDefaultColumns({ query }: QueryCall, table: QueryTable): readonly ChosenColumn[] {
  const definition = DEFAULT_COLUMNS[query.name];
  if (definition === undefined) return [...chooseCollectionColumn(table), ...guessColumns(table)];
  const { answer = [], drop = [], ifAny = [] } = definition;
  const hasValue = (name: string): boolean => {
    const n = table.columns.indexOf(name);
    return table.rows.some((row) => (row[n] ?? '') !== '');
  };
  const shown = definition.shown.filter((name) => !ifAny.includes(name) || hasValue(name));
  const chosen = shown.flatMap((wanted) =>
    findShownColumn(definition, table, wanted).map((name) => ({
      name,
      isAnswer: answer.includes(wanted),
      dropOrder: drop.includes(wanted) ? drop.length - drop.indexOf(wanted) : 0,
    })),
  );
  return [...chooseCollectionColumn(table), ...chosen];
}

/** Columns that say more about another column, or that are for programs. */
const DETAILS = /(^events?$)|_(stated|precision|earliest|latest|basis|ids|codes|agreement)$/;

/** Returns the columns of a query that has no definition: the last ones are left out first. */
function guessColumns({ columns }: QueryTable): readonly ChosenColumn[] {
  const main = columns.filter((name) => !DETAILS.test(name) && name !== 'collection');
  return main.map((name, n) => ({ name, isAnswer: false, dropOrder: n }));
}

/** Returns the column with the names of a default column's ids, else the column itself. */
function findShownColumn(
  { id }: DefaultColumns,
  { columns }: QueryTable,
  wanted: string,
): readonly string[] {
  const singular = wanted.replace(/ies$/, 'y').replace(/s$/, '');
  const names = [`${wanted}_name`, `${wanted}_names`, `${singular}_names`];
  const candidates = wanted === id ? [wanted] : [...names, wanted];
  return candidates.filter((name) => columns.includes(name)).slice(0, 1);
}

/** The collection of a row matters only if several collections answer. */
function chooseCollectionColumn({ columns, rows }: QueryTable): readonly ChosenColumn[] {
  const n = columns.indexOf('collection');
  const isShared = n < 0 || new Set(rows.map((row) => row[n])).size < 2;
  return isShared ? [] : [{ name: 'collection', isAnswer: false, dropOrder: 0 }];
}

function chooseNamedColumns(
  { query }: QueryCall,
  table: QueryTable,
  columns: string,
): readonly ChosenColumn[] {
  const names =
    columns === 'all' ? table.columns : columns.split(',').map((column) => column.trim());
  const unknown = names.find((name) => !table.columns.includes(name));
  if (unknown === undefined) return names.map((name) => ({ name, isAnswer: false, dropOrder: 0 }));

  throw new CliError(
    EXIT.usage,
    `Unknown column \`${unknown}\` of ${query.name}.`,
    suggestName(unknown, table.columns),
  );
}

/** Returns the title of a column: `BODY` for `body_name`; then the id beside it is `BODY ID`. */
function formatTitle({ name }: ChosenColumn, shown: readonly ChosenColumn[]): string {
  const base = name.replace(/_(names?|ids)$/, '');
  const hasName = shown.some((other) => other.name === `${base}_name`);
  const isId = hasName && name === base;
  return `${base.replaceAll('_', ' ')}${isId ? ' id' : ''}`.toUpperCase();
}

function buildColumn(
  { query }: QueryCall,
  { columns }: QueryTable,
  { name, ...column }: ChosenColumn & { readonly title: string },
): TextColumn<CliTableRow> {
  const kind = query.columns.find((one) => one.name === name)?.kind ?? 'text';
  return {
    ...column,
    alignRight: kind === 'number',
    text: (row) => formatCell(kind, name, (one) => row[columns.indexOf(one)]),
  };
}

function formatCell(kind: string, name: string, read: ReadField): string {
  const companion = COMPANION_COLUMNS[name];
  if (companion !== undefined && read(companion) === '') return '';
  if (read(name) === '') return formatEmpty(kind, name, read);
  const words = formatField(kind, name, read);
  return isDiffering(name, read) ? `${words} ${DIFFERING_MARK}` : words;
}

function formatEmpty(kind: string, name: string, read: ReadField): string {
  const [substitute] =
    SUBSTITUTE_COLUMNS[name]?.map((other) => read(other) ?? '').filter(Boolean) ?? [];
  if (substitute !== undefined) return substitute;
  const ids = name.endsWith('_names') ? name.replace(/_names$/, '_ids') : name;
  const words = formatField(kind, ids, read);
  return words === '' ? (EMPTY_CELL_TEXTS[name] ?? '') : words;
}
