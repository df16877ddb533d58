import type { ActorRef, DateValue } from '@rapporteur/contracts';
import type { InvolvementBasis } from './involvement.ts';
import type { Role } from './roles.ts';

/** A meeting that was held: a column of the matrix. */
export interface MatrixMeeting {
  readonly meeting: string;
  readonly body: string;
  readonly session: string | null;
  readonly ordinal: number | null;
  readonly date: DateValue | null;
}

/** Somebody who took part in a meeting, by one fact. */
export interface MatrixEntry {
  readonly meeting: string;
  readonly actor: string;
  readonly kind: ActorRef['kind'];
  readonly nameAsWritten: string | null;
  readonly actorOf: string | null;
  readonly role: Role;
  readonly basis: InvolvementBasis;
  readonly capacity: string | null;
  readonly represents: string | null;
  readonly event: string;
}

/** How the record lists who attended a meeting: by name, only as a class, or not at all. */
export type AttendanceListing = 'by-name' | 'by-class' | 'not-stated';

/**
 * What the record says of somebody at a meeting. Who is not among those listed is `not-listed`; where nobody is listed
 * it is `not-stated`. Nobody is ever absent: the record does not say so.
 */
type ParticipationCellKind =
  | 'attended'
  | 'chaired'
  | 'hosted'
  | 'headed-delegation'
  | 'not-listed'
  | 'not-stated';

/** Somebody at a meeting. */
export interface ParticipationCell {
  readonly meeting: string;
  readonly kind: ParticipationCellKind;
  /** Of an attendance: named, covered by a class, or derived. */
  readonly basis: InvolvementBasis | null;
  readonly roles: readonly Role[];
  readonly capacity: string | null;
  readonly events: readonly string[];
}

/** Somebody at all the meetings. */
export interface MatrixRow {
  readonly actor: string;
  readonly kind: ActorRef['kind'];
  readonly cells: readonly ParticipationCell[];
  /** Meetings it attended, and of how many that list who did. */
  readonly attended: number;
  readonly namedAttended: number;
  readonly meetingsWithList: number;
  /** `1 of 1 meeting with a recorded list` */
  readonly total: string;
}

/** A column with its sums. */
export interface MatrixColumn extends MatrixMeeting {
  readonly listing: AttendanceListing;
  /** Distinct states and organs that attended by name. */
  readonly states: number;
  readonly organs: number;
}

/** Who took part in which of the meetings. */
export interface ParticipationMatrix {
  readonly meetings: readonly MatrixColumn[];
  readonly states: readonly MatrixRow[];
  /** Organs, organizations, classes and persons: never counted as states. */
  readonly others: readonly MatrixRow[];
}

const ATTENDING: ReadonlySet<string> = new Set(['attended', 'organ-attended']);

/** How a meeting's record lists who attended. */
export function classifyListing(entries: readonly MatrixEntry[]): AttendanceListing {
  const delegations = entries.filter(({ role }) => ATTENDING.has(role));
  if (delegations.some(({ kind, basis }) => kind !== 'class' && basis === 'named'))
    return 'by-name';
  return delegations.length > 0 ? 'by-class' : 'not-stated';
}

const KINDS: readonly (readonly [Role, ParticipationCellKind])[] = [
  ['attended', 'attended'],
  ['organ-attended', 'attended'],
  ['chaired', 'chaired'],
  ['hosted', 'hosted'],
  ['headed-delegation', 'headed-delegation'],
];

// The surest basis first: who is named is not merely covered by a class.
const BASES: readonly InvolvementBasis[] = ['named', 'class', 'context', 'derived'];

function cellOf(
  meeting: string,
  listing: AttendanceListing,
  entries: readonly MatrixEntry[],
): ParticipationCell {
  const roles = [...new Set(entries.map(({ role }) => role))];
  const kind = KINDS.find(([role]) => roles.includes(role))?.[1];
  const attending = entries.filter(({ role }) => ATTENDING.has(role));
  return {
    meeting,
    kind: kind ?? (listing === 'by-name' ? 'not-listed' : 'not-stated'),
    basis: BASES.find((basis) => attending.some((entry) => entry.basis === basis)) ?? null,
    roles,
    capacity: attending.find(({ capacity }) => capacity !== null)?.capacity ?? null,
    events: [...new Set(entries.map(({ event }) => event))],
  };
}

function rowOf(
  { actor, kind }: Pick<MatrixEntry, 'actor' | 'kind'>,
  columns: readonly MatrixColumn[],
  entries: readonly MatrixEntry[],
): MatrixRow {
  const own = Map.groupBy(
    entries.filter((entry) => entry.actor === actor),
    ({ meeting }) => meeting,
  );
  const cells = columns.map(({ meeting, listing }) =>
    cellOf(meeting, listing, own.get(meeting) ?? []),
  );
  const attended = cells.filter((cell) => cell.kind === 'attended');
  const listed = columns
    .filter(({ listing }) => listing === 'by-name')
    .map(({ meeting }) => meeting);
  const attendedListed = attended.filter(({ meeting }) => listed.includes(meeting)).length;
  return {
    actor,
    kind,
    cells,
    attended: attended.length,
    namedAttended: attended.filter(({ basis }) => basis === 'named').length,
    meetingsWithList: listed.length,
    total: `${attendedListed} of ${listed.length} ${listed.length === 1 ? 'meeting' : 'meetings'} with a recorded list`,
  };
}

function columnOf(meeting: MatrixMeeting, entries: readonly MatrixEntry[]): MatrixColumn {
  const here = entries.filter((entry) => entry.meeting === meeting.meeting);
  const named = here.filter(({ role, basis }) => ATTENDING.has(role) && basis === 'named');
  const distinct = (state: boolean) =>
    new Set(
      named
        .filter(({ kind }) => (kind === 'state') === state && kind !== 'class')
        .map(({ actor }) => actor),
    ).size;
  return {
    ...meeting,
    listing: classifyListing(here),
    states: distinct(true),
    organs: distinct(false),
  };
}

/**
 * Puts meetings and those who took part in them into a matrix. `asked` are states that have a row even where they took
 * part in nothing. States come by code, others by id.
 */
export function buildParticipationMatrix(
  meetings: readonly MatrixMeeting[],
  taking: readonly MatrixEntry[],
  asked: readonly string[] = [],
): ParticipationMatrix {
  // To be expected is not to have been there.
  const entries = taking.filter(({ role }) => role !== 'expected');
  const columns = meetings.map((meeting) => columnOf(meeting, entries));
  const actors = new Map<string, Pick<MatrixEntry, 'actor' | 'kind'>>(
    [...asked.map((actor) => ({ actor, kind: 'state' as const })), ...entries].map((one) => [
      one.actor,
      one,
    ]),
  );
  const rows = [...actors.values()]
    .toSorted((one, other) => (one.actor < other.actor ? -1 : 1))
    .map((one) => rowOf(one, columns, entries));
  return {
    meetings: columns,
    states: rows.filter(({ kind }) => kind === 'state'),
    others: rows.filter(({ kind }) => kind !== 'state'),
  };
}
