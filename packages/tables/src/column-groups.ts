import { toSlug } from '@rapporteur/drafting';
import { guessColumn } from './column-guess.ts';
import { findListedState } from './common-state-names.ts';
import { findRole } from './header-words.ts';
import type { ProposedColumn } from './proposed-column.ts';
import { findStateByName } from './state-value.ts';
import type { ColumnProfile } from './table-profile.ts';

/** The columns without the name of a state that a matrix of states may contain one after another. */
const OPEN_HEADERS_MAX = 3;
/** The most different marks of a matrix. */
const MARKS_MAX = 12;
const MARK_LENGTH_MAX = 12;

/** Puts neighbours together: states as headers, or names that differ in their last number only. */
export function groupColumns(
  profiles: readonly ColumnProfile[],
  language: string,
): readonly ProposedColumn[] {
  const columns: ProposedColumn[] = [];
  const names = new Set(['row']);
  for (let at = 0; at < profiles.length;) {
    const states = countStates(profiles, at, language);
    const meetings = columns.some(isStateColumn) ? countMeetings(profiles, at) : 0;
    const count = Math.max(1, states, countNumbered(profiles, at), meetings);
    const group = profiles.slice(at, at + count);
    const [first] = group;
    const place = at + 1;
    at += count;
    if (first === undefined || (first.header === '' && first.values.size === 0)) continue;
    const header = first.header;
    const hasStateHeaders = states > 1;
    const headers = hasStateHeaders ? 'states' : meetings > 1 ? 'meetings' : undefined;
    const stem =
      headers !== undefined ? 'mark' : header.replace(/[\s_-]*\d+$/, count > 1 ? '' : '$&');
    columns.push({
      name: createName(stem, place, names),
      place,
      guess: headers !== undefined ? { kind: 'text' } : guessColumn(mergeProfiles(group), language),
      profiles: group,
      headers,
      headerValues: hasStateHeaders ? listHeaderValues(group, language) : new Map(),
    });
  }
  return columns;
}

function mergeProfiles(group: readonly ColumnProfile[]): ColumnProfile {
  const values = new Map(group.flatMap((profile) => [...profile.values]));
  return {
    header: group[0]?.header ?? '',
    values,
    knownCount: group.reduce((sum, { knownCount }) => sum + knownCount, 0),
    unknown: new Set(group.flatMap(({ unknown }) => [...unknown])),
  };
}

/** Returns the headers that need an entry in `values`; undefined is a name that no list has. */
function listHeaderValues(group: readonly ColumnProfile[], language: string) {
  return new Map(
    group
      .filter(({ header }) => findStateByName(header, 'alpha-3') === undefined)
      .map(({ header }) => [header, findListedState(header, language)]),
  );
}

/** Returns the number of columns of a matrix that begins here. Its last header is a known state. */
function countStates(profiles: readonly ColumnProfile[], from: number, language: string): number {
  const marks = new Set<string>();
  let count = 0;
  let open = 0;
  for (const [index, { header, values }] of profiles.slice(from).entries()) {
    const isState = findListedState(header, language) !== undefined;
    const hasMarks = [...values.keys()].every((mark) => marks.has(mark));
    if (!isState && (count < 2 || !hasMarks || open >= OPEN_HEADERS_MAX)) break;
    open = isState ? 0 : open + 1;
    if (!isState) continue;
    for (const mark of values.keys()) marks.add(mark);
    if (marks.size > MARKS_MAX) break;
    count = index + 1;
  }
  return count >= 2 ? count : 0;
}

const isStateColumn = ({ guess, profiles }: ProposedColumn): boolean =>
  guess.kind === 'state' && profiles.length === 1;

/** Returns the number of columns with the same few marks under numbers, years or days of meetings. */
function countMeetings(profiles: readonly ColumnProfile[], from: number): number {
  const marks = new Set<string>();
  let count = 0;
  for (const { header, values } of profiles.slice(from)) {
    for (const mark of values.keys()) marks.add(mark);
    const isLong = [...values.keys()].some((mark) => mark.length > MARK_LENGTH_MAX);
    if (!/\d/.test(header) || isLong || marks.size > MARKS_MAX) break;
    count += 1;
  }
  // A year of joining, for example, is no mark.
  return count >= 2 && [...marks].some((mark) => /^\D+$/.test(mark)) ? count : 0;
}

function countNumbered(profiles: readonly ColumnProfile[], from: number): number {
  const stem = /^(.*\D)1$/.exec(profiles[from]?.header ?? '')?.[1];
  if (stem === undefined) return 0;
  let count = 1;
  while (profiles[from + count]?.header === `${stem}${count + 1}`) count += 1;
  return count;
}

/** Returns a new name in Latin letters: that of the header, its role, or the number of the column. */
function createName(header: string, place: number, names: Set<string>): string {
  const slug = toSlug(header).replaceAll('-', '_');
  const isLatin = /^[a-z]/.test(slug) && !/[^\P{L}\p{Script=Latin}]/u.test(header);
  const role = isLatin ? undefined : findRole(header);
  const stem = isLatin ? slug : (role ?? `column_${place}`);
  let name = stem;
  for (let n = 2; names.has(name); n += 1) name = `${stem}_${n}`;
  names.add(name);
  return name;
}
