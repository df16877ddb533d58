import { readonlyArray } from '@rapporteur/read-models';
import { z } from 'zod';

/** The items of a list that a page shows: the last ones. The whole list is a query of its own. */
export const SHOWN_MAX = 100;

/** The member of an answer that names its shortened lists. */
export const ShortenedNames = readonlyArray(z.string()).meta({
  description: `The lists of which only the last ${SHOWN_MAX} items are shown; of the chairs of an actor, the latest.`,
});

/** Shortens the lists of a page, and collects the names of those that had more items. */
export class ShortenedLists {
  readonly names: string[] = [];

  /** Returns the last items of a list. */
  keepLast<T>(name: string, list: readonly T[]): readonly T[] {
    if (list.length > SHOWN_MAX) this.names.push(name);
    return list.slice(-SHOWN_MAX);
  }

  /** Returns the items of a list with the latest days, in the order of the list. */
  keepLatest<T>(name: string, list: readonly T[], getDay: (item: T) => string): readonly T[] {
    if (list.length <= SHOWN_MAX) return list;
    this.names.push(name);
    const byDay = list
      .map((item) => ({ item, day: getDay(item) }))
      .toSorted((a, b) => (a.day === b.day ? 0 : a.day < b.day ? 1 : -1));
    const latest = new Set(byDay.slice(0, SHOWN_MAX).map(({ item }) => item));
    return list.filter((item) => latest.has(item));
  }
}
