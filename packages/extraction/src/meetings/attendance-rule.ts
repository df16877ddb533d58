import { SearchExpression } from '../search/search-expression.ts';
import { toActor, type FactProposal } from '../notes/sentence-rules.ts';
import { proposeOrgans } from './attending-organs.ts';
import { findWord, onceByFile, toCue } from '../language/cues.ts';
import { isNegated } from '../language/negation.ts';
import type { NoteContext } from '../notes/note-context.ts';
import type { UnitSpan } from '../text/prepared-text.ts';
import { MARKS } from '../text/marks.ts';
import type { MarkedSentence } from '../notes/sentence-reader.ts';
import type { LanguageFile } from '../language/language-file.ts';

/** The words around a list of those who attended, as regular expressions of a language. */
interface AttendanceForms {
  /** A verb after the list: "Malta and Cyprus took part in the meeting". */
  readonly verb: SearchExpression;
  /** The words after such a verb: the meeting, or nothing. */
  readonly object: SearchExpression;
  /** Words before the list: "was attended by". */
  readonly opener: SearchExpression;
  /** A clause about others before a list. */
  readonly lead: SearchExpression;
  /** Words that end a list after its opener. */
  readonly stop: SearchExpression;
  /** Words directly before a state that is only a place or a host. */
  readonly notBefore: SearchExpression;
  /** Words between those of one capacity and those of another. */
  readonly parts: SearchExpression;
  readonly exceptions: SearchExpression;
  readonly members: SearchExpression;
}

const NEVER = '(?!)';
const CAPACITY_WITHIN = 70;
const HEADING_MAX = 80;
/** The end of a clause before the next verb of those who attended. */
const OTHER_CLAUSE = /[,，\uE001\uE002]/u;
/** "Malta (observer)". */
const BRACKETED = /^\s?\([^()]{1,60}\)/u;

/** Returns those whom the words list as attending the meeting, each with its capacity. */
export function proposeAttendance(
  sentence: MarkedSentence,
  context: NoteContext,
): readonly FactProposal[] {
  const forms = getForms(context.file);
  if (forms === null) return [];
  const { marked } = sentence;
  // A state, a body, or an abbreviation of one.
  if (!/[\uE001\uE002]|\p{Lu}{2}/u.test(marked) && !forms.members.test(marked)) return [];
  const openers = forms.opener.list(marked);
  const regions = [
    ...listBefore(marked, openers, { forms, context }),
    ...listAfter(marked, openers, { forms, context }),
  ];
  return regions.flatMap((region) => readRegion(sentence, region, forms, context));
}

/**
 * Returns the first state of a line of a list below "The following were present:"; with `all`, each
 * state of the line, those without a capacity of their own with that of all.
 */
export function proposeListed(
  sentence: MarkedSentence,
  context: NoteContext,
  all?: { readonly capacity?: string | undefined },
): readonly FactProposal[] {
  const { marked } = sentence;
  const places = sentence.mentions.flatMap(({ kind }, index) =>
    kind === 'state' ? [sentence.marks[index] ?? 0] : [],
  );
  const [first = 0] = places;
  if (all === undefined)
    return toDelegation(sentence, first, findCapacity(marked, context.file), context);
  return places.flatMap((at, index) => {
    // "Malta, Albania (observer)": the words after a state tell of it; those after "; observers:"
    // do not.
    const [after = ''] = marked.slice(at, places[index + 1]).split(/[;；]/u);
    const own = findCapacity(after, context.file);
    const capacity = own ?? findPartCapacity(marked.slice(0, at), context) ?? all.capacity;
    return toDelegation(sentence, at, capacity, context);
  });
}

/** "Malta; observers: Albania, Italy": the words of a part tell of all states in it. */
function findPartCapacity(before: string, { file }: NoteContext): string | undefined {
  const part = /[;；][^;；]*$/u.exec(before)?.[0];
  const label = part === undefined ? undefined : /^[^:：]*(?=[:：])/u.exec(part)?.[0];
  return label === undefined ? undefined : findCapacity(label, file);
}

/** Returns whether a line opens a list of those who attended. */
export function opensAttendance(sentence: MarkedSentence, context: NoteContext): boolean {
  const { marked } = sentence;
  if (/[:：]$/u.test(marked)) return tellsAttendance(sentence, context);
  // "Ont pris part aux travaux" on a line of its own.
  const isLine =
    marked.length <= HEADING_MAX && /\p{L}$/u.test(marked) && !marked.includes(MARKS.state);
  return isLine && getForms(context.file)?.opener.exec(marked)?.index === 0;
}

