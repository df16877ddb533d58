import { type DateValue, getDateBounds } from '@rapporteur/contracts';
import { compareEventIds } from '@rapporteur/statements';
import { findFirstIndex } from '../first-index.ts';
import { toDateView } from '../views.ts';
import {
  type ChairEvidence,
  type ChairFact,
  type DaySpan,
  type GetActorKey,
  listChairEvidence,
} from './chair-evidence.ts';
import type { ChairTenure, KnownChair } from './chair-views.ts';

/** Evidence with the days that it may mean. */
export type DatedEvidence = ChairEvidence & { readonly possible: DaySpan };

/** Pieces of evidence of one holder, without evidence of another holder between them. */
export interface ChairRun {
  readonly key: string;
  /** By first day. */
  readonly pieces: readonly DatedEvidence[];
  readonly from: string;
  readonly to: string;
  readonly startTold: boolean;
  /** Whether the holder is presumed after the last day, until other evidence begins. */
  readonly lasting: boolean;
}

/** The evidence of a chair, in an order that does not depend on the order of the facts. */
export interface ChairHistory {
  readonly pieces: readonly DatedEvidence[];
  readonly runs: readonly ChairRun[];
  readonly undated: readonly ChairEvidence[];
  readonly planned: readonly ChairEvidence[];
}

/** Returns the evidence of all facts about one chair. */
export function readChairHistory(facts: readonly ChairFact[], getKey: GetActorKey): ChairHistory {
  const evidence = facts
    .flatMap((fact) => listChairEvidence(fact, getKey))
    .toSorted(compareEvidence);
  const held = evidence.filter(({ planned }) => !planned);
  const dated = joinChairs(held.filter(isDated));
  const pieces = dated.map((piece) => trimPossibleDays(piece, dated)).toSorted(compareEvidence);
  const findLastOfOthers = indexLastDays(pieces);
  return {
    pieces,
    runs: [...Map.groupBy(pieces, ({ key }) => key).values()]
      .flatMap((own) => splitRuns(own, findLastOfOthers))
      .toSorted(({ pieces: [a] }, { pieces: [b] }) => (a && b ? compareEvidence(a, b) : 0)),
    undated: held.filter((piece) => !isDated(piece)),
    planned: evidence.filter(({ planned }) => planned),
  };
}

const isDated = (piece: ChairEvidence): piece is DatedEvidence => piece.possible !== null;

const TELLS_ORDER = ['end', 'day', 'period', 'start'];

/** The end of one chairmanship comes before the start of the next one on the same day. */
function compareEvidence(a: ChairEvidence, b: ChairEvidence): number {
  return (
    compareTexts(a.possible?.from ?? '9999', b.possible?.from ?? '9999') ||
    TELLS_ORDER.indexOf(a.tells) - TELLS_ORDER.indexOf(b.tells) ||
    compareTexts(a.possible?.to ?? '9999', b.possible?.to ?? '9999') ||
    compareTexts(a.key, b.key) ||
    compareTexts(a.fact.collection, b.fact.collection) ||
    compareEventIds(a.fact.event, b.fact.event)
  );
}

/** A source may name only one of two joint chairs: that is not another holder. */
function joinChairs(pieces: readonly DatedEvidence[]): readonly DatedEvidence[] {
  const joint = [...Map.groupBy(pieces, ({ key }) => key)].flatMap(([joined, own]) => {
    const keys = joined.split(' + ');
    if (keys.length < 2) return [];
    const find = indexOverlaps(own);
    return keys.map((key) => ({ key, keys, find }));
  });
  const jointByKey = Map.groupBy(joint, ({ key }) => key);
  if (jointByKey.size === 0) return pieces;
  return pieces.map((piece) => {
    const keys = piece.key.split(' + ');
    const [whole] = (jointByKey.get(keys[0] ?? '') ?? [])
      .filter((one) => one.keys.length > keys.length && keys.every((key) => one.keys.includes(key)))
      .flatMap(({ find }) => find(piece.possible) ?? [])
      .toSorted(compareEvidence);
    return whole === undefined ? piece : { ...piece, key: whole.key, holders: whole.holders };
  });
}

