/**
 * The chair of a body over time, computed from every fact that tells of it: hand-overs, periods and chairs of meetings.
 * 1. A hand-over ends one holder's time and begins another's, on the day it takes effect; that day is the new holder's.
 * 2. Who handed over held the chair before, since a day that is not stated.
 * 3. Two hand-overs that do not fit leave a gap between them; nothing is guessed into it.
 * 4. Who chaired a meeting held the chair on its day; of other days that alone says nothing.
 * 5. Where facts contradict each other no holder is named, and all are listed.
 */
import type { ActorRef, DateValue } from '@rapporteur/contracts';
import { type DateView, toDateView } from '../views.ts';

/** One fact that tells of a chair. */
export interface ChairFact {
  readonly event: string;
  readonly entry: 'hand-over' | 'period' | 'meeting';
  readonly meeting: string | null;
  /** Who holds the chair by this fact; none: the source leaves it out. */
  readonly holders: readonly ActorRef[];
  readonly previous: ActorRef | null;
  readonly person: ActorRef | null;
  readonly stage: string | null;
  readonly term: string | null;
  readonly startedOn: DateValue | null;
  readonly endedOn: DateValue | null;
  readonly heldAsOf: DateValue | null;
  /** Of its meeting. */
  readonly meetingOn: DateValue | null;
}

/** A time for which somebody held a chair, as far as it is told. */
export interface ChairTenure {
  readonly holder: ActorRef;
  readonly person: ActorRef | null;
  readonly since: DateView;
  readonly until: DateView;
  /** Days on which it is known to have held it: those of meetings that it chaired, and those of which it is told. */
  readonly knownOn: readonly DateView[];
  readonly term: string | null;
  readonly stage: string | null;
  /** The facts that say so. */
  readonly events: readonly string[];
}

/** Who held a chair on a day. */
export interface ChairOnDay {
  /** Null: not recorded, or told in ways that contradict each other, or the day lies within an uncertain date. */
  readonly holder: ChairTenure | null;
  /** Who else, or who at all, may have held it. */
  readonly possibly: readonly ChairTenure[];
}

interface ChairSpan extends ChairTenure {
  /** Whether the last day is still the holder's: not so where it hands over. */
  readonly untilInclusive: boolean;
  /** Whether it stands by days alone: a meeting that it chaired, without a hand-over or period. */
  readonly byDaysOnly: boolean;
  /** Where its own beginning or end is not told, but another hand-over bounds it. */
  readonly notBefore: DateView;
  readonly notAfter: DateView;
}

/** The chair of a body, the earliest time first; times whose beginning is not told come before what ends them. */
export function buildChairLine(facts: readonly ChairFact[]): readonly ChairTenure[] {
  return buildSpans(facts).map((span) => mergeSpans([span]));
}

/** Who held the chair on a day, `YYYY-MM-DD`; null: as far as the record tells. */
export function findChairOnDay(facts: readonly ChairFact[], day: string | null): ChairOnDay {
  const on = day ?? '9999-12-31';
  const possible = buildSpans(facts).filter((span) => mayHold(span, on));
  const sure = possible.filter((span) => surelyHolds(span, on));
  const holders = new Set(sure.map(({ holder }) => holder.id));
  const holder = holders.size === 1 ? mergeSpans(sure) : null;
  return { holder, possibly: (holder === null ? possible : []).map((span) => mergeSpans([span])) };
}

function buildSpans(facts: readonly ChairFact[]): readonly ChairSpan[] {
  const told = [
    ...handOverSpans(facts.filter(({ entry }) => entry === 'hand-over')),
    ...facts.flatMap(periodSpan),
  ];
  const meetings = facts.filter(({ entry }) => entry === 'meeting').flatMap(meetingSpans);
  const lone = meetings.filter((meeting) => !told.some((span) => covers(span, meeting)));
  const supported = told.map((span) =>
    meetings.filter((meeting) => covers(span, meeting)).reduce(addMeeting, span),
  );
  return [...supported, ...lone].toSorted((one, other) => compare(startKey(one), startKey(other)));
}

