import type { CountRow } from './count-data.ts';

/** The address of a timeline: its path, and its parameters. */
export interface TimelinePlace {
  readonly path: string;
  readonly search: URLSearchParams;
}

/** Returns the address with other parameters; null removes one. A new address has no cursor. */
export function changePlace(
  { path, search }: TimelinePlace,
  changes: Readonly<Record<string, string | null>>,
): string {
  const changed = new URLSearchParams(search);
  changed.delete('cursor');
  for (const [name, value] of Object.entries(changes))
    if (value === null) changed.delete(name);
    else changed.set(name, value);
  const text = changed.toString();
  return text === '' ? path : `${path}?${text}`;
}

/** Returns the address of the facts of a row; null: no filter selects them. */
export function linkRow(
  place: TimelinePlace,
  { collection, body, isBody }: CountRow,
): string | null {
  if (body !== null) return linkBody(place, collection, body);
  if (isBody || collection === null) return null;
  const path = `/collections/${encodeURIComponent(collection)}/timeline`;
  return changePlace({ ...place, path }, { zoom: 'bodies' });
}

function linkBody(place: TimelinePlace, collection: string | null, body: string): string {
  const isOfOne = place.path.startsWith('/collections/') || collection === null;
  const path = isOfOne ? place.path : `/collections/${encodeURIComponent(collection)}/timeline`;
  return changePlace({ ...place, path }, { zoom: 'facts', body });
}

/** Returns the address one zoom nearer, in one period. */
export function linkPeriod(place: TimelinePlace, period: string): string {
  const zoom = place.search.get('zoom') === 'bodies' ? 'facts' : 'bodies';
  return changePlace(place, { zoom, from: period, to: period });
}

/** Returns the days before or after those of the address, for as many years or months; null: none. */
export function shiftDays(
  search: URLSearchParams,
  direction: -1 | 1,
): { readonly from: string; readonly to: string } | null {
  const [from, to] = [parsePeriod(search.get('from')), parsePeriod(search.get('to'))];
  if (from === null || to === null || from.isMonth !== to.isMonth) return null;
  const step = (to.number - from.number + 1) * direction;
  const shift = ({ number, isMonth }: NumberedPeriod) => formatPeriod(number + step, isMonth);
  return { from: shift(from), to: shift(to) };
}

interface NumberedPeriod {
  readonly number: number;
  readonly isMonth: boolean;
}

function parsePeriod(value: string | null): NumberedPeriod | null {
  const [, year, month] = /^(\d{4})(?:-(\d\d))?$/.exec(value ?? '') ?? [];
  if (year === undefined) return null;
  if (month === undefined) return { number: Number(year), isMonth: false };
  return { number: Number(year) * 12 + Number(month) - 1, isMonth: true };
}

function formatPeriod(number: number, isMonth: boolean): string {
  const year = String(isMonth ? Math.floor(number / 12) : number).padStart(4, '0');
  return isMonth ? `${year}-${String((number % 12) + 1).padStart(2, '0')}` : year;
}
