import type { ActorRef, Assertion, Count, DateValue, Place } from '@rapporteur/contracts';
import { formatEdtf } from '@rapporteur/drafting';
import { formatThingKey, parseThingKey, type ThingRef } from '../query/aliases.ts';
import { formatResolvedKey, type ResolvedThing, type StatedFact } from '../query/resolve-things.ts';
import { ResolvedValues } from '../query/resolved-values.ts';
import type { QueryScope } from '../query/scope.ts';
import { toCountView, toDateView } from '../views.ts';
import type { MeetingChairView } from './chair-queries.ts';
import type { SelectedMeeting } from './meeting-selection.ts';
import type { MeetingView } from './meeting-views.ts';
import type { OpenConflict } from './open-conflicts.ts';

/** The facts about meetings, what they state, and the names of the bodies. */
export interface MeetingContext {
  readonly scope: QueryScope;
  readonly facts: readonly StatedFact[];
  readonly resolved: ReadonlyMap<string, ResolvedThing>;
  readonly names: ReadonlyMap<string, string>;
  readonly conflicts: readonly OpenConflict[];
}

/** Returns a meeting with every property resolved from the facts about it. */
export function toMeetingView(row: SelectedMeeting, context: MeetingContext): MeetingView {
  const { scope } = context;
  const thing = parseThingKey(row.thing);
  const key = formatResolvedKey(scope, 'meeting', thing);
  const facts = context.facts.filter((fact) => formatMeetingKey(scope, fact) === key);
  const properties = new ResolvedValues(context.resolved.get(key));
  const days = readDays(properties);
  const body = readBody(properties, thing, context);
  return {
    collection: thing.collection,
    meeting: thing.id,
    alsoIn: scope.aliases.otherThings('meeting', thing),
    name: formatMeetingName({ ...days, ...body, ...readNumber(properties) }, thing.id),
    ...body,
    stage: row.stage,
    ...days,
    ...readPlaces(properties),
    ...readHeldProperties(properties),
    ...readPlan(properties),
    ...readChairs(properties, facts, row.stage),
    alternatives: properties.listAlternatives(),
    conflicts: listConflictIds(context, facts),
    documents: listDocuments(facts),
    events: row.events.map((event) => parseThingKey(event).id),
    ...properties.members,
  };
}

function formatMeetingKey(scope: QueryScope, { collection, data }: StatedFact): string {
  const id = scope.aliases.canonicalId('meeting', String(data['meeting']), collection);
  return formatResolvedKey(scope, 'meeting', { collection, id });
}

function readBody(
  properties: ResolvedValues,
  { collection }: ThingRef,
  { scope, names }: MeetingContext,
): Pick<MeetingView, 'body' | 'bodyName'> {
  const stated = properties.read<string>('body');
  if (stated === null) return { body: null, bodyName: null };
  const body = scope.aliases.canonicalId('body', stated, collection);
  return { body, bodyName: names.get(formatThingKey({ collection, id: body })) ?? body };
}

function readDays(
  properties: ResolvedValues,
): Pick<MeetingView, 'heldOn' | 'scheduledOn' | 'announcedDays'> {
  const scheduledOn = findScheduledDate(properties);
  return {
    heldOn: toDateView(properties.read<DateValue>('occurredOn')),
    scheduledOn: toDateView(scheduledOn),
    announcedDays: listAnnouncedDays(properties, scheduledOn).map(toDateView),
  };
}

function readPlaces(
  properties: ResolvedValues,
): Pick<MeetingView, 'places' | 'scheduledPlaces' | 'venue' | 'scheduledVenue'> {
  const place = properties.read<Place>('scheduledPlace');
  const places = properties.list<Place>('places');
  const scheduledPlaces = place === null ? [] : [place];
  const scheduledVenue = properties.read<string>('scheduledVenue');
  return {
    places: places.length > 0 ? places : scheduledPlaces,
    scheduledPlaces,
    venue: properties.read<string>('venue') ?? scheduledVenue,
    scheduledVenue,
  };
}

function readNumber(properties: ResolvedValues): Pick<MeetingView, 'ordinal' | 'series'> {
  return {
    ordinal: properties.read<NonNullable<MeetingView['ordinal']>>('ordinal'),
    series: properties.read<string>('series'),
  };
}

