import { suggestName } from '@rapporteur/contracts';
import { EXIT } from '@rapporteur/platform/exit-codes';
import { CliError } from '../cli-error.ts';
import { formatLocalTime } from '../local-time.ts';
import { formatCount } from '../progress-display.ts';
import { fetchTable, type QueryCall, type QueryTable } from '../query-call.ts';
import type { CliSession } from '../session.ts';
import { formatTableLines, type TextColumn } from '../table.ts';
import { COMPANION_COLUMNS, DEFAULT_COLUMNS, EMPTY_CELL_TEXTS } from './columns.ts';
import type { FormattedResult } from './result-formatter.ts';

type CliTableRow = readonly string[];
type ReadCell = (column: string) => string | undefined;

/** Formats a result as a table, one line per row, with the named or the default columns. */
export async function formatTable(
  session: CliSession,
  call: QueryCall,
  columns?: string,
): Promise<FormattedResult> {
  const table = await fetchTable(session, call);
  const shown = chooseColumns(call, table, columns).map((name) => buildColumn(call, table, name));
  return {
    lines: formatTableLines(shown, table.rows, session.terminal.columns),
    hasHeading: true,
    count: formatCount(table.rows.length, 'row'),
    position: table.position,
    next: table.next,
  };
}

function chooseColumns(
  { query }: QueryCall,
  table: QueryTable,
  columns: string | undefined,
): readonly string[] {
  if (columns === undefined)
    return (DEFAULT_COLUMNS[query.name] ?? table.columns).filter((name) =>
      table.columns.includes(name),
    );
  if (columns === 'all') return table.columns;

  const names = columns.split(',').map((name) => name.trim());
  const unknown = names.find((name) => !table.columns.includes(name));
  if (unknown === undefined) return names;
  throw new CliError(
    EXIT.usage,
    `Unknown column \`${unknown}\` of ${query.name}.`,
    suggestName(unknown, table.columns),
  );
}

function buildColumn(
  { query }: QueryCall,
  { columns }: QueryTable,
  name: string,
): TextColumn<CliTableRow> {
  const title = name.replace(/_(names|ids)$/, '').replaceAll('_', ' ');
  return {
    title: title.toUpperCase(),
    alignRight: query.numberColumns.includes(name),
    text: (row) => formatCell(name, (column) => row[columns.indexOf(column)]),
  };
}

function formatCell(name: string, cell: ReadCell): string {
  const value = cell(name) ?? '';
  const companion = COMPANION_COLUMNS[name];
  if (companion !== undefined && cell(companion) === '') return '';
  if (value === '') return formatEmpty(name, cell);
  if (name.endsWith('_at')) return formatLocalTime(value);
  if (value.startsWith('{')) return formatJsonValue(value);
  return formatDate(value, cell(`${name}_stated`), cell(`${name}_basis`));
}

function formatEmpty(name: string, cell: ReadCell): string {
  const text = EMPTY_CELL_TEXTS[name];
  if (name.endsWith('_names')) return cell(name.replace(/_names$/, '_ids')) || (text ?? '');
  return text ?? formatDate('', cell(`${name}_stated`), '');
}

// The old and new values of corrections are often dates.
function formatJsonValue(json: string): string {
  const { edtf, asWritten, basis } = JSON.parse(json) as Readonly<
    Record<string, string | null | undefined>
  >;
  if (typeof edtf !== 'string') return json;
  const quote = typeof asWritten === 'string' ? ` “${asWritten}”` : '';
  return `${formatDate(edtf, 'true', basis ?? '')}${quote}`;
}

/** Formats a recorded date, followed by its basis unless the source states it as such. */
export function formatDate(
  edtf: string,
  stated: string | undefined,
  basis: string | undefined,
): string {
  if (stated === 'false') return 'not stated';
  const text = edtf
    .replace(/^\[(.*)\]$/, (_, dates: string) => dates.replaceAll(/,\s*/g, ' or '))
    .replace(/^(.+)\/\.\.$/, 'since $1')
    .replace(/^\.\.\/(.+)$/, 'until $1');
  return basis === undefined || basis === '' || basis === 'stated' ? text : `${text} (${basis})`;
}
