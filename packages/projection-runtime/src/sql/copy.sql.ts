/** COPY, which TypeORM's query builders do not have. */
import type { DeclaredTable } from '../declared-tables.ts';

/** Returns the statement that copies lines into a table. */
export function formatCopy({
  qualified,
  columns,
}: Pick<DeclaredTable, 'qualified' | 'columns'>): string {
  return `COPY ${qualified} (${columns.map(({ name }) => `"${name}"`).join(', ')}) FROM STDIN`;
}
