import { z } from 'zod';
import { formatThingKey, parseThingKey, type ThingRef } from '../query/aliases.ts';
import type { QueryDatabase } from '../query/database.ts';
import { RecordQuery } from '../query/record-query.ts';
import type { QueryScope } from '../query/scope.ts';
import { sql } from '../query/sql.ts';
import { expandThings } from '../timeline/thing-queries.ts';
import { ParticipationRow } from './entities.ts';
import type { MatrixMeeting } from './matrix.ts';
import {
  countMeetingsHeld,
  listAllDatedMeetings,
  listAllMeetingsHeld,
  listMeetingsHeld,
} from './meetings-held.ts';
import { type IsKnownNonMember, readNonMembers } from './member-terms.ts';

/** The attendance of one state at the meetings of one body. */
export const BodyAttendance = z
  .object({
    collection: z.string(),
    body: z.string(),
    held: z.int().meta({ description: 'The meetings that the body held.' }),
    couldAttend: z.int().meta({
      description: 'Those with a list by name, without those at which it was no member.',
    }),
    attended: z.int().meta({ description: 'Those of them that it attended.' }),
    attendedWithoutList: z.int().meta({ description: 'Other meetings that it attended.' }),
    asGuest: z.int().meta({ description: 'Attended as a guest, observer or partner.' }),
    chaired: z.int(),
    hosted: z.int(),
  })
  .meta({ id: 'BodyAttendance', description: 'A state at the meetings of one body.' });
export type BodyAttendance = z.output<typeof BodyAttendance>;

const OWN_ROLES = ['attended', 'chaired', 'hosted'];
const GUESTS = ['guest', 'observer', 'partner'];

/** Returns the attendance of a state at the meetings of each body in which it took part. */
export async function listAttendance(
  database: QueryDatabase,
  scope: QueryScope,
  states: readonly ThingRef[],
): Promise<readonly BodyAttendance[]> {
  const own = await readOwnRoles(database, scope, states);
  const keys = [...new Set(own.map(getMeetingKey))];
  if (keys.length === 0) return [];

  const attendedMeetings = await listAllMeetingsHeld(database, scope, {
    meetings: keys.map(parseThingKey),
  });
  const bodies = new Map(attendedMeetings.map((row) => [getBodyKey(row), toBody(row)]));
  const filter = { bodies: expandThings(scope, 'body', [...bodies.values()]) };
  const [held, nonMembers] = await Promise.all([
    listAllMeetingsHeld(database, scope, filter),
    readNonMembers(database, scope, [...bodies.values()]),
  ]);
  const isListed = await readListings(database, scope, held);
  const { isNonMember } = nonMembers;
  // Without a membership, no day of a meeting is needed.
  const meetings: readonly DatedMeeting[] = nonMembers.isEmpty
    ? held.map((meeting) => ({ ...meeting, date: null }))
    : await listAllDatedMeetings(database, scope, filter);
  const [state = ''] = states.map(({ id }) => id);
  const rolesByMeeting = Map.groupBy(own, getMeetingKey);
  return [...Map.groupBy(meetings, (meeting) => getBodyKey(meeting))]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .flatMap(([, held]) => countBody(held, { state, rolesByMeeting, isListed, isNonMember }));
}

interface OwnRole {
  readonly collection: string;
  readonly meeting: string;
  readonly role: string;
  readonly capacity: string | null;
}

const getMeetingKey = ({ collection, meeting: id }: { collection: string; meeting: string }) =>
  formatThingKey({ collection, id });
const toBody = ({ collection, body: id }: AttendedMeeting): ThingRef => ({ collection, id });
const getBodyKey = (meeting: AttendedMeeting): string => formatThingKey(toBody(meeting));

async function readOwnRoles(
  database: QueryDatabase,
  scope: QueryScope,
  states: readonly ThingRef[],
): Promise<readonly OwnRole[]> {
  const query = new RecordQuery(database, scope);
  const p = query.from(ParticipationRow, 'p');
  query.where(`${p.meeting} IS NOT NULL`).whereAny(p.role, OWN_ROLES);
  query.whereThing({ collection: p.collection, id: p.actor }, states);
  const id = sql<string>`${p.meeting}`;
  const meeting = query.canonicalId('meeting', { collection: p.collection, id });
  return query.rows({ collection: p.collection, meeting, role: p.role, capacity: p.capacity });
}