/** Returns whether a sentence has a verb of those who attended. */
export function tellsAttendance({ marked }: MarkedSentence, { file }: NoteContext): boolean {
  const forms = getForms(file);
  return forms !== null && (forms.opener.test(marked) || forms.verb.test(marked));
}

interface ListRegion extends UnitSpan {
  /** The words that tell the capacity of those at the end of the list. */
  readonly tail: string;
  /** Whether they lead the list, and tell that of all. */
  readonly isLed?: boolean;
}

interface ListReading {
  readonly forms: AttendanceForms;
  readonly context: NoteContext;
}

function listBefore(
  marked: string,
  openers: readonly RegExpExecArray[],
  { forms, context: { file } }: ListReading,
): readonly ListRegion[] {
  let from = 0;
  const verbs = forms.verb.list(marked);
  return verbs.flatMap((match, n) => {
    const { index } = match;
    const end = index + match[0].length;
    const after = marked.slice(end, end + CAPACITY_WITHIN);
    const start = from;
    from = end;
    if (!forms.object.test(after) || isNegated(marked, index, file)) return [];
    // "Malta chaired, Cyprus took part": the clause before tells of the chair.
    const lead = forms.lead.list(marked.slice(start, index)).at(-1);
    const own = start + (lead === undefined ? 0 : lead.index + lead[0].length);
    // "…, as did those of X": they have a capacity of their own.
    const opened = openers.find(({ index: at }) => at >= end)?.index ?? marked.length;
    const tail = cutTail(
      after.slice(0, opened - end),
      (verbs[n + 1]?.index ?? marked.length) - end,
      forms,
    );
    return [{ start: own, end: index, tail }];
  });
}

/**
 * The words after a verb, without a clause that has the next verb: "…, while Malta was an
 * observer".
 */
function cutTail(after: string, next: number, { parts }: AttendanceForms): string {
  const clause = next > after.length ? -1 : after.search(OTHER_CLAUSE);
  const ends = [parts.exec(after)?.index, clause < 0 ? undefined : clause];
  const end = Math.min(...ends.map((one) => one ?? after.length));
  return /^[^;]*/u.exec(after.slice(0, end))?.[0] ?? '';
}

function listAfter(
  marked: string,
  openers: readonly RegExpExecArray[],
  { forms, context: { file } }: ListReading,
): readonly ListRegion[] {
  return openers.flatMap((match) => {
    if (isNegated(marked, match.index, file)) return [];
    const start = match.index + match[0].length;
    const words = marked.slice(start);
    const stop = forms.stop.exec(words)?.index ?? words.length;
    // "As guests were present …": the capacity is before the verb.
    const before = marked.slice(Math.max(0, match.index - CAPACITY_WITHIN), start);
    const tail = /[^;.]*$/u.exec(before)?.[0] ?? '';
    return [{ start, end: start + stop, tail, isLed: true }];
  });
}

function readRegion(
  sentence: MarkedSentence,
  region: ListRegion,
  forms: AttendanceForms,
  context: NoteContext,
): readonly FactProposal[] {
  const words = sentence.marked.slice(region.start, region.end);
  const separators = forms.parts.list(words);
  const starts = [0, ...separators.map(({ index, 0: { length } }) => index + length)];
  return starts.flatMap((start, n) => {
    const end = separators[n]?.index ?? words.length;
    const isLast = end === words.length;
    const part = words.slice(start, end);
    const cue = findCapacityCue(part, context.file);
    const isOf = isLast || region.isLed === true;
    const after = isOf ? findCapacity(region.tail, context.file) : undefined;
    const own = cutException(part, forms);
    // "Observers from X" tells of those after the word; "X as observer" of those before it.
    const capacityAt = (index: number): string | undefined => {
      const bracketed = BRACKETED.exec(part.slice(index + 1))?.[0];
      if (bracketed !== undefined) return findCapacity(bracketed, context.file) ?? after;
      if (cue === undefined || cue.isBracketed) return after;
      if (cue.index >= index && !cue.isAfter) return after;
      return findNearest(part.slice(0, index), cue.index, context.file) ?? cue.capacity;
    };
    const delegations = [...part.matchAll(/\uE001/gu)].flatMap(({ index }) => {
      if (index < own.start || index > own.end || forms.notBefore.test(part.slice(0, index)))
        return [];
      return toDelegation(sentence, region.start + start + index, capacityAt(index), context);
    });
    const from = region.start + start;
    const organs = proposeOrgans(
      sentence,
      { start: from + own.start, end: from + own.end },
      (at) => capacityAt(at - from),
      context,
    );
    const states = [...delegations, ...organs];
    const members = forms.members.exec(part.slice(own.start, own.end));
    if (members === null) return states;
    const at = region.start + start + own.start + members.index;
    const span = { start: at, end: at + members[0].length };
    const written = sentence.getWords(span).trim();
    const state = context.actors.declare(written, { kind: 'class' });
    const fields = { basis: 'class', state };
    const found = { type: 'DelegationAttended', confidence: 0.9, rule: 'attendance-of-members' };
    return [{ ...found, fields, span: sentence.toSpan(span) }, ...states];
  });
}

