import type { Schemas } from '../../api/query-answers.ts';

/** The bodies or states of the columns of a table of facts. */
export interface LaneColumns {
  readonly kind: 'body' | 'state';
  readonly ids: readonly string[];
}

export const COLUMNS_MAX = 6;

/** Returns the columns that an address asks for; null if these are fewer than two. */
export function readColumns(search: URLSearchParams): LaneColumns | null {
  for (const kind of ['body', 'state'] as const) {
    const ids = (search.get(kind) ?? '').split(',').filter((id) => id !== '');
    if (ids.length > 1) return { kind, ids: [...new Set(ids)].slice(0, COLUMNS_MAX) };
  }
  return null;
}

/** Returns the columns that a fact belongs to, in their order. */
export function findColumns(
  row: Pick<Schemas['Fact'], 'states' | 'bodies' | 'meetingBody'>,
  { kind, ids }: LaneColumns,
): readonly string[] {
  const own = kind === 'state' ? [row.states] : [row.bodies, row.meetingBody];
  const named = own.flat();
  return ids.filter((id) => named.includes(id));
}
