/** Values that a text gives twice, and differently: for the person who reviews its draft. */
import type {
  DraftContradiction,
  DraftFact,
  DraftFields,
  DraftPassage,
  DraftValue,
} from '../draft.ts';

/** A number of delegations as a sentence states it. */
export interface StatedCount {
  readonly count: number;
  readonly passage: DraftPassage;
}

/** A value with the words that state it. */
interface MeetingValues {
  readonly fields: DraftFields;
  readonly passage: DraftPassage;
}

const MEETING_TYPES = new Set(['MeetingHeld', 'MeetingAnnounced']);
const MEETING_FIELDS = ['occurredOn', 'scheduledOn', 'places', 'host'];

/** Returns the fields of one meeting that two passages state differently. */
export function compareMeetings(
  known: MeetingValues,
  other: MeetingValues,
): readonly DraftContradiction[] {
  return MEETING_FIELDS.flatMap((field) => compareField(field, known, other));
}

/** Returns the contradictions between facts: the chairs of one meeting, the numbers of one day. */
export function findContradictions(facts: readonly DraftFact[]): readonly DraftContradiction[] {
  const chairs = listPairs(facts.filter(({ type }) => type === 'MeetingChaired'));
  const meetings = listPairs(facts.filter(({ type }) => MEETING_TYPES.has(type)));
  return [
    ...chairs
      .filter(([a, b]) => isOneMeeting(a, b) && !isPartOf(a, b))
      .flatMap(([a, b]) => compareField('chairs', a, b)),
    ...meetings.filter(isSameOccasion).flatMap(([a, b]) => compareField('ordinal', a, b)),
  ];
}

/**
 * Returns the contradiction of a stated number of delegations and a list of them: "eight
 * delegations" and nine states. Those in another capacity may be left out of the number.
 */
export function compareCounts(
  facts: readonly DraftFact[],
  stated: readonly StatedCount[],
): readonly DraftContradiction[] {
  const listed = facts.filter(
    ({ type, fields }) => type === 'DelegationAttended' && fields['basis'] === 'named',
  );
  const members = listed.filter(({ fields }) => fields['capacity'] === undefined);
  const [first] = listed;
  if (first === undefined) return [];
  return stated
    .filter(({ count }) => count !== members.length && count !== listed.length)
    .map(({ count, passage }) => ({
      field: 'delegations',
      values: [String(count), String(members.length)],
      passages: [passage, first.passage],
    }));
}

/** Two chairs in one line are both meant: "chaired by Estonia and co-chaired by Finland". */
function isOneMeeting(a: DraftFact, b: DraftFact): boolean {
  return a.fields['meeting'] === b.fields['meeting'] && a.passage.line !== b.passage.line;
}

function listPairs(facts: readonly DraftFact[]): readonly (readonly [DraftFact, DraftFact])[] {
  // A text has few meetings. Each is compared with the first of all.
  const [first, ...rest] = facts;
  return first === undefined ? [] : rest.map((fact) => [first, fact]);
}

/** Returns whether two numbers are given to a meeting of one body on one day. */
function isSameOccasion([a, b]: readonly [DraftFact, DraftFact]): boolean {
  return (
    ['body', 'occurredOn', 'session'].every(
      (field) => toText(a.fields[field]) === toText(b.fields[field]),
    ) && a.fields['occurredOn'] !== undefined
  );
}

/** Returns whether all chairs of one fact are among those of the other: one chair of several. */
function isPartOf(a: MeetingValues, b: MeetingValues): boolean {
  const [first, second] = [a, b].map(({ fields }) => listKeys(fields['chairs']));
  const [fewer = [], more = []] = [first, second].toSorted(
    (x, y) => (x?.length ?? 0) - (y?.length ?? 0),
  );
  return fewer.every((chair) => more.includes(chair));
}

function compareField(
  field: string,
  a: MeetingValues,
  b: MeetingValues,
): readonly DraftContradiction[] {
  const [first, second] = [a.fields[field], b.fields[field]];
  if (first === undefined || second === undefined) return [];
  // A country beside the place, or another form of a name, is no other place.
  if (listKeys(first).join() === listKeys(second).join()) return [];
  return [{ field, values: [toWords(first), toWords(second)], passages: [a.passage, b.passage] }];
}

function listKeys(value: DraftValue | undefined): readonly string[] {
  return [value].flat().map(toKey);
}

/** Returns a value as a person reads it: the names of places and actors, as written. */
function toWords(value: DraftValue): string {
  if (Array.isArray(value)) return value.map(toWords).join(', ');
  if (typeof value !== 'object' || value === null) return toText(value);
  if ('name' in value) return toText(value['name']);
  const [entry] = Object.entries(value);
  return entry !== undefined && isStateCode(entry[0]) ? toText(entry[1]) : toText(value);
}

/** Returns the name of a place, or the code or id of an actor; of any other value its JSON. */
function toKey(value: DraftValue | undefined): string {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return toText(value);
  if ('name' in value) return toText(value['name']);
  const [key] = Object.keys(value);
  return key !== undefined && isStateCode(key) ? key : toText(value);
}

const isStateCode = (key: string): boolean => /^[A-Z]{3}$/.test(key);

function toText(value: DraftValue | undefined): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}
