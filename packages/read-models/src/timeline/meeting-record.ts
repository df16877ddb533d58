import type { ActorRef, Assertion, Count } from '@rapporteur/contracts';
import { getSpeaker } from '@rapporteur/statements';
import { TimelineDayRow } from '../days/day-entity.ts';
import { joinFactDay } from '../days/fact-day.ts';
import { formatThingKey, type ThingRef } from '../query/aliases.ts';
import { RecordQuery } from '../query/record-query.ts';
import {
  formatResolvedKey,
  type ResolvedThing,
  resolveThings,
  type StatedFact,
} from '../query/resolve-things.ts';
import type { QueryScope } from '../query/scope.ts';
import { sql } from '../query/sql.ts';
import type { QueryDatabase } from '../query/database.ts';
import { toCountView } from '../views.ts';
import { getActorKey } from './chair-queries.ts';
import { FactRow } from './fact-entities.ts';
import type { MeetingParticipant } from './meeting-participants.ts';
import { MEETING_SECTIONS, type MeetingSection, type PageFactRow } from './meeting-sections.ts';
import { listOpenConflicts, type OpenConflict } from './open-conflicts.ts';

/** Everything that the record has of one meeting, besides its header and its decisions. */
export interface MeetingRecord {
  readonly sections: Readonly<Record<MeetingSection, readonly PageFactRow[]>>;
  readonly delegations: readonly MeetingParticipant[];
  readonly organs: readonly MeetingParticipant[];
  readonly openConflicts: readonly OpenConflict[];
}

// These facts name a future meeting; its date is not the date of the fact.
const FUTURE_MEETING_TYPES = `('MeetingAnnounced', 'MeetingRescheduled')`;

/** Reads all facts that name a meeting, under any of its ids, in sections. */
export async function readMeetingRecord(
  database: QueryDatabase,
  scope: QueryScope,
  meetings: readonly ThingRef[],
): Promise<MeetingRecord> {
  const facts = await listMeetingFacts(database, scope, meetings);
  const keys = new Set(meetings.map(formatThingKey));
  const isPreparing = ({ collection, data }: StatedFact): boolean =>
    keys.has(formatThingKey({ collection, id: String(data['prepares']) })) &&
    !keys.has(formatThingKey({ collection, id: String(data['meeting']) }));
  const own = facts.filter((fact) => !isPreparing(fact));
  const sections = Object.entries(MEETING_SECTIONS).map(([name, types]) => [
    name,
    toPageFacts(
      (name === 'preparedBy' ? facts.filter(isPreparing) : own).filter(({ type }) =>
        (types as readonly string[]).includes(type),
      ),
    ),
  ]);
  return {
    sections: Object.fromEntries(sections) as MeetingRecord['sections'],
    delegations: await listParticipants(database, scope, own, 'DelegationAttended'),
    organs: await listParticipants(database, scope, own, 'OrganAttended'),
    openConflicts: await listOpenConflicts(
      database,
      scope,
      own.map(({ event }) => event),
    ),
  };
}

async function listMeetingFacts(
  database: QueryDatabase,
  scope: QueryScope,
  meetings: readonly ThingRef[],
): Promise<readonly StatedFact[]> {
  const query = new RecordQuery(database, scope);
  const f = query.from(FactRow, 'f');
  const { collection } = f;
  const day = joinFactDay(query, TimelineDayRow, {
    ...f,
    meeting: sql`CASE WHEN ${f.eventType} NOT IN ${FUTURE_MEETING_TYPES} THEN ${f.meeting} END`,
    incident: sql`NULL::text`,
    document: sql`${f.documents}[1]`,
  });
  const named = query.isThing({ collection, id: f.meeting }, meetings);
  const prepared = query.isThing({ collection, id: sql`${f.data} ->> 'prepares'` }, meetings);
  query.where(`(${named} OR (${f.eventType} = 'MeetingHeld' AND ${prepared}))`);
  query.where(`(${day.earliest} IS NULL OR ${query.hadHappened(day.earliest)})`);
  query.builder.orderBy(sql`${f.commandId} COLLATE "C"`).addOrderBy(f.eventPseq);
  return query.rows({ collection, event: f.eventId, type: f.eventType, data: f.data });
}

