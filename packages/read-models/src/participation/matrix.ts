import { ActorKind, DateValue } from '@rapporteur/contracts';
import { formatThingKey } from '../query/aliases.ts';
import { InvolvementBasis } from './involvement.ts';
import type { IsKnownNonMember } from './member-terms.ts';
import { type Role, RoleView } from './roles.ts';
import { z } from 'zod';
import { readonlyArray } from '../views.ts';

/** A meeting that was held: a column of the matrix. */
export const MatrixMeeting = z.object({
  collection: z.string(),
  meeting: z.string(),
  body: z.string(),
  session: z.string().nullable(),
  ordinal: z.int().nullable(),
  date: DateValue.nullable(),
});
export type MatrixMeeting = z.output<typeof MatrixMeeting>;

/** An actor who took part in a meeting, by one fact. */
export const MatrixEntry = z.object({
  collection: z.string(),
  meeting: z.string(),
  actor: z.string(),
  kind: ActorKind,
  nameAsWritten: z.string().nullable(),
  actorOf: z.string().nullable(),
  role: RoleView,
  basis: InvolvementBasis,
  capacity: z.string().nullable(),
  represents: z.string().nullable(),
  event: z.string(),
});
export type MatrixEntry = z.output<typeof MatrixEntry>;

/**
 * How the record lists the participants of a meeting: all by name, some by name and others as a
 * class, only as a class, or not at all.
 */
export const AttendanceListing = z
  .enum(['by-name', 'by-name-and-class', 'by-class', 'not-stated'])
  .meta({
    id: 'AttendanceListing',
    description:
      'How the record lists the participants: by name, some by name and others as a class, ' +
      'only as a class, or not at all.',
  });
export type AttendanceListing = z.output<typeof AttendanceListing>;

/**
 * The participation of an actor in a meeting. `not-listed`: a list by name exists without the
 * actor, or a class that leaves it out; `not-a-member`: nor was it a member then;
 * `not-stated`: no such list exists, or it also has a class.
 * There is no `absent`, because the record does not state absence.
 */
const ParticipationCellKind = z.enum([
  'attended',
  'chaired',
  'hosted',
  'headed-delegation',
  'not-listed',
  'not-a-member',
  'not-stated',
]);
type ParticipationCellKind = z.output<typeof ParticipationCellKind>;

/** An actor at a meeting. */
export const ParticipationCell = z
  .object({
    collection: z.string(),
    meeting: z.string(),
    kind: ParticipationCellKind,
    basis: InvolvementBasis.nullable().meta({
      description: 'Of an attendance: named, covered by a class, or derived.',
    }),
    roles: readonlyArray(RoleView),
    capacity: z.string().nullable(),
    events: readonlyArray(z.string()),
  })
  .meta({ id: 'ParticipationCell', description: 'An actor at a meeting.' });
export type ParticipationCell = z.output<typeof ParticipationCell>;

/** An actor at all meetings. */
export const MatrixRow = z.object({
  actor: z.string(),
  kind: ActorKind,
  cells: readonlyArray(ParticipationCell),
  attended: z.int().meta({
    description:
      'The number of meetings it attended, and the number of meetings with a list of participants.',
  }),
  namedAttended: z.int(),
  meetingsWithList: z.int(),
  couldAttend: z.int().meta({
    description:
      'The meetings with a list by name, without those at which it was no member, and without ' +
      'those of collections that name it at no meeting.',
  }),
  total: z.string().meta({ description: 'For example `1 of 1 meeting with a recorded list`.' }),
});
export type MatrixRow = z.output<typeof MatrixRow>;

/** A column with its totals. */
export const MatrixColumn = z.object({
  ...MatrixMeeting.shape,
  listing: AttendanceListing,
  states: z.int().meta({ description: 'Distinct states and organs that attended by name.' }),
  organs: z.int(),
});
export type MatrixColumn = z.output<typeof MatrixColumn>;

/** The participants of meetings. */
export const ParticipationMatrix = z.object({
  meetings: readonlyArray(MatrixColumn),
  states: readonlyArray(MatrixRow),
  others: readonlyArray(MatrixRow).meta({
    description: 'Organs, organizations, classes and persons: never counted as states.',
  }),
});
export type ParticipationMatrix = z.output<typeof ParticipationMatrix>;

const getMeetingKey = ({ collection, meeting }: Pick<MatrixMeeting, 'collection' | 'meeting'>) =>
  formatThingKey({ collection, id: meeting });

const ATTENDING: ReadonlySet<string> = new Set(['attended', 'organ-attended']);

/** Returns how the record lists the participants of a meeting. */
export function classifyListing(entries: readonly MatrixEntry[]): AttendanceListing {
  // An organ that attends says nothing about the states that do.
  const delegations = entries.filter(({ role }) => role === 'attended');
  if (delegations.length === 0) return 'not-stated';
  // The members of a class are not told one by one: any state may be one of them.
  const isNamed = delegations.some(({ kind, basis }) => kind === 'state' && basis === 'named');
  if (!isNamed) return 'by-class';
  return delegations.some(({ kind }) => kind === 'class') ? 'by-name-and-class' : 'by-name';
}

const CELL_KINDS: readonly (readonly [Role, ParticipationCellKind])[] = [
  ['attended', 'attended'],
  ['organ-attended', 'attended'],
  ['chaired', 'chaired'],
  ['hosted', 'hosted'],
  ['headed-delegation', 'headed-delegation'],
];

