/**
 * The chair of a body over time, computed from every fact about it: hand-overs, periods and chairs
 * of meetings. The tests named here are in `chair-line.spec.ts`.
 * 1. A hand-over ends one chairmanship and begins the next on its effective day; that day belongs
 *    to the new holder. Test: "passes to the new holder on the day of the hand-over".
 * 2. The previous holder held the chair before, since a day that is not stated. Same test.
 * 3. Two hand-overs that do not fit leave a gap between them; nothing is guessed.
 *    Test: "has no certain holder between two hand-overs that do not fit".
 * 4. The chair of a meeting held the chair on its day; it says nothing about other days.
 *    Test: "is certain only on the day of a chaired meeting without other facts".
 * 5. If facts contradict each other, no holder is named, and all are listed.
 *    Test: "has no certain holder if facts contradict each other, and lists all of them".
 */
import { ActorRef, type DateValue } from '@rapporteur/contracts';
import { z } from 'zod';
import { DateView, readonlyArray, toDateView } from '../views.ts';

/** One fact about a chair. */
export interface ChairFact {
  readonly event: string;
  readonly entry: 'hand-over' | 'period' | 'meeting';
  readonly meeting: string | null;
  /** The holders of the chair by this fact; empty: the source omits them. */
  readonly holders: readonly ActorRef[];
  readonly previous: ActorRef | null;
  readonly person: ActorRef | null;
  readonly stage: string | null;
  readonly term: string | null;
  readonly startedOn: DateValue | null;
  readonly endedOn: DateValue | null;
  readonly heldAsOf: DateValue | null;
  /** The date of its meeting. */
  readonly meetingOn: DateValue | null;
}

/** A chairmanship, as far as the record states it. */
export const ChairTenure = z
  .object({
    holder: ActorRef,
    person: ActorRef.nullable(),
    since: DateView,
    until: DateView,
    knownOn: readonlyArray(DateView).meta({
      description:
        'Days on which the chairmanship is certain: those of chaired meetings, and those to which facts refer.',
    }),
    term: z.string().nullable(),
    stage: z.string().nullable(),
    events: readonlyArray(z.string()).meta({ description: 'The facts that state it.' }),
  })
  .meta({ id: 'ChairTenure', description: 'A chairmanship, as far as the record states it.' });
export type ChairTenure = z.output<typeof ChairTenure>;

/** The holder of a chair on a day. */
export const ChairOnDay = z.object({
  holder: ChairTenure.nullable().meta({
    description: 'Null: not recorded, contradictory, or the day lies within an uncertain date.',
  }),
  possibly: readonlyArray(ChairTenure).meta({ description: 'All possible holders.' }),
});
export type ChairOnDay = z.output<typeof ChairOnDay>;

interface ChairSpan extends ChairTenure {
  /** Whether the last day belongs to the chairmanship: false if it ends with a hand-over. */
  readonly untilInclusive: boolean;
  /** Whether only single days are known: chaired meetings, without a hand-over or period. */
  readonly singleDays: boolean;
  /** The bounds that other hand-overs give, if its own start or end is not stated. */
  readonly notBefore: DateView;
  readonly notAfter: DateView;
}

/**
 * Returns the chairmanships of a body, the earliest first. One without a stated start comes before
 * its end.
 */
export function buildChairLine(facts: readonly ChairFact[]): readonly ChairTenure[] {
  return buildSpans(facts).map((span) => mergeSpans([span]));
}

/** Returns the holder of a chair on a day, `YYYY-MM-DD`; null: on the last day of the record. */
export function findChairOnDay(facts: readonly ChairFact[], day: string | null): ChairOnDay {
  const lastDay = day ?? '9999-12-31';
  const possible = buildSpans(facts).filter((span) => mayHold(span, lastDay));
  const certain = possible.filter((span) => certainlyHolds(span, lastDay));
  const holders = new Set(certain.map(({ holder }) => holder.id));
  const holder = holders.size === 1 ? mergeSpans(certain) : null;
  return { holder, possibly: (holder === null ? possible : []).map((span) => mergeSpans([span])) };
}