/** Returns the part without those excepted: "…, except Malta", and "Except Malta, all states …". */
function cutException(part: string, { exceptions }: AttendanceForms): UnitSpan {
  const first = exceptions.exec(part)?.index;
  if (first === undefined) return { start: 0, end: part.length };
  const comma = part.indexOf(',');
  return part.slice(0, first).trim() === '' && comma > 0
    ? { start: comma, end: part.length }
    : { start: 0, end: first };
}

function toDelegation(
  sentence: MarkedSentence,
  at: number,
  capacity: string | undefined,
  context: NoteContext,
): readonly FactProposal[] {
  const [mention] = sentence.listMentions({ start: at, end: at + 1 });
  const state = mention && toActor(mention, context.actors);
  if (mention?.kind !== 'state' || state === undefined) return [];
  const fields = { basis: 'named', ...(capacity === undefined ? {} : { capacity }), state };
  const { start, end } = mention;
  const from = sentence.sentence.start;
  const span = { start: from + start, end: from + end };
  return [{ type: 'DelegationAttended', fields, span, confidence: 0.89, rule: 'attendance' }];
}

/** Returns the capacity that words tell of. */
export function findCapacity(words: string, file: LanguageFile): string | undefined {
  return findWord(file.capacities, words);
}

/** "Observer Malta and guest Cyprus": the last of several capacities before a state is its own. */
function findNearest(before: string, first: number, file: LanguageFile): string | undefined {
  const last = Math.max(before.lastIndexOf('、'), before.lastIndexOf('，'));
  return last > first ? findCapacity(before.slice(last), file) : undefined;
}

interface CapacityCue {
  readonly capacity: string;
  readonly index: number;
  /** Whether it is after all states. */
  readonly isAfter: boolean;
  /** "Malta (observer)": it tells of that state only. */
  readonly isBracketed: boolean;
}

function findCapacityCue(part: string, file: LanguageFile): CapacityCue | undefined {
  const capacity = findCapacity(part, file);
  if (capacity === undefined) return undefined;
  const index = toCue(file.capacities[capacity] ?? []).exec(part)?.index ?? 0;
  const isAfter = part.lastIndexOf(MARKS.state) < index;
  const isBracketed = part.lastIndexOf('(', index) > part.lastIndexOf(')', index);
  return { capacity, index, isAfter, isBracketed };
}

const getForms = onceByFile(({ slots }): AttendanceForms | null =>
  slots['attended'] === undefined
    ? null
    : {
        verb: new SearchExpression(slots['attended']),
        object: new SearchExpression(`^(?:${slots['attendedObject'] ?? ''})`),
        opener: new SearchExpression(slots['attendedBy'] ?? NEVER),
        lead: new SearchExpression(slots['attendanceLead'] ?? NEVER),
        stop: new SearchExpression(slots['attendanceStop'] ?? NEVER),
        notBefore: new SearchExpression(`(?:${slots['notAttending'] ?? NEVER})$`),
        parts: new SearchExpression(slots['attendanceParts'] ?? NEVER),
        exceptions: new SearchExpression(slots['attendanceExcept'] ?? NEVER),
        members: new SearchExpression(slots['attendingMembers'] ?? NEVER),
      },
);
