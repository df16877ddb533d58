import { type QueryCall, fetchTable, type QueryTable } from '../query-call.ts';
import { CliError } from '../cli-error.ts';
import { EXIT } from '@rapporteur/platform/exit-codes';
import { formatLocalTime } from '../local-time.ts';
import { formatCount } from '../progress-display.ts';
import type { CliSession } from '../session.ts';
import { type TextColumn, formatTableLines } from '../table.ts';
import type { FormattedResult } from './result-formatter.ts';
import {
  COMPANION_COLUMNS,
  DEFAULT_COLUMNS,
  EMPTY_CELL_TEXTS,
  isNumericColumn,
} from './columns.ts';

type CliTableRow = readonly string[];

/** Lays an answer out as a table, a line a row, with the columns asked for or those that serve most. */
export async function formatTable(
  session: CliSession,
  asked: QueryCall,
  columns?: string,
): Promise<FormattedResult> {
  const table = await fetchTable(session, asked);
  const shown = chosen(asked, table, columns).map((name) => columnOf(name, table.columns));
  return {
    lines: formatTableLines(shown, table.rows, session.terminal.columns),
    hasHeading: true,
    count: formatCount(table.rows.length, 'row'),
    position: table.position,
    next: table.next,
  };
}

function chosen(
  { query: question }: QueryCall,
  table: QueryTable,
  columns: string | undefined,
): readonly string[] {
  if (columns === undefined)
    return (DEFAULT_COLUMNS[question.name] ?? table.columns).filter((name) =>
      table.columns.includes(name),
    );
  if (columns === 'all') return table.columns;
  const names = columns.split(',').map((name) => name.trim());
  const unknown = names.find((name) => !table.columns.includes(name));
  if (unknown === undefined) return names;
  throw new CliError(
    EXIT.usage,
    `${unknown} is no column of ${question.name}.`,
    `There are: ${table.columns.join(', ')}.`,
  );
}

function columnOf(name: string, columns: readonly string[]): TextColumn<CliTableRow> {
  return {
    title: name
      .replace(/_(names|ids)$/, '')
      .replaceAll('_', ' ')
      .toUpperCase(),
    alignRight: isNumericColumn(name),
    text: (row) => sayCell(name, (column) => row[columns.indexOf(column)]),
  };
}

function sayCell(name: string, cell: (column: string) => string | undefined): string {
  const value = cell(name) ?? '';
  const askedWith = COMPANION_COLUMNS[name];
  if (askedWith !== undefined && cell(askedWith) === '') return '';
  if (value === '') return sayEmpty(name, cell);
  if (name.endsWith('_at')) return formatLocalTime(value);
  if (value.startsWith('{')) return sayJson(value);
  return formatDate(value, cell(`${name}_stated`), cell(`${name}_basis`));
}

function sayEmpty(name: string, cell: (column: string) => string | undefined): string {
  if (name.endsWith('_names'))
    return cell(name.replace(/_names$/, '_ids')) || (EMPTY_CELL_TEXTS[name] ?? '');
  return EMPTY_CELL_TEXTS[name] ?? formatDate('', cell(`${name}_stated`), '');
}

// The old and new values of corrections are often dates.
function sayJson(json: string): string {
  const { edtf, asWritten, basis } = JSON.parse(json) as Readonly<
    Record<string, string | null | undefined>
  >;
  if (typeof edtf !== 'string') return json;
  return `${formatDate(edtf, 'true', basis ?? '')}${typeof asWritten === 'string' ? ` “${asWritten}”` : ''}`;
}

/** A date as the record has it: what is not stated says so, and so does what is not stated as such. */
export function formatDate(
  edtf: string,
  stated: string | undefined,
  basis: string | undefined,
): string {
  if (stated === 'false') return 'not stated';
  const said = edtf
    .replace(/^\[(.*)\]$/, (_, dates: string) => dates.replaceAll(/,\s*/g, ' or '))
    .replace(/^(.+)\/\.\.$/, 'since $1')
    .replace(/^\.\.\/(.+)$/, 'until $1');
  return basis === undefined || basis === '' || basis === 'stated' ? said : `${said} (${basis})`;
}
