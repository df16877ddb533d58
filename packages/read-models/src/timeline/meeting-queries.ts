import { formatThingKey, parseThingKey, type ThingRef } from '../query/aliases.ts';
import type { PageRequest, ResultPage } from '../query/pages.ts';
import { RecordQuery } from '../query/record-query.ts';
import { readStatedFacts, resolveThings, type StatedFact } from '../query/resolve-things.ts';
import type { QueryScope } from '../query/scope.ts';
import { sql } from '../query/sql.ts';
import type { QueryDatabase } from '../query/database.ts';
import { isEventOf } from '../query/event-conditions.ts';
import { isOneOf } from './fact-body-filter.ts';
import { readBodyNames } from './body-names.ts';
import { TimelineMeetingRow } from './meeting-entities.ts';
import { type MeetingFilter, selectMeetings, type SelectedMeeting } from './meeting-selection.ts';
import type { MeetingView } from './meeting-views.ts';
import { listOpenConflicts } from './open-conflicts.ts';
import { toMeetingView } from './resolved-meeting.ts';
import { findOrdinalGaps, type OrdinalGap } from './ordinal-gaps.ts';

export type { MeetingFilter } from './meeting-selection.ts';

/** The types that tell of a meeting itself, besides those that it was held or announced. */
const DETAIL_TYPES = `('MeetingChaired', 'MeetingDescribed')`;

/**
 * Returns meetings by the day they were held or, otherwise, are planned, with every property
 * resolved from all facts about them.
 */
export async function listMeetings(
  database: QueryDatabase,
  scope: QueryScope,
  filter: MeetingFilter,
  page: PageRequest,
  options: { readonly statements?: boolean } = {},
): Promise<ResultPage<MeetingView>> {
  const { rows, ...rest } = await selectMeetings(database, scope, filter, page);
  const things = rows.flatMap((row) => listMeetingThings(scope, row));
  const events = rows.flatMap((row) => row.events.map(parseThingKey));
  const facts = await readMeetingFacts(database, scope, things, events);
  const context = {
    scope,
    facts,
    resolved: await resolveThings(database, scope, facts),
    names: await readBodyNames(database, scope),
    conflicts: await listOpenConflicts(
      database,
      scope,
      facts.map(({ event }) => event),
    ),
  };
  const views = rows.map((row) => toMeetingView(row, context));
  return {
    rows: views.map(({ statements, ...view }) =>
      options.statements === true ? { ...view, statements } : view,
    ),
    ...rest,
  };
}

/** Returns the ids of a meeting in all collections of the scope, with merged ones. */
function listMeetingThings(
  { aliases }: QueryScope,
  { thing }: SelectedMeeting,
): readonly ThingRef[] {
  return aliases.things('meeting', thing);
}

async function readMeetingFacts(
  database: QueryDatabase,
  scope: QueryScope,
  meetings: readonly ThingRef[],
  events: readonly ThingRef[],
): Promise<readonly StatedFact[]> {
  if (meetings.length === 0) return [];
  return readStatedFacts(database, scope, (query, f) =>
    isOneOf(query, f, [
      (part, g) => isEventOf(part, g, events),
      (part, g) => {
        const isMeeting = part.isThing({ collection: g.collection, id: g.meeting }, meetings);
        return `${g.eventType} IN ${DETAIL_TYPES} AND ${isMeeting}`;
      },
    ]),
  );
}

/** Returns the missing ordinals between 1 and the last held meeting of each series of a body. */
export async function listOrdinalGaps(
  database: QueryDatabase,
  scope: QueryScope,
  filter: { readonly bodies?: readonly ThingRef[] | undefined },
): Promise<readonly OrdinalGap[]> {
  const query = new RecordQuery(database, scope);
  const m = query.from(TimelineMeetingRow, 'm');
  query.where(`${m.ordinal} IS NOT NULL`);
  query.whereThing({ collection: m.collection, id: m.body }, filter.bodies);
  query.where(`(${m.occurredEarliest} IS NULL OR ${query.hadHappened(m.occurredEarliest)})`);
  query.builder.distinct();
  const body = { collection: m.collection, id: sql<string>`${m.body}` };
  const rows = await query.rows({
    collection: m.collection,
    body: query.canonicalId('body', body),
    key: query.canonicalKey('body', body),
    session: sql<string>`coalesce(${m.session}, 'ordinary')`,
    series: sql<string | null>`${m.data} ->> 'series'`,
    ordinal: sql<number>`${m.ordinal}`,
    isHeld: sql<boolean>`${m.stage} = 'held'`,
  });
  const names = await readBodyNames(database, scope);
  return findOrdinalGaps(
    rows.map((row) => ({
      ...row,
      bodyName: names.get(formatThingKey({ ...row, id: row.body })) ?? row.body,
    })),
  );
}