/** Returns a search for the first of the pieces, which are in order, that shares a day with others. */
function indexOverlaps(
  pieces: readonly DatedEvidence[],
): (days: DaySpan) => DatedEvidence | undefined {
  let last = '';
  const lastDays = pieces.map(({ possible: { to } }) => (last = to > last ? to : last));
  return ({ from, to }) => {
    const found = pieces[findFirstIndex(lastDays, (day) => day >= from)];
    return found !== undefined && found.possible.from <= to ? found : undefined;
  };
}

/**
 * Returns a piece of evidence without the days of its month or year on which other evidence shows
 * that the chairmanship had not begun, or had ended.
 */
function trimPossibleDays(piece: DatedEvidence, all: readonly DatedEvidence[]): DatedEvidence {
  if (!hasOpenChange(piece)) return piece;
  const startsBy = getBound(piece.since, 'latest') ?? '';
  const endsFrom = getBound(piece.until, 'earliest') ?? '9999';
  let { from, to } = piece.possible;
  for (const other of all) {
    const { begun, ended } = findLimits(piece, other);
    if (begun !== null && begun > from && begun <= startsBy) from = begun;
    if (ended !== null && ended < to && ended >= endsFrom) to = ended;
  }
  return from > to ? piece : { ...piece, possible: { from, to } };
}

/** Returns whether a piece tells a start or an end, and not its day. */
function hasOpenChange({ since, until, certain, possible }: DatedEvidence): boolean {
  const isExact = certain?.from === possible.from && certain.to === possible.to;
  return (since !== null || until !== null) && !isExact;
}

/** Returns the days by which other evidence limits a start and an end that are not exact. */
function findLimits(
  piece: DatedEvidence,
  { key, certain, possible, since, until }: DatedEvidence,
): { readonly begun: string | null; readonly ended: string | null } {
  if (certain === null) return { begun: null, ended: null };
  if (key !== piece.key) return { begun: certain.to, ended: certain.from };
  return {
    begun: since !== null && certain.from === possible.from ? certain.from : null,
    ended: until !== null && certain.to === possible.to ? certain.to : null,
  };
}

function getBound(date: DateValue | null, side: 'earliest' | 'latest'): string | null {
  return date === null ? null : getDateBounds(date)[side];
}

/** Returns the last day of the evidence of other holders that begins before a day; empty: none. */
type FindLastOfOthers = (key: string, day: string) => string;

function indexLastDays(pieces: readonly DatedEvidence[]): FindLastOfOthers {
  const firstDays = pieces.map(({ possible }) => possible.from);
  // Up to each piece: the holder with the last day, and the last day of all others.
  let last = { key: '', to: '', others: '' };
  const lasts = pieces.map(({ key, possible: { to } }) => {
    if (key !== last.key && to > last.to) last = { key, to, others: last.to };
    else if (key !== last.key) last = { ...last, others: to > last.others ? to : last.others };
    else if (to > last.to) last = { ...last, to };
    return last;
  });
  return (key, day) => {
    const before = lasts[findFirstIndex(firstDays, (first) => first >= day) - 1];
    if (before === undefined) return '';
    return before.key === key ? before.others : before.to;
  };
}

function splitRuns(
  own: readonly DatedEvidence[],
  findLastOfOthers: FindLastOfOthers,
): readonly ChairRun[] {
  const groups: DatedEvidence[][] = [];
  let last = '';
  let hasEnd = false;
  for (const piece of own) {
    const { from, to } = piece.possible;
    const isNext = !hasEnd || piece.tells === 'end';
    const continues = from <= last || (isNext && findLastOfOthers(piece.key, from) <= last);
    if (groups.length > 0 && continues) groups.at(-1)?.push(piece);
    else {
      groups.push([piece]);
      last = '';
    }
    if (to > last) hasEnd = piece.until !== null;
    else if (to === last) hasEnd ||= piece.until !== null;
    last = to > last ? to : last;
  }
  return groups.map(toRun);
}

