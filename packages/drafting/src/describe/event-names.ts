import { addDefiniteArticle, capitalize, formatNth } from './english.ts';
import { formatEdtf } from './date-words.ts';

/** The kinds of things that have names. */
export type NamedKind =
  | 'body'
  | 'meeting'
  | 'decision'
  | 'incident'
  | 'document'
  | 'actor'
  | 'office';

/** The names of the things that a sentence mentions; null: no name is known. */
export interface EventNames {
  nameOf(kind: NamedKind, id: string): string | null;
}

/** Knows no names: sentences have the names as written, or ids in words. */
export const NO_NAMES: EventNames = { nameOf: () => null };

const SMALL_WORDS =
  /^(?:of|the|on|and|in|for|to|at|by|or|from|with|a|an|new|war|gas|oil|air|sea|law)$/;

/** Returns an id in words: `SCO Rats Council` for `sco-rats-council`. */
export function formatId(id: string): string {
  return id
    .split('-')
    .map((word, index) => {
      if (SMALL_WORDS.test(word)) return index === 0 ? capitalize(word) : word;
      const isAcronym = word.length <= 3 || !/[aeiouy]/.test(word);
      return isAcronym ? word.toUpperCase() : capitalize(word);
    })
    .join(' ');
}

/** Names that are already those of a meeting. */
const MEETING_NOUN =
  /\b(?:meetings?|summit|conference|session|congress|consultations?|talks|dialogue|round table)$/i;

/** Returns whether the name of a body is that of its meetings: `Defence Ministers' Meeting`. */
export const isMeetingName = (name: string): boolean => MEETING_NOUN.test(name);

/** The parts of a meeting's name. */
export interface MeetingParts {
  readonly bodyName: string;
  readonly ordinal?: number | null;
  readonly session?: string | null;
  /** The series in which it is counted: `2025`, `seventy-eighth session`. */
  readonly series?: string | null;
  /** The date as EDTF, for a meeting without a number. */
  readonly date?: string | null;
}

const isOrdinary = (session: string | null | undefined): boolean =>
  session === null || session === undefined || session === 'ordinary';

/**
 * Returns the name of a meeting without an article: `44th meeting of the SCO RATS Council`,
 * `22nd SCO Defence Ministers' Meeting`, `meeting of the Board of 6 May 2020`, `1st meeting of the
 * Board (2025)` for one that is counted in a series.
 */
export function formatMeetingName({
  bodyName,
  ordinal,
  session,
  series,
  date,
}: MeetingParts): string {
  const nth = typeof ordinal === 'number' ? formatNth(ordinal) : '';
  const kind = isOrdinary(session) ? '' : session;
  const described = isMeetingName(bodyName)
    ? [nth, kind, bodyName]
    : [nth, kind, 'meeting of', addDefiniteArticle(bodyName)];
  const on = typeof date === 'string' && nth === '' ? `of ${formatEdtf(date)}` : '';
  const counted = typeof series === 'string' && nth !== '' ? `(${series})` : '';
  return [...described, on, counted].filter((part) => part !== '').join(' ');
}

/**
 * A meeting's id: `{body}-{ordinal}`, `{body}-{session}-{ordinal}` or `{body}-{date}`. A series comes
 * before the ordinal; by the id alone, only a year differs from a part of the body's id.
 */
const MEETING_ID =
  /^(.+?)(?:-(ordinary|extraordinary|annual|special|informal))?(?:-((?:1|2)\d{3}(?:-(?:0[1-9]|1[0-2])(?:-\d\d)?)?)|(?:-((?:1|2)\d{3}))?-(\d{1,3}|[3-9]\d{3}))?$/;

/** Returns the parts of a meeting's id; the body is an id, not a name. */
function parseMeetingId(id: string): Omit<MeetingParts, 'bodyName'> & { readonly body: string } {
  const [, body = id, session = null, date = null, series = null, ordinal] =
    MEETING_ID.exec(id) ?? [];
  return { body, session, series, ordinal: ordinal === undefined ? null : Number(ordinal), date };
}

/** Returns the name of a meeting, by its id and the name of its body, without an article. */
export function formatMeetingId(id: string, names: EventNames): string {
  const name = names.nameOf('meeting', id);
  if (name !== null) return name.replace(/^the /i, '');
  const { body, ...parts } = parseMeetingId(id);
  return formatMeetingName({ ...parts, bodyName: names.nameOf('body', body) ?? formatId(body) });
}
