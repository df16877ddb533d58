import type { ActorRef } from '@rapporteur/contracts';
import { compareEventIds } from '@rapporteur/statements';
import type { z } from 'zod';
import type { ThingRef } from '../query/aliases.ts';
import type { QueryDatabase } from '../query/database.ts';
import { RecordQuery } from '../query/record-query.ts';
import type { QueryScope } from '../query/scope.ts';
import { sql } from '../query/sql.ts';
import { ChairRow } from './body-entities.ts';
import { readBodyNames } from './body-names.ts';
import type { ChairEvidence } from './chair-evidence.ts';
import { listChairFacts } from './chair-facts.ts';
import { describeBody, listChairTenures } from './chair-queries.ts';
import { ChairTenure, ChairView } from './chair-views.ts';
import { TimelineMeetingRow } from './meeting-entities.ts';

/** A chairmanship of an actor, with its body. */
export const ActorChairView = ChairTenure.extend({
  collection: ChairView.shape.collection,
  body: ChairView.shape.body,
  bodyName: ChairView.shape.bodyName,
}).meta({ id: 'ActorChair', description: 'A chairmanship of an actor, with its body.' });
export type ActorChairView = z.output<typeof ActorChairView>;

/** Returns the last day that facts name of a chairmanship, `YYYY-MM-DD`; empty: they name none. */
export function findLastChairDay({ since, until, knownOn }: ActorChairView): string {
  const days = [since, until, ...knownOn].flatMap((date) =>
    date.stated ? [date.latest ?? date.earliest ?? ''] : [],
  );
  return days.reduce((last, day) => (day > last ? day : last), '');
}

/** Returns the chairmanships of an actor, which may be a person who exercised them, by body. */
export async function listActorChairs(
  database: QueryDatabase,
  scope: QueryScope,
  actors: readonly ThingRef[],
): Promise<readonly ActorChairView[]> {
  const named = await listChairFactsOfActor(database, scope, actors);
  const ids = new Set(actors.map(({ id }) => id));
  const isActor = (actor: ActorRef | null): boolean => actor !== null && ids.has(actor.id);
  const byBody = Map.groupBy(named, ({ body }) => body);
  const keys = [...byBody.keys()].toSorted();
  const thingsByKey = new Map(keys.map((key) => [key, scope.aliases.things('body', key)]));
  const bodies = [...thingsByKey.values()].flat();
  if (bodies.length === 0) return [];

  const [facts, names] = await Promise.all([
    listChairFacts(database, scope, bodies),
    readBodyNames(database, scope, bodies),
  ]);
  const factsByKey = Map.groupBy(facts, ({ collection, body: id }) =>
    scope.aliases.canonicalKey('body', { collection, id }),
  );
  return keys.flatMap((key) => {
    const body = describeBody(thingsByKey.get(key) ?? [], names);
    // A term names one person only, but several may have exercised it.
    const own = (byBody.get(key) ?? []).filter(({ person }) => isActor(person));
    const persons = new Map(own.map(({ event, person }) => [event, person]));
    const isOwn = ({ holders, fact }: ChairEvidence): boolean =>
      holders.some(isActor) || persons.has(fact.event);
    const tenures = listChairTenures(scope, factsByKey.get(key) ?? [], isOwn);
    return tenures.flatMap((tenure) => {
      const event = tenure.events.find((each) => persons.has(each));
      if (event !== undefined) return [{ ...tenure, ...body, person: persons.get(event) ?? null }];
      return tenure.holders.some(isActor) ? [{ ...tenure, ...body }] : [];
    });
  });
}

/** Returns the facts about chairs that name an actor, with the key of the body. */
async function listChairFactsOfActor(
  database: QueryDatabase,
  scope: QueryScope,
  actors: readonly ThingRef[],
) {
  const query = new RecordQuery(database, scope);
  const c = query.from(ChairRow, 'c');
  const { collection } = c;
  const m = query.leftJoin(
    TimelineMeetingRow,
    'm',
    (meeting) =>
      `${meeting.collection} = ${collection} AND ${meeting.body} IS NOT NULL` +
      ` AND ${query.canonicalId('meeting', { collection, id: meeting.meeting })} =` +
      ` ${query.canonicalId('meeting', { collection, id: c.meeting })}`,
  );
  const body = sql<string | null>`coalesce(${c.body}, ${m.body})`;
  query.whereContainsThing({ collection, ids: c.actors }, actors);
  query.where(`${body} IS NOT NULL`);
  query.builder.distinct();
  const rows = await query.rows({
    event: c.eventId,
    body: query.canonicalKey('body', { collection, id: body }),
    person: c.person,
  });
  return rows.toSorted((one, other) => compareEventIds(one.event, other.event));
}
