/**
 * The evidence that facts give about a chair: holders, with the days for which a fact tells them.
 * 1. A hand-over tells the new holder from its day on, and the old one until it.
 * 2. A term in words is a period where it names years: "for 2026" ends with 2026.
 * 3. The chair of a meeting is evidence for the days of the meeting only.
 * 4. An incoming chair, a planned hand-over and the chair of a planned meeting are plans.
 * 5. An outgoing chair held the chair until the day on which it is called so, not after it.
 */
import { type ActorRef, type DateValue, getDateBounds } from '@rapporteur/contracts';

/** One fact about a chair. */
export interface ChairFact {
  readonly collection: string;
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
  /** The days of its meeting, if it was held. */
  readonly meetingOn: DateValue | null;
  /** The day of its document. */
  readonly documentOn: DateValue | null;
  /** Whether the fact tells a plan: a planned hand-over, or the chair of a planned meeting. */
  readonly planned: boolean;
  /** Whether a person settled a conflict by it. */
  readonly settled?: boolean;
}

/** The first and the last day that a date may mean, `YYYY-MM-DD`; null: open. */
interface DayBounds {
  readonly on: DateValue;
  readonly earliest: string | null;
  readonly latest: string | null;
}

/** An inclusive range of days, `YYYY-MM-DD`. */
export interface DaySpan {
  readonly from: string;
  readonly to: string;
}

/** Holders of the chair, with the days for which one fact tells them. */
export interface ChairEvidence {
  readonly holders: readonly ActorRef[];
  /** Equal for equal holders, whatever their names. */
  readonly key: string;
  readonly tells: 'period' | 'start' | 'end' | 'day';
  /** The days that are certain; null: no day is. */
  readonly certain: DaySpan | null;
  /** All days that the dates may mean: equal to the certain ones if they are days. */
  readonly possible: DaySpan | null;
  /** Whether the holder is presumed after the last day, until other evidence begins. */
  readonly lasting: boolean;
  readonly since: DateValue | null;
  readonly until: DateValue | null;
  readonly heldOn: DateValue | null;
  readonly planned: boolean;
  readonly fact: ChairFact;
}

/** Returns the id under which an actor is known after mergers. */
export type GetActorKey = (collection: string, actor: ActorRef) => string;

interface EvidenceSource {
  readonly fact: ChairFact;
  readonly holders: readonly ActorRef[];
  readonly getKey: GetActorKey;
}

interface EvidenceDates {
  readonly since?: DayBounds | null;
  readonly until?: DayBounds | null;
  readonly heldOn?: DayBounds | null;
  readonly lasting?: boolean;
}

const YEARS =
  /^(?:for|in|the|year|years|term|of|period|\s)*(\d{4})(?:\s*(?:[-–—/]|to|and)\s*(\d{4}|\d{2}))?$/i;
const HALF_YEAR = /^(?:for|in|the|\s)*(first|second) half of (?:the year )?(\d{4})$/i;

/** Returns the evidence of a fact; several pieces for a hand-over, none if it has no holder. */
export function listChairEvidence(fact: ChairFact, getKey: GetActorKey): readonly ChairEvidence[] {
  if (fact.entry === 'hand-over') return listHandOverEvidence(fact, getKey);
  if (fact.holders.length === 0) return [];
  const source = { fact, holders: fact.holders, getKey };
  if (fact.entry === 'meeting') {
    return [createEvidence(source, { heldOn: toBounds(fact.meetingOn) })];
  }
  return fact.stage === 'outgoing' ? listOutgoingEvidence(source) : listPeriodEvidence(source);
}

function listHandOverEvidence(fact: ChairFact, getKey: GetActorKey): readonly ChairEvidence[] {
  const effective = toBounds(fact.startedOn ?? fact.meetingOn) ?? toLatestBound(fact.documentOn);
  const term = readTerm(fact.term);
  const evidence: ChairEvidence[] = [];
  if (fact.previous !== null && !fact.planned) {
    const source = { fact, holders: [fact.previous], getKey };
    evidence.push(createEvidence(source, { until: effective }));
  }
  if (fact.holders.length > 0) {
    const source = { fact, holders: fact.holders, getKey };
    const since = fact.startedOn === null && term !== null ? term.since : effective;
    evidence.push(
      createEvidence(source, { since, until: findTermEnd(since, term), lasting: true }),
    );
  }
  return evidence;
}

function listPeriodEvidence(source: EvidenceSource): readonly ChairEvidence[] {
  const { fact } = source;
  const term = readTerm(fact.term);
  const stated = toBounds(fact.startedOn);
  const since = stated ?? (fact.endedOn === null ? (term?.since ?? null) : null);
  const until = toBounds(fact.endedOn) ?? findTermEnd(since, term);
  const heldOn = toBounds(fact.heldAsOf);
  const evidence: ChairEvidence[] = [];
  if (since !== null || until !== null) {
    evidence.push(createEvidence(source, { since, until, lasting: true }));
  }
  if (heldOn !== null && until === null) {
    evidence.push(createEvidence(source, { heldOn, lasting: true }));
  }
  // Without a date of its own, the chair is current on the day of the document.
  if (evidence.length === 0) {
    evidence.push(createEvidence(source, { heldOn: toBounds(fact.documentOn), lasting: true }));
  }
  return evidence;
}

