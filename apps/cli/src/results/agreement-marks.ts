import type { QueryCall, QueryTable } from '../query-call.ts';
import type { CliSession } from '../session.ts';
import type { ReadField } from './cell-words.ts';
import { DEFAULT_COLUMNS } from './columns.ts';

/** Follows a value that other sources contradict. */
export const DIFFERING_MARK = '*';
const DIFFER = 'sources differ';

/** The query that shows one row of a list, with all its statements. */
const PAGES: Readonly<Record<string, string>> = {
  bodies: 'body',
  decisions: 'decision',
  incidents: 'incident',
  meetings: 'meeting',
  persons: 'person',
  sources: 'document',
};

/** Returns whether a column's `_agreement` column says that the sources of its value differ. */
export function isDiffering(name: string, read: ReadField): boolean {
  const value = name.replace(/_(names?|ids|codes)$/, '');
  return [`${name}_agreement`, `${value}_agreement`, `${value}s_agreement`].some(
    (companion) => read(companion) === DIFFER,
  );
}

/** Returns the line that explains the mark, with the call that shows the other values. */
export function formatDifferingNote(
  { callLines }: Pick<CliSession, 'callLines'>,
  { query }: QueryCall,
  { columns, rows }: QueryTable,
  shown: readonly string[],
): readonly string[] {
  const readFrom = (row: readonly string[]) => (name: string) => row[columns.indexOf(name)];
  const row = rows.find((one) => shown.some((name) => isDiffering(name, readFrom(one))));
  if (row === undefined) return [];

  const page = PAGES[query.name];
  const id = readFrom(row)(DEFAULT_COLUMNS[query.name]?.id ?? '');
  const line =
    page === undefined || id === undefined
      ? callLines.formatOther({ name: 'query conflicts', words: [] })
      : callLines.formatOther({
          name: `query ${page}`,
          words: [id],
          flags: { '--statements': true },
        });
  return [`${DIFFERING_MARK} ${DIFFER}: ${line}`];
}
