/** Words of a clause of their own between two days. */
const APART = /[,，;；](?:.*\p{Script=Han}.{8}|.{30})/u;

/**
 * "Met on 1 June and, by 12 votes to none, extended the mandate until 30 June 2032" is no list of
 * days.
 */
export function readNextYear(
  year: string | undefined,
  between: string,
  published: string | undefined,
): string | undefined {
  if (year === undefined || published === undefined || year <= published.slice(0, 4)) return year;
  return APART.test(between) ? undefined : year;
}
