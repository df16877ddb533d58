import { getDateBounds, type DateValue } from '@rapporteur/contracts';

/** The columns of a date: `occurredOn`, `occurredEarliest` and `occurredLatest`. */
export type DateColumns<P extends string> = {
  readonly [K in `${P}On`]: DateValue | null;
} & { readonly [K in `${P}Earliest` | `${P}Latest`]: string | null };

/**
 * Returns the columns of a date: the date as recorded, and the days it may mean, so that filters
 * match on overlap. An open end is infinite; a recurring or unstated date means no days.
 */
export function dateColumns<P extends string>(prefix: P, date: DateValue | null): DateColumns<P> {
  const bounds = date === null ? null : getDateBounds(date);
  const open = bounds?.precision === 'open';
  return {
    [`${prefix}On`]: date,
    [`${prefix}Earliest`]: databaseDay(bounds?.earliest) ?? (open ? '-infinity' : null),
    [`${prefix}Latest`]: databaseDay(bounds?.latest) ?? (open ? 'infinity' : null),
  } as DateColumns<P>;
}

// The year before year 1 is 0000 in ISO 8601, but only 1 BC is valid in Postgres.
function databaseDay(day: string | null | undefined): string | null {
  if (day === null || day === undefined) return null;
  return day.startsWith('0000-') ? `0001${day.slice(4)} BC` : day;
}

/** Returns the same columns in the database, for a migration. */
export function dateColumnsSql(prefix: string): string {
  return `${prefix}_on jsonb, ${prefix}_earliest date, ${prefix}_latest date`;
}
