export { parseMapping, type MappingOptions, type MappingParseResult } from './parse-mapping.ts';
export type { TableMapping } from './mapping.ts';
export type { RowProblem } from './row-problem.ts';
export type { RowReader, RowResult } from './row-reader.ts';
export { buildTableCommand, gatherRows, type TableCommand } from './table-commands.ts';
export type { TableFile } from './table-file.ts';
export { inspectTable, readTable, type TableInspection } from './table-inspection.ts';
export { TableError, type TableRow } from './table-row.ts';
