import { OdsWorkbook } from './ods-sheet.ts';
import { collectBytes } from './sheet-archive.ts';
import { renderRows, type RenderedRow, type SheetEntry, type SheetRow } from './sheet-row.ts';
import { TableError } from './table-row.ts';
import { XlsxWorkbook } from './xlsx-sheet.ts';

/** Yields the rows of one sheet of a workbook, with their lines in the text. */
export async function* readWorkbook(
  chunks: AsyncIterable<Uint8Array>,
  { format, sheet }: { readonly format: 'xlsx' | 'ods'; readonly sheet: string | undefined },
): AsyncGenerator<RenderedRow> {
  const bytes = await collectBytes(chunks);
  const rows =
    format === 'xlsx'
      ? readChosen(new XlsxWorkbook(bytes), sheet)
      : readChosen(new OdsWorkbook(bytes), sheet);
  yield* renderRows(rows);
}

interface SheetSource<Sheet extends SheetEntry> {
  readonly sheets: readonly Sheet[];
  readRows(sheet: Sheet): Iterable<SheetRow>;
}

function readChosen<Sheet extends SheetEntry>(
  workbook: SheetSource<Sheet>,
  named: string | undefined,
): Iterable<SheetRow> {
  const { sheets } = workbook;
  const visible = sheets.filter(({ isHidden }) => !isHidden);
  const chosen =
    named === undefined
      ? visible
      : sheets.filter(({ name }, index) => name === named || String(index + 1) === named);
  const byName = chosen.find(({ name }) => name === named);
  const [first, second] = byName === undefined ? chosen : [byName];
  if (first !== undefined && second === undefined) return workbook.readRows(first);
  const names = sheets.map(({ name }) => `\`${name}\``).join(', ');
  throw new TableError(
    named === undefined
      ? `The workbook has several sheets: ${names}.`
      : `The workbook has no sheet \`${named}\`, but ${names}.`,
    'Name one in the mapping: `table: { sheet: … }`.',
  );
}