function readHeldProperties(properties: ResolvedValues) {
  return {
    session: properties.read<string>('session'),
    sessionAsWritten: properties.read<string>('sessionAsWritten'),
    ...readNumber(properties),
    host: properties.read<ActorRef>('host') ?? properties.read<ActorRef>('plannedHost'),
    format: properties.read<string>('format'),
    participantCount: toCountView(properties.read<Count>('participants')),
    prepares: properties.read<string>('prepares'),
    marginsOf: properties.read<string>('marginsOf'),
    identifiers: properties.list<MeetingView['identifiers'][number]>('identifiers'),
    theme: properties.read<string>('theme'),
    atmosphere: properties.read<string>('atmosphere'),
    sitting: properties.read<string>('sitting'),
  };
}

function readPlan(
  properties: ResolvedValues,
): Pick<MeetingView, 'announcedBy' | 'expected' | 'agenda'> {
  return {
    announcedBy: properties.list('announcedBy'),
    expected: properties.list('expected'),
    agenda: properties.list('agenda'),
  };
}

/** The chair of a planned meeting is the planned chair. */
function readChairs(
  properties: ResolvedValues,
  facts: readonly StatedFact[],
  stage: MeetingView['stage'],
): Pick<MeetingView, 'chairs' | 'plannedChair'> {
  const chairs = listChairs(facts);
  const plannedChair = properties.read<ActorRef>('plannedChair');
  if (stage === 'held') return { chairs, plannedChair };
  return { chairs: [], plannedChair: plannedChair ?? chairs[0]?.holders[0] ?? null };
}

function listConflictIds(
  { conflicts }: MeetingContext,
  facts: readonly StatedFact[],
): readonly string[] {
  return conflicts
    .filter(({ collection, events }) =>
      facts.some((fact) => fact.collection === collection && events.includes(fact.event)),
    )
    .map(({ conflict }) => conflict);
}

/** Returns the new date of a postponed meeting, unless a later document announces another. */
function findScheduledDate(properties: ResolvedValues): DateValue | null {
  const announced = properties.find<DateValue>('scheduledOn');
  const moved = properties.find<DateValue>('rescheduledOn');
  const announcedDay = announced?.lead?.documentDay ?? '';
  const movedDay = moved?.lead?.documentDay ?? '';
  const isAnnouncedLater = announcedDay > movedDay && movedDay !== '';
  return (isAnnouncedLater ? announced?.value : (moved?.value ?? announced?.value)) ?? null;
}

function listAnnouncedDays(
  properties: ResolvedValues,
  scheduledOn: DateValue | null,
): readonly DateValue[] {
  const resolutions = ['scheduledOn', 'rescheduledOn'].flatMap(
    (property) => properties.find<DateValue>(property) ?? [],
  );
  const days = resolutions.flatMap(({ value, alternatives }) => [
    ...(value === null ? [] : [value]),
    ...alternatives.map((other) => other.value),
  ]);
  const ordered = scheduledOn === null ? days : [scheduledOn, ...days];
  return [...new Map(ordered.map((day) => [day.edtf, day])).values()];
}

function listChairs(facts: readonly StatedFact[]): readonly MeetingChairView[] {
  return facts.flatMap(({ type, collection, event, data }) =>
    type === 'MeetingChaired'
      ? [
          {
            collection,
            event,
            meeting: String(data['meeting']),
            holders: data['chairs'] as readonly ActorRef[],
            person: (data['person'] ?? null) as ActorRef | null,
          },
        ]
      : [],
  );
}

function listDocuments(facts: readonly StatedFact[]): readonly string[] {
  const documents = facts.flatMap(({ data }) =>
    (data['assertion'] as Assertion).passages.map(({ document }) => document),
  );
  return [...new Set(documents)].toSorted();
}

/** Returns the name of a meeting: "Council, meeting 44", "Council, meeting 1 (2025)". */
function formatMeetingName(
  {
    ordinal,
    series,
    heldOn,
    scheduledOn,
    bodyName,
  }: Pick<MeetingView, 'ordinal' | 'series' | 'heldOn' | 'scheduledOn' | 'bodyName'>,
  meeting: string,
): string {
  if (bodyName === null) return meeting;
  if (ordinal !== null)
    return `${bodyName}, meeting ${ordinal.value}${series === null ? '' : ` (${series})`}`;
  const day = heldOn.stated ? heldOn : scheduledOn;
  return day.stated ? `${bodyName}, ${formatEdtf(day.edtf)}` : bodyName;
}