function handOverSpans(handOvers: readonly ChairFact[]): readonly ChairSpan[] {
  const line = handOvers.toSorted((one, other) => compare(sortKey(one), sortKey(other)));
  return line.flatMap((handOver, index) => {
    const next = line[index + 1];
    const before = line[index - 1];
    const given =
      before === undefined || !follows(before, handOver) ? previousSpan(handOver, before) : [];
    return [...given, ...receivedSpan(handOver, next)];
  });
}

// Who hands over what was not told to have been handed to them: since when they held it is not told.
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
  const [to] = handOver.holders;
  if (to === undefined) return [];
  const passedOn = next !== undefined && follows(handOver, next);
  const until = passedOn ? effectiveDate(next) : null;
  const events = passedOn ? [handOver.event, next.event] : [handOver.event];
  const span = createSpan(to, handOver, {
    since: effectiveDate(handOver),
    until,
    events,
    term: handOver.term,
  });
  // Where somebody else hands it over next, this one's time ended before, though it is not told when.
  return [{ ...span, notAfter: toDateView(next === undefined ? null : effectiveDate(next)) }];
}

function follows(before: ChairFact, next: ChairFact): boolean {
  return next.previous === null || before.holders[0]?.id === next.previous.id;
}

// A hand-over that is not dated takes effect, as far as is told, at its meeting.
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
  const byDaysOnly = startedOn === null && endedOn === null;
  const told = { since: startedOn, until: endedOn, knownOn: days, events: [event], stage, term };
  return holders.map((holder) => ({
    ...createSpan(holder, fact, told),
    untilInclusive: true,
    byDaysOnly,
  }));
}

function meetingSpans(fact: ChairFact): readonly ChairSpan[] {
  const days = fact.meetingOn === null ? [] : [fact.meetingOn];
  const told = { knownOn: days, events: [fact.event] };
  return fact.holders.map((holder) => ({
    ...createSpan(holder, fact, told),
    untilInclusive: true,
    byDaysOnly: true,
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
  told: ChairSpanSource,
): ChairSpan {
  return {
    holder,
    person,
    since: toDateView(told.since ?? null),
    until: toDateView(told.until ?? null),
    knownOn: (told.knownOn ?? []).map(toDateView),
    term: told.term ?? null,
    stage: told.stage ?? null,
    events: told.events,
    untilInclusive: false,
    byDaysOnly: false,
    notBefore: toDateView(null),
    notAfter: toDateView(null),
  };
}

function covers(span: ChairSpan, meeting: ChairSpan): boolean {
  const [day] = meeting.knownOn;
  if (span.holder.id !== meeting.holder.id || day === undefined) return false;
  const begun = earliest(span.since) === null || compare(earliest(span.since), latest(day)) <= 0;
  return begun && (latest(span.until) === null || compare(earliest(day), latest(span.until)) <= 0);
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
  if (span.byDaysOnly) return span.knownOn.some((known) => within(known, day));
  const begun = earliest(span.since) ?? earliest(span.notBefore) ?? '';
  const ended = latest(span.until) ?? latest(span.notAfter);
  return begun <= day && (ended === null || (span.untilInclusive ? day <= ended : day < ended));
}

function surelyHolds(span: ChairSpan, day: string): boolean {
  if (span.byDaysOnly)
    return span.knownOn.some(
      (known) => known.stated && known.precision === 'day' && within(known, day),
    );
  // A time of which neither end is told may be any; and between two hand-overs that do not fit, it may be either's.
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

/** What several facts say of one holder, as one. */
function mergeSpans(spansOfOne: readonly ChairSpan[]): ChairTenure {
  const [first] = spansOfOne;
  if (first === undefined) throw new TypeError('there is at least one');
  const { holder, person, knownOn, term, stage, events } = spansOfOne
    .slice(1)
    .reduce(addMeeting, first);
  const since = spansOfOne.find((span) => span.since.stated)?.since ?? first.since;
  const until = spansOfOne.find((span) => span.until.stated)?.until ?? first.until;
  return { holder, person, since, until, knownOn, term, stage, events };
}

function earliest(date: DateView): string | null {
  return date.stated ? date.earliest : null;
}

function latest(date: DateView): string | null {
  return date.stated ? date.latest : null;
}

// Undated hand-overs come last: they end nothing that is dated.
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