function buildSpans(facts: readonly ChairFact[]): readonly ChairSpan[] {
  const stated = [
    ...handOverSpans(facts.filter(({ entry }) => entry === 'hand-over')),
    ...facts.flatMap(periodSpan),
  ];
  const meetings = facts.filter(({ entry }) => entry === 'meeting').flatMap(meetingSpans);
  const unmatched = meetings.filter((meeting) => !stated.some((span) => covers(span, meeting)));
  const withMeetings = stated.map((span) =>
    meetings.filter((meeting) => covers(span, meeting)).reduce(addMeeting, span),
  );
  return [...withMeetings, ...unmatched].toSorted((one, other) =>
    compare(startKey(one), startKey(other)),
  );
}

function handOverSpans(handOvers: readonly ChairFact[]): readonly ChairSpan[] {
  const ordered = handOvers.toSorted((one, other) => compare(sortKey(one), sortKey(other)));
  return ordered.flatMap((handOver, index) => {
    const next = ordered[index + 1];
    const before = ordered[index - 1];
    const ended =
      before === undefined || !follows(before, handOver) ? previousSpan(handOver, before) : [];
    return [...ended, ...receivedSpan(handOver, next)];
  });
}

// The previous holder received the chair by no recorded hand-over, so the start is not stated.
function previousSpan(
  { previous, event, ...handOver }: ChairFact,
  before: ChairFact | undefined,
): readonly ChairSpan[] {
  if (previous === null) return [];
  const span = createSpan(
    previous,
    { ...handOver, person: null },
    { until: effectiveDate(handOver), events: [event] },
  );
  return [{ ...span, notBefore: toDateView(before === undefined ? null : effectiveDate(before)) }];
}

function receivedSpan(handOver: ChairFact, next: ChairFact | undefined): readonly ChairSpan[] {
  const [holder] = handOver.holders;
  if (holder === undefined) return [];

  const handsOver = next !== undefined && follows(handOver, next);
  const until = handsOver ? effectiveDate(next) : null;
  const events = handsOver ? [handOver.event, next.event] : [handOver.event];
  const span = createSpan(holder, handOver, {
    since: effectiveDate(handOver),
    until,
    events,
    term: handOver.term,
  });
  // If somebody else hands over next, this chairmanship ended before, on a day that is not stated.
  return [{ ...span, notAfter: toDateView(next === undefined ? null : effectiveDate(next)) }];
}

function follows(before: ChairFact, next: ChairFact): boolean {
  return next.previous === null || before.holders[0]?.id === next.previous.id;
}

// An undated hand-over takes effect at its meeting, as far as the record states.
function effectiveDate({
  startedOn,
  meetingOn,
}: Pick<ChairFact, 'startedOn' | 'meetingOn'>): DateValue | null {
  return startedOn ?? meetingOn;
}

function periodSpan(fact: ChairFact): readonly ChairSpan[] {
  const { entry, holders, startedOn, endedOn, heldAsOf, event, stage, term } = fact;
  if (entry !== 'period') return [];
  const days = heldAsOf === null ? [] : [heldAsOf];
  const singleDays = startedOn === null && endedOn === null;
  const source = { since: startedOn, until: endedOn, knownOn: days, events: [event], stage, term };
  return holders.map((holder) => ({
    ...createSpan(holder, fact, source),
    untilInclusive: true,
    singleDays,
  }));
}

function meetingSpans(fact: ChairFact): readonly ChairSpan[] {
  const days = fact.meetingOn === null ? [] : [fact.meetingOn];
  const source = { knownOn: days, events: [fact.event] };
  return fact.holders.map((holder) => ({
    ...createSpan(holder, fact, source),
    untilInclusive: true,
    singleDays: true,
  }));
}