type AttendedMeeting = Pick<MatrixMeeting, 'collection' | 'meeting' | 'body'>;
type DatedMeeting = AttendedMeeting & Pick<MatrixMeeting, 'date'>;
type IsListed = (meeting: AttendedMeeting) => boolean;

/** Reads at which meetings all delegations are listed by name, as `classifyListing` tells it. */
async function readListings(
  database: QueryDatabase,
  scope: QueryScope,
  meetings: readonly AttendedMeeting[],
): Promise<IsListed> {
  const query = new RecordQuery(database, scope);
  const p = query.from(ParticipationRow, 'p');
  const { collection } = p;
  const refs = meetings.map(({ collection: of, meeting: id }) => ({ collection: of, id }));
  query.where(`${p.role} = 'attended'`);
  query.whereThing({ collection, id: p.meeting }, expandThings(scope, 'meeting', refs));
  const meeting = query.canonicalId('meeting', { collection, id: sql<string>`${p.meeting}` });
  query.builder.groupBy(collection).addGroupBy(meeting);
  const rows = await query.rows({
    collection,
    meeting,
    named: sql<boolean>`bool_or(${p.actorKind} = 'state' AND ${p.basis} = 'named')`,
    asClass: sql<boolean>`bool_or(${p.actorKind} = 'class')`,
  });
  const listed = new Set(
    rows.filter(({ named, asClass }) => named && !asClass).map((row) => getMeetingKey(row)),
  );
  return (row) => listed.has(getMeetingKey(row));
}

interface BodyCounting {
  readonly state: string;
  readonly rolesByMeeting: ReadonlyMap<string, readonly OwnRole[]>;
  readonly isListed: IsListed;
  readonly isNonMember: IsKnownNonMember;
}

function countBody(
  held: readonly DatedMeeting[],
  { state, rolesByMeeting, isListed, isNonMember }: BodyCounting,
): readonly BodyAttendance[] {
  const [first] = held;
  if (first === undefined) return [];
  const { collection, body } = first;
  const rolesAt = (meeting: DatedMeeting) => rolesByMeeting.get(getMeetingKey(meeting)) ?? [];
  const has = (role: string) => (meeting: DatedMeeting) =>
    rolesAt(meeting).some((one) => one.role === role);
  const isGuest = (meeting: DatedMeeting) =>
    rolesAt(meeting).some(({ capacity }) => capacity !== null && GUESTS.includes(capacity));
  const attended = held.filter(has('attended'));
  const could = held.filter(
    (meeting) => isListed(meeting) && (has('attended')(meeting) || !isNonMember(state, meeting)),
  );
  return [
    {
      collection,
      body,
      held: held.length,
      couldAttend: could.length,
      attended: attended.filter(isListed).length,
      attendedWithoutList: attended.filter((meeting) => !isListed(meeting)).length,
      asGuest: attended.filter(isGuest).length,
      chaired: held.filter(has('chaired')).length,
      hosted: held.filter(has('hosted')).length,
    },
  ];
}

/** Two states, and the bodies whose meetings count; without bodies, all. */
interface SharedMeetingFilter {
  readonly members: readonly [string, string];
  readonly bodies?: readonly ThingRef[] | undefined;
}

/** Returns how many meetings two states both attended, and the latest of them, the latest first. */
export async function listSharedMeetings(
  database: QueryDatabase,
  scope: QueryScope,
  { members, bodies }: SharedMeetingFilter,
  limit: number,
): Promise<{ readonly attended: number; readonly latest: readonly MatrixMeeting[] }> {
  const [one = new Set<string>(), other = new Set<string>()] = await Promise.all(
    members.map(async (state) => {
      const roles = await readOwnRoles(database, scope, scope.aliases.things('actor', state));
      return new Set(roles.filter(({ role }) => role === 'attended').map(getMeetingKey));
    }),
  );
  const shared = [...one.intersection(other)].map(parseThingKey);
  if (shared.length === 0) return { attended: 0, latest: [] };
  const filter = { meetings: shared, bodies };
  const [attended, latest] = await Promise.all([
    countMeetingsHeld(database, scope, filter),
    listMeetingsHeld(database, scope, filter, { limit, after: null, newestFirst: true }),
  ]);
  return { attended, latest: latest.rows };
}