/** Returns facts with the same content as one, with all their events and documents. */
function toPageFacts(facts: readonly StatedFact[]): readonly PageFactRow[] {
  const rows = facts.map(({ collection, type, event, data }): PageFactRow => {
    const { assertion, ...content } = data as { readonly assertion: Assertion };
    const documents = assertion.passages.map(({ document }) => document);
    return {
      collection,
      type,
      events: [event],
      documents: [...new Set(documents)],
      speaker: getSpeaker(assertion),
      saidBy: (assertion.attributedTo ?? assertion.assertedBy)?.nameAsWritten ?? null,
      data: content,
    };
  });
  const byContent = Map.groupBy(rows, ({ collection, type, data }) =>
    JSON.stringify([collection, type, omitWording(data)]),
  );
  return [...byContent.values()].flatMap(([first, ...others]) => {
    if (first === undefined) return [];
    const all = [first, ...others];
    const documents = [...new Set(all.flatMap((row) => row.documents))];
    return [{ ...first, events: all.flatMap(({ events }) => events), documents }];
  });
}

// Two sources tell the same although they spell a name differently.
const WORDING = new Set(['nameAsWritten', 'asWritten', 'verbAsWritten', 'statusAsWritten']);

function omitWording(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(omitWording);
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value).filter(([name]) => !WORDING.has(name));
  return fields
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, each]) => [name, omitWording(each)]);
}

/** Returns each delegation or organ once, with its resolved capacity, number and heads. */
async function listParticipants(
  database: QueryDatabase,
  scope: QueryScope,
  facts: readonly StatedFact[],
  type: 'DelegationAttended' | 'OrganAttended',
): Promise<readonly MeetingParticipant[]> {
  const selected = facts.filter((fact) => fact.type === type);
  const resolved = await resolveThings(database, scope, selected);
  const groups = Map.groupBy(selected, (fact) =>
    getActorKey(scope, fact.collection, readActor(fact)),
  );
  return [...groups.values()].flatMap((group) => toParticipant(scope, group, resolved));
}

function readActor({ data }: StatedFact): ActorRef {
  return (data['state'] ?? data['organ']) as ActorRef;
}

function toParticipant(
  scope: QueryScope,
  facts: readonly StatedFact[],
  things: ReadonlyMap<string, ResolvedThing>,
): readonly MeetingParticipant[] {
  const [first] = facts;
  if (first === undefined) return [];
  const { collection, type, data } = first;
  const { aliases } = scope;
  const meeting = aliases.canonicalId('meeting', String(data['meeting']), collection);
  const actorId = aliases.canonicalId('actor', readActor(first).id, collection);
  const id = `${meeting}/${aliases.canonicalId('body', actorId, collection)}`;
  const kind = type === 'DelegationAttended' ? 'delegation' : 'organ-attendance';
  const resolved = things.get(formatResolvedKey(scope, kind, { collection, id }));
  const read = <T>(property: string): T | null =>
    (resolved?.properties.get(property)?.value ?? null) as T | null;
  const actor = readActor(first);
  const capacity = read<string>('capacity');
  const documents = facts.flatMap((fact) =>
    (fact.data['assertion'] as Assertion).passages.map(({ document }) => document),
  );
  return [
    {
      collection,
      actor: actorId,
      kind: actor.kind,
      nameAsWritten: actor.nameAsWritten,
      actorOf: actor.of,
      role: type === 'DelegationAttended' ? 'attended' : 'organ-attended',
      basis: read('basis'),
      capacity,
      isGuest: capacity === 'guest',
      represents: read('represents'),
      count: toCountView(read<Count>('count')),
      heads: read<readonly ActorRef[]>('heads') ?? [],
      events: facts.map(({ event }) => event),
      documents: [...new Set(documents)],
      agreement: resolved?.agreement ?? {},
    },
  ];
}