// The strongest basis first.
const BASES_STRONGEST_FIRST: readonly InvolvementBasis[] = ['named', 'class', 'context', 'derived'];

function createCell(
  column: MatrixColumn,
  entries: readonly MatrixEntry[],
  isNonMember: (column: MatrixColumn) => boolean,
): ParticipationCell {
  const { collection, meeting, listing } = column;
  const roles = [...new Set(entries.map(({ role }) => role))];
  const kind = CELL_KINDS.find(([role]) => roles.includes(role))?.[1];
  const isListed = listing === 'by-name' || roles.includes('left-out');
  const attending = entries.filter(({ role }) => ATTENDING.has(role));
  return {
    collection,
    meeting,
    kind: kind ?? (isNonMember(column) ? 'not-a-member' : isListed ? 'not-listed' : 'not-stated'),
    basis:
      BASES_STRONGEST_FIRST.find((basis) => attending.some((entry) => entry.basis === basis)) ??
      null,
    roles,
    capacity: attending.find(({ capacity }) => capacity !== null)?.capacity ?? null,
    events: [...new Set(entries.map(({ event }) => event))],
  };
}

interface MatrixSource {
  readonly columns: readonly MatrixColumn[];
  /** The keys of the meetings whose participants are listed by name. */
  readonly listed: ReadonlySet<string>;
  /** Those of the actor of the row. */
  readonly entries: readonly MatrixEntry[];
  readonly isNonMember: IsKnownNonMember;
}

function createRow(
  { actor, kind }: Pick<MatrixEntry, 'actor' | 'kind'>,
  { columns, listed, entries, isNonMember }: MatrixSource,
): MatrixRow {
  const entriesByMeeting = Map.groupBy(entries, getMeetingKey);

  const cells = columns.map((column) =>
    createCell(column, entriesByMeeting.get(getMeetingKey(column)) ?? [], (meeting) =>
      isNonMember(actor, meeting),
    ),
  );
  const attended = cells.filter((cell) => cell.kind === 'attended');
  const isOfListed = (cell: ParticipationCell) => listed.has(getMeetingKey(cell));
  const attendedListed = attended.filter(isOfListed).length;
  // It is not known that it could attend meetings of an organization that never names it.
  const own = new Set([...entriesByMeeting.values()].flat().map(({ collection }) => collection));
  const isForeign = ({ collection }: ParticipationCell) => own.size > 0 && !own.has(collection);
  const closed = cells.filter(
    (cell) => isOfListed(cell) && (cell.kind === 'not-a-member' || isForeign(cell)),
  ).length;
  const couldAttend = listed.size - closed;
  const noun = couldAttend === 1 ? 'meeting' : 'meetings';

  return {
    actor,
    kind,
    cells,
    attended: attended.length,
    namedAttended: attended.filter(({ basis }) => basis === 'named').length,
    meetingsWithList: listed.size,
    couldAttend,
    total: `${attendedListed} of ${couldAttend} ${noun} with a recorded list`,
  };
}

function createColumn(meeting: MatrixMeeting, entries: readonly MatrixEntry[]): MatrixColumn {
  const named = entries.filter(({ role, basis }) => ATTENDING.has(role) && basis === 'named');
  const countActors = (state: boolean): number =>
    new Set(
      named
        .filter(({ kind }) => (kind === 'state') === state && kind !== 'class')
        .map(({ actor }) => actor),
    ).size;
  return {
    ...meeting,
    listing: classifyListing(entries),
    states: countActors(true),
    organs: countActors(false),
  };
}

/** The rows of a matrix beside those of its participants. */
interface MatrixOptions {
  /** These always have a row. */
  readonly states?: readonly string[] | undefined;
  /** Default: of no state is it known that it was no member. */
  readonly isNonMember?: IsKnownNonMember;
}

/**
 * Builds the matrix of meetings and participants. States are ordered by code, other actors by id.
 */
export function buildParticipationMatrix(
  meetings: readonly MatrixMeeting[],
  entriesAndExpected: readonly MatrixEntry[],
  { states = [], isNonMember = () => false }: MatrixOptions = {},
): ParticipationMatrix {
  // An expected participant may not have attended.
  const entries = entriesAndExpected.filter(({ role }) => role !== 'expected');
  const byMeeting = Map.groupBy(entries, getMeetingKey);
  const byActor = Map.groupBy(entries, ({ actor }) => actor);
  const columns = meetings.map((meeting) =>
    createColumn(meeting, byMeeting.get(getMeetingKey(meeting)) ?? []),
  );
  const listed = new Set(columns.filter(({ listing }) => listing === 'by-name').map(getMeetingKey));
  const requested = states.map((actor) => ({ actor, kind: 'state' as const }));
  const actors = new Map<string, Pick<MatrixEntry, 'actor' | 'kind'>>(
    [...requested, ...entries].map((entry) => [entry.actor, entry]),
  );
  const rows = [...actors.values()]
    .toSorted((one, other) => (one.actor < other.actor ? -1 : 1))
    .map((one) =>
      createRow(one, { columns, listed, entries: byActor.get(one.actor) ?? [], isNonMember }),
    );

  return {
    meetings: columns,
    states: rows.filter(({ kind }) => kind === 'state'),
    others: rows.filter(({ kind }) => kind !== 'state'),
  };
}