function toRun(pieces: readonly DatedEvidence[]): ChairRun {
  const [first] = pieces;
  if (first === undefined) throw new TypeError('A chairmanship needs at least one fact.');
  return {
    key: first.key,
    pieces,
    from: first.possible.from,
    to: findLastDay(pieces),
    startTold: pieces.some(({ since }) => since !== null),
    lasting: !isEnded(pieces) && pieces.some(({ lasting }) => lasting),
  };
}

/** Returns whether a fact tells the end, and none tells a later day. */
function isEnded(pieces: readonly DatedEvidence[]): boolean {
  const to = findLastDay(pieces);
  return pieces.some(({ until, possible }) => until !== null && possible.to === to);
}

function findLastDay(pieces: readonly DatedEvidence[]): string {
  return pieces.map(({ possible }) => possible.to).reduce((a, b) => (a > b ? a : b), '');
}

/** Returns the chairmanship that pieces of evidence of one holder give. */
export function toTenure(pieces: readonly ChairEvidence[]): ChairTenure {
  const ordered = pieces.toSorted((a, b) => compareEventIds(a.fact.event, b.fact.event));
  const facts = ordered.map(({ fact }) => fact);
  const firstOf = <T>(read: (piece: ChairEvidence) => T | null): T | null =>
    ordered.map(read).find((value) => value !== null) ?? null;
  const [first] = ordered;
  const holders = first?.holders ?? [];
  const [holder] = holders;
  if (holder === undefined) throw new TypeError('A chairmanship needs a holder.');

  const days = pieces.flatMap(({ heldOn }) => heldOn ?? []);
  return {
    holder,
    holders,
    // The new holder of a hand-over is no person of the previous one.
    person: firstOf(({ fact, tells }) => (tells === 'end' ? null : fact.person)),
    since: toDateView(findMostPrecise(pieces, ({ since }) => since)),
    until: toDateView(findMostPrecise(pieces, ({ until }) => until)),
    knownOn: [...new Map(days.map((day) => [day.edtf, day])).values()].map(toDateView),
    term: firstOf(({ fact, tells }) => (tells === 'end' ? null : fact.term)),
    stage: firstOf(({ fact }) => fact.stage),
    meetings: distinct(facts.flatMap(({ meeting }) => meeting ?? [])),
    collections: distinct(facts.map(({ collection }) => collection)).toSorted(),
    events: distinct(facts.map(({ event }) => event)),
  };
}

/** Returns the most precise of the dates; the first of several. */
function findMostPrecise(
  pieces: readonly ChairEvidence[],
  read: (piece: ChairEvidence) => DateValue | null,
): DateValue | null {
  const width = (date: DateValue): number => {
    const view = toDateView(date);
    if (!view.stated || view.earliest === null || view.latest === null) return Infinity;
    return Date.parse(view.latest) - Date.parse(view.earliest);
  };
  return pieces
    .flatMap((piece) => read(piece) ?? [])
    .reduce<DateValue | null>(
      (best, date) => (best === null || width(date) < width(best) ? date : best),
      null,
    );
}

/** Returns a piece of evidence as the last or the next that is known. */
export function toKnownChair(piece: ChairEvidence, side: 'last' | 'next'): KnownChair {
  const [holder] = piece.holders;
  if (holder === undefined) throw new TypeError('A chairmanship needs a holder.');
  const { since, until, heldOn, holders, fact } = piece;
  const on = side === 'last' ? (heldOn ?? until ?? since) : (heldOn ?? since ?? until);
  return { holder, holders, on: toDateView(on), events: [fact.event] };
}

function distinct(values: readonly string[]): readonly string[] {
  return [...new Set(values)];
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
