import type { ActorRef, Assertion, Count } from '@rapporteur/contracts';
import { formatThingKey, type ThingRef } from '../query/aliases.ts';
import {
  formatResolvedKey,
  type ResolvedThing,
  resolveThings,
  type StatedFact,
} from '../query/resolve-things.ts';
import { ResolvedValues } from '../query/resolved-values.ts';
import type { RecordQuery } from '../query/record-query.ts';
import type { QueryScope } from '../query/scope.ts';
import { sql } from '../query/sql.ts';
import type { QueryDatabase } from '../query/database.ts';
import { toCountView } from '../views.ts';
import { getActorKey } from './chair-queries.ts';
import { TimelineMeetingRow } from './meeting-entities.ts';
import type { MeetingParticipant } from './meeting-participants.ts';
import { MEETING_SECTIONS, type MeetingSection } from './meeting-sections.ts';
import { listOpenConflicts, type OpenConflict } from './open-conflicts.ts';
import { listPageFacts, type PageFactRow, toPageFacts } from './page-facts.ts';

/** Everything that the record has of one meeting, besides its header and its decisions. */
export interface MeetingRecord {
  readonly sections: Readonly<Record<MeetingSection, readonly PageFactRow[]>>;
  readonly delegations: readonly MeetingParticipant[];
  readonly organs: readonly MeetingParticipant[];
  readonly openConflicts: readonly OpenConflict[];
}

/** Reads all facts that name a meeting, under any of its ids, in sections. */
export async function readMeetingRecord(
  database: QueryDatabase,
  scope: QueryScope,
  meetings: readonly ThingRef[],
): Promise<MeetingRecord> {
  const facts = await listPageFacts(database, scope, (query, f) => {
    const { collection } = f;
    const named = query.isThing({ collection, id: f.meeting }, meetings);
    const prepared = query.isThing({ collection, id: sql`(${f.data} ->> 'prepares')` }, meetings);
    const isPreparing = `${f.eventPseq} = ANY(ARRAY${selectPreparing(query, meetings)})`;
    return `(${named} OR (${f.eventType} = 'MeetingHeld' AND ${isPreparing} AND ${prepared}))`;
  });
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

/** Selects the facts that a meeting prepared one of these. An index has the few that prepare one. */
function selectPreparing(query: RecordQuery, meetings: readonly ThingRef[]): string {
  const preparing = query.subquery();
  const m = preparing.from(TimelineMeetingRow, 'm');
  const prepares = { collection: m.collection, id: sql<string>`(${m.data} ->> 'prepares')` };
  preparing.whereThing(prepares, meetings);
  return preparing.toSubquery({ eventPseq: m.eventPseq });
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
  const values = new ResolvedValues(things.get(formatResolvedKey(scope, kind, { collection, id })));
  const actor = readActor(first);
  const capacity = values.read<string>('capacity');
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
      members: facts.map(readActor).find(({ members }) => members !== null)?.members ?? null,
      role: type === 'DelegationAttended' ? 'attended' : 'organ-attended',
      basis: values.read('basis'),
      capacity,
      isGuest: capacity === 'guest',
      represents: values.read('represents'),
      count: toCountView(values.read<Count>('count')),
      heads: values.list('heads'),
      events: facts.map(({ event }) => event),
      documents: [...new Set(documents)],
      agreement: values.members.agreement,
    },
  ];
}