interface ChairSpanSource {
  readonly since?: DateValue | null;
  readonly until?: DateValue | null;
  readonly knownOn?: readonly DateValue[];
  readonly events: readonly string[];
  readonly stage?: string | null;
  readonly term?: string | null;
}

function createSpan(
  holder: ActorRef,
  { person }: Pick<ChairFact, 'person'>,
  source: ChairSpanSource,
): ChairSpan {
  return {
    holder,
    person,
    since: toDateView(source.since ?? null),
    until: toDateView(source.until ?? null),
    knownOn: (source.knownOn ?? []).map(toDateView),
    term: source.term ?? null,
    stage: source.stage ?? null,
    events: source.events,
    untilInclusive: false,
    singleDays: false,
    notBefore: toDateView(null),
    notAfter: toDateView(null),
  };
}

function covers(span: ChairSpan, meeting: ChairSpan): boolean {
  const [day] = meeting.knownOn;
  if (span.holder.id !== meeting.holder.id || day === undefined) return false;
  const started = earliest(span.since) === null || compare(earliest(span.since), latest(day)) <= 0;
  return (
    started && (latest(span.until) === null || compare(earliest(day), latest(span.until)) <= 0)
  );
}

function addMeeting(span: ChairSpan, meeting: ChairSpan): ChairSpan {
  return {
    ...span,
    person: span.person ?? meeting.person,
    knownOn: [...span.knownOn, ...meeting.knownOn],
    events: [...new Set([...span.events, ...meeting.events])],
  };
}

function mayHold(span: ChairSpan, day: string): boolean {
  if (span.singleDays) return span.knownOn.some((known) => within(known, day));
  const started = earliest(span.since) ?? earliest(span.notBefore) ?? '';
  const ended = latest(span.until) ?? latest(span.notAfter);
  return started <= day && (ended === null || (span.untilInclusive ? day <= ended : day < ended));
}

function certainlyHolds(span: ChairSpan, day: string): boolean {
  if (span.singleDays)
    return span.knownOn.some(
      (known) => known.stated && known.precision === 'day' && within(known, day),
    );
  // Without a stated start and end, or between two hand-overs that do not fit, the holder is not
  // certain.
  if (!span.since.stated && !span.until.stated) return false;
  if (!span.since.stated && span.notBefore.stated) return false;
  if (!span.until.stated && span.notAfter.stated) return false;
  const ended = earliest(span.until);
  return (
    (latest(span.since) ?? '') <= day &&
    (ended === null || (span.untilInclusive ? day <= ended : day < ended))
  );
}

function within(date: DateView, day: string): boolean {
  return (earliest(date) ?? '') <= day && day <= (latest(date) ?? '9999-12-31');
}

/** Returns the chairmanship that several facts about one holder give. */
function mergeSpans(spans: readonly ChairSpan[]): ChairTenure {
  const [first] = spans;
  if (first === undefined) throw new TypeError('A chairmanship needs at least one span.');
  const { holder, person, knownOn, term, stage, events } = spans.slice(1).reduce(addMeeting, first);
  const since = spans.find((span) => span.since.stated)?.since ?? first.since;
  const until = spans.find((span) => span.until.stated)?.until ?? first.until;
  return { holder, person, since, until, knownOn, term, stage, events };
}

function earliest(date: DateView): string | null {
  return date.stated ? date.earliest : null;
}

function latest(date: DateView): string | null {
  return date.stated ? date.latest : null;
}

// Undated hand-overs come last: they end no dated chairmanship.
function sortKey(fact: ChairFact): string {
  const date = toDateView(effectiveDate(fact));
  return `${earliest(date) ?? '9999'} ${latest(date) ?? '9999'}`;
}

function startKey(span: ChairSpan): string {
  const [known] = span.knownOn;
  return (
    earliest(span.since) ??
    (known === undefined ? null : earliest(known)) ??
    earliest(span.until) ??
    '9999'
  );
}

function compare(one: string | null, other: string | null): number {
  return (one ?? '') < (other ?? '') ? -1 : (one ?? '') > (other ?? '') ? 1 : 0;
}