function listOutgoingEvidence(source: EvidenceSource): readonly ChairEvidence[] {
  const { fact } = source;
  const term = readTerm(fact.term);
  const since = toBounds(fact.startedOn) ?? (fact.endedOn === null ? (term?.since ?? null) : null);
  const called = toBounds(fact.heldAsOf ?? fact.documentOn);
  const until = toBounds(fact.endedOn) ?? findTermEnd(since, term) ?? called;
  return [createEvidence(source, { since, until })];
}

function createEvidence(
  { fact, holders, getKey }: EvidenceSource,
  { since = null, until = null, heldOn = null, lasting = false }: EvidenceDates,
): ChairEvidence {
  const keys = holders.map((holder) => getKey(fact.collection, holder));
  return {
    holders,
    key: [...new Set(keys)].toSorted().join(' + '),
    tells: findKind({ since, until, heldOn }),
    certain: heldOn === null ? findCertainSpan(since, until) : findDays(heldOn),
    possible: heldOn === null ? findPossibleSpan(since, until) : toSpan(heldOn),
    lasting: lasting && until === null,
    since: since?.on ?? null,
    until: until?.on ?? null,
    heldOn: heldOn?.on ?? null,
    planned: fact.planned || fact.stage === 'incoming',
    fact,
  };
}

function findKind({ since, until, heldOn }: EvidenceDates): ChairEvidence['tells'] {
  if (heldOn || (!since && !until)) return 'day';
  if (since && until) return 'period';
  return since ? 'start' : 'end';
}

function findCertainSpan(since: DayBounds | null, until: DayBounds | null): DaySpan | null {
  // A term from 2026 to 2026 is the whole year.
  if (since !== null && since.on.edtf === until?.on.edtf) return findPossibleSpan(since, until);
  const from = since === null ? (until?.earliest ?? null) : (since.latest ?? since.earliest);
  const to = until === null ? from : (until.earliest ?? until.latest);
  return from === null || to === null || from > to ? null : { from, to };
}

function findPossibleSpan(since: DayBounds | null, until: DayBounds | null): DaySpan | null {
  const first = since ?? until;
  const last = until ?? since;
  if (first === null || last === null) return null;
  // By a day at the latest: the days before it are not told.
  const from = first.earliest ?? first.latest;
  const to = last.latest ?? last.earliest;
  return from === null || to === null || from > to ? null : { from, to };
}

function toSpan({ earliest, latest }: DayBounds): DaySpan | null {
  const from = earliest ?? latest;
  const to = latest ?? earliest;
  return from === null || to === null ? null : { from, to };
}

/** Returns the days of a date that means each of them: a day, or several days of a meeting. */
function findDays(bounds: DayBounds): DaySpan | null {
  const { precision } = getDateBounds(bounds.on);
  return precision === 'day' || precision === 'range' ? toSpan(bounds) : null;
}

function toBounds(date: DateValue | null): DayBounds | null {
  if (date === null) return null;
  const { earliest, latest } = getDateBounds(date);
  return earliest === null && latest === null ? null : { on: date, earliest, latest };
}

/** Returns the bounds of a change of which a document only tells that it had happened. */
function toLatestBound(date: DateValue | null): DayBounds | null {
  const bounds = toBounds(date);
  return bounds === null ? null : { ...bounds, earliest: null };
}

interface TermPeriod {
  readonly since: DayBounds;
  readonly until: DayBounds;
}

function readTerm(term: string | null): TermPeriod | null {
  const words = term?.trim() ?? '';
  const half = HALF_YEAR.exec(words);
  if (half !== null) {
    const isFirst = half[1]?.toLowerCase() === 'first';
    const since = readDay(`${half[2]}-${isFirst ? '01-01' : '07-01'}`);
    return { since, until: readDay(`${half[2]}-${isFirst ? '06-30' : '12-31'}`) };
  }
  const [, first, last] = YEARS.exec(words) ?? [];
  if (first === undefined) return null;
  if (last === undefined)
    return { since: readDay(`${first}-01-01`), until: readDay(`${first}-12-31`) };
  const end = last.length === 2 ? `${first.slice(0, 2)}${last}` : last;
  const until = readYear(end);
  return end < first ? null : { since: readYear(first), until };
}

/** Returns the end of a term, if it does not lie before the start. */
function findTermEnd(since: DayBounds | null, term: TermPeriod | null): DayBounds | null {
  if (term === null) return null;
  const start = since?.earliest ?? since?.latest ?? '';
  return start <= (term.until.latest ?? '') ? term.until : null;
}

function readDay(day: string): DayBounds {
  return { on: createTermDate(day), earliest: day, latest: day };
}

function readYear(year: string): DayBounds {
  return { on: createTermDate(year), earliest: `${year}-01-01`, latest: `${year}-12-31` };
}

function createTermDate(edtf: string): DateValue {
  return { edtf, asWritten: null, basis: 'derived', rule: 'term-in-words' };
}
