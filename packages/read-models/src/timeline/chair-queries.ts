import { ActorRef } from '@rapporteur/contracts';
import { z } from 'zod';
import { formatThingKey, parseThingKey, type ThingRef } from '../query/aliases.ts';
import { RecordQuery } from '../query/record-query.ts';
import type { QueryScope } from '../query/scope.ts';
import { sql } from '../query/sql.ts';
import type { QueryDatabase } from '../query/database.ts';
import { readonlyArray } from '../views.ts';
import { ChairRow } from './body-entities.ts';
import { type BodyChairFact, listChairFacts } from './chair-facts.ts';
import type { ChairEvidence, GetActorKey } from './chair-evidence.ts';
import { buildChairLine, findChairOnDay } from './chair-line.ts';
import type { ChairTenure, ChairView } from './chair-views.ts';
import { readBodyNames } from './body-names.ts';

/**
 * Returns the chair of a body over time, and on a day, `YYYY-MM-DD`; null: after all that is
 * recorded. Chairs of its organs or parents do not count. The first of the bodies that a collection
 * has is shown; the others are its merged and linked ids, or those of no body.
 */
export async function findChair(
  database: QueryDatabase,
  scope: QueryScope,
  bodies: readonly ThingRef[],
  day: string | null = scope.asOf,
): Promise<ChairView> {
  const facts = await listChairFacts(database, scope, bodies);
  const names = await readBodyNames(database, scope, bodies);
  return {
    ...describeBody(bodies, names),
    recorded: facts.length > 0,
    line: listChairTenures(scope, facts),
    ...findChairOnDay(facts, day, (collection, actor) => getActorKey(scope, collection, actor)),
  };
}

/** Returns the first of the bodies that has a name, as the body of a chair. */
export function describeBody(
  bodies: readonly ThingRef[],
  names: ReadonlyMap<string, string>,
): Pick<ChairView, 'collection' | 'body' | 'bodyName'> {
  const [first = { collection: '', id: '' }] = bodies;
  const { collection, id } = bodies.find((each) => names.has(formatThingKey(each))) ?? first;
  return { collection, body: id, bodyName: names.get(formatThingKey({ collection, id })) ?? id };
}

/**
 * Returns the chairmanships of one body that may have begun by the day of the scope. Evidence may be
 * required, as for {@link buildChairLine}.
 */
export function listChairTenures(
  scope: QueryScope,
  facts: readonly BodyChairFact[],
  isRequired?: (piece: ChairEvidence) => boolean,
): readonly ChairTenure[] {
  const getKey: GetActorKey = (collection, actor) => getActorKey(scope, collection, actor);
  return buildChairLine(facts, getKey, isRequired).filter((tenure) => hasBegun(scope, tenure));
}

/**
 * Returns whether a chairmanship may have begun by the day of the scope. If facts state only its
 * end, it began on an unknown day before.
 */
function hasBegun({ asOf }: QueryScope, { since, until, knownOn }: ChairTenure): boolean {
  const days = (since.stated ? [since] : knownOn).flatMap((date) =>
    date.stated ? [date.earliest ?? ''] : [],
  );
  const isOpen = days.length === 0 || (!since.stated && until.stated);
  return asOf === null || isOpen || days.some((day) => day <= asOf);
}

/** Returns a text that is equal for two actors that are one, in any collection. */
export function getActorKey(
  { aliases }: QueryScope,
  collection: string,
  { id, kind }: Pick<ActorRef, 'id' | 'kind'>,
): string {
  if (kind === 'state') return id;
  return aliases.canonicalKey(
    'body',
    parseThingKey(aliases.canonicalKey('actor', { collection, id })),
  );
}

/** The chair of a meeting, by one fact. */
export const MeetingChairView = z
  .object({
    collection: z.string(),
    event: z.string(),
    meeting: z.string(),
    holders: readonlyArray(ActorRef).meta({ description: 'Empty: the source omits them.' }),
    person: ActorRef.nullable(),
  })
  .meta({ id: 'MeetingChair', description: 'The chair of a meeting, by one fact.' });
export type MeetingChairView = z.output<typeof MeetingChairView>;

/** Returns the chairs of meetings, in the order of their commands. */
export async function listMeetingChairs(
  database: QueryDatabase,
  scope: QueryScope,
  meetings: readonly ThingRef[],
): Promise<readonly MeetingChairView[]> {
  const query = new RecordQuery(database, scope);
  const c = query.from(ChairRow, 'c');
  query.where(`${c.entry} = 'meeting'`);
  query.whereThing({ collection: c.collection, id: c.meeting }, meetings);
  query.builder
    .orderBy(sql`${c.commandId} COLLATE "C"`)
    .addOrderBy(c.eventPseq)
    .addOrderBy(c.n);
  return query.rows({
    collection: c.collection,
    event: c.eventId,
    meeting: query.canonicalId('meeting', {
      collection: c.collection,
      id: sql<string>`${c.meeting}`,
    }),
    holders: c.holders,
    person: c.person,
  });
}
