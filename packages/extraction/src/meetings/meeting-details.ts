import { findWord } from '../language/cues.ts';
import { readEdtf } from '../language/date-values.ts';
import type { DraftFields, DraftValue } from '../draft.ts';
import type { LanguageFile } from '../language/language-file.ts';
import type { MeetingCues } from './meeting-cues.ts';
import type { NoteContext } from '../notes/note-context.ts';
import { toOwnBodyCue } from '../names/own-body.ts';
import { MARKS } from '../text/marks.ts';
import type { UnitSpan } from '../text/prepared-text.ts';
import type { MarkedSentence, SentenceMention } from '../notes/sentence-reader.ts';
import type { FactProposal } from '../notes/sentence-rules.ts';

/** "Norway hosted the annual meeting": the noun is near the verb. */
const HOSTED_WITHIN = 30;
/** "12e session extraordinaire": the kind of a session may follow its noun. */
const SESSION_WITHIN = 20;

/** The verbs of a sentence that tell of a meeting. */
export interface MeetingVerbs {
  readonly marked: string;
  readonly held: RegExpExecArray | null;
  readonly future: RegExpExecArray | null;
  readonly tells: boolean;
}

/** "Held in Riga" may belong to a noun, "was held" is the verb of a clause. */
const MAIN_VERB =
  /^(?:met|convened|gathered|concluded|ended|(?:was|were|has been) (?:held|convened|concluded|opened)|took place|held (?:its|their|an?)|wrapped up|wound up|kicked off)\b/;

/**
 * Returns the state that the words up to a place name as the host; with `isApart`, the sentence must
 * name what is hosted.
 */
export function findHost(
  sentence: MarkedSentence,
  cues: MeetingCues,
  { isApart = false, until }: { readonly isApart?: boolean; readonly until?: number } = {},
): DraftFields | undefined {
  const marked = sentence.marked.slice(0, until);
  for (const pattern of cues.hosts)
    for (const match of pattern.list(marked)) {
      const start = match.index;
      const end = start + match[0].length;
      // In a sentence of its own, the words must name the meeting as that which is hosted.
      const before = marked.slice(0, start).trimEnd();
      const named = before === '' ? marked.slice(end, end + HOSTED_WITHIN) : before;
      if (isApart && !cues.hosting.test(named)) continue;
      const mentions = sentence.listMentions({ start, end });
      const [state] = mentions.filter((mention) => mention.kind === 'state');
      if (state !== undefined) return { [state.code]: state.name };
    }
  return undefined;
}

/** Returns the kind of a session that the words of a meeting name. */
export function findSession(
  found: FactProposal | undefined,
  { sentence, mentions }: MarkedSentence,
  { cues, file }: { readonly cues: MeetingCues; readonly file: LanguageFile },
): string | undefined {
  if (found === undefined) return undefined;
  const from = found.span.start - sentence.start;
  const to = found.span.end - sentence.start + SESSION_WITHIN;
  // "Committee on Emergency Management" holds no extraordinary session.
  const { sessions } = file;
  const plain = mentions.reduce(
    (text, one) =>
      one.kind === 'body' &&
      one.body.kind !== 'meeting-series' &&
      // "Conseil extraordinaire de l'Union": the name of the body lacks the kind of session.
      findWord(sessions, text.slice(one.start, one.end)) === findWord(sessions, one.body.name)
        ? text.slice(0, one.start) + ' '.repeat(one.end - one.start) + text.slice(one.end)
        : text,
    sentence.text,
  );
  const words = plain.slice(from, to);
  // "Approved the annual plan at its 7th meeting" tells of the plan.
  const at = cues.atMeeting.exec(words)?.index ?? 0;
  return findWord(file.sessions, words.slice(at));
}

/** Returns the verb of a meeting that was held; not the noun in "the eighth meeting in Riga". */
export function findVerb(marked: string, { held, noun }: MeetingCues): RegExpExecArray | null {
  const first = held.exec(marked);
  const isNoun = (match: RegExpExecArray): boolean =>
    noun.exec(match[0])?.index === 0 && /[^,\s]\s*$/u.test(marked.slice(0, match.index));
  if (first === null || !isNoun(first)) return first;
  return held.list(marked).find((match) => !isNoun(match)) ?? null;
}

/** "Opened on 6 May and closed on 8 May" is one period, and so is "opened on 6 May, ended today". */
export function findPeriod(
  sentence: MarkedSentence,
  cues: MeetingCues,
  context: NoteContext,
): DraftValue | undefined {
  const { marked } = sentence;
  const opened = cues.opened.exec(marked);
  const closed = cues.closed.exec(marked);
  if (opened === null || closed === null || closed.index < opened.index) return undefined;
  const { end } = findTelling(sentence, cues);
  const findDay = (from: number, to: number): string | undefined =>
    sentence
      .listMentions({ start: from, end: to })
      .flatMap((one) => (one.kind === 'date' && one.precision === 'day' ? [one.edtf] : []))[0];
  const first = findDay(opened.index, closed.index) ?? findDay(0, opened.index);
  const last =
    findDay(closed.index, end) ?? readNamed(marked.slice(closed.index, end), cues, context);
  return first !== undefined && last !== undefined && first < last ? `${first}/${last}` : undefined;
}

function readNamed(
  words: string,
  { named }: MeetingCues,
  context: NoteContext,
): string | undefined {
  return readEdtf(named.find(words, true, context));
}

/** "5月在里加举行的第6次会议", in a note on the 7th, is only a mention. */
export function isMentioned(
  found: FactProposal | undefined,
  { marked }: MarkedSentence,
  { past }: MeetingCues,
  { hasMeeting, mainOrdinal }: NoteContext,
): boolean {
  const ordinal = found?.fields['ordinal'];
  const isMain = ordinal !== undefined && ordinal === mainOrdinal;
  return hasMeeting && !isMain && past.test(marked);
}

/** A later meeting of the body of the note is its next one. */
export function isLater(
  { fields }: FactProposal,
  { mainBody, mainOrdinal, hasMeeting }: NoteContext,
): boolean {
  const { body = mainBody?.body, ordinal } = fields;
  if (!hasMeeting || body !== mainBody?.body) return false;
  return (
    ordinal === undefined ||
    (typeof ordinal === 'number' && (mainOrdinal === undefined || ordinal > mainOrdinal))
  );
}

/** Returns whether the first verb is that of the meeting, and the second one that of a clause about something else. */
export function isMainVerb(
  held: RegExpExecArray | null,
  future: RegExpExecArray | null,
  { purposes }: MeetingCues,
): boolean {
  if (held === null || future === null || held.index > future.index) return false;
  if (MAIN_VERB.test(held[0])) return true;
  // "Commenced in Riga ahead of the summit scheduled for 3 May".
  return purposes.list(held.input.slice(0, future.index)).some(({ index }) => index > held.index);
}

/** "At a special meeting convened by Malta": the words before a participle tell of the meeting. */
export function pickHeld(
  held: RegExpExecArray | null,
  marked: string,
  { atMeeting }: MeetingCues,
): RegExpExecArray | null {
  const at = held?.[0] === 'convened' ? atMeeting.exec(marked) : null;
  return at !== null && held !== null && at.index < held.index ? at : held;
}

/** Returns whether a verb tells of another meeting than the one that patterns have found. */
export function isOfOther(
  found: FactProposal | undefined,
  held: RegExpExecArray,
  sentence: MarkedSentence,
  { relative, acts, ownMeeting }: MeetingCues,
  { hasMeeting, mainOrdinal }: NoteContext,
): boolean {
  if (found === undefined) return false;
  const { span, fields } = found;
  const { marked } = sentence;
  const before = marked.slice(0, held.index);
  // "The session opened with an address of the Chair of the 6th session".
  const isEarlier = fields['ordinal'] !== undefined && fields['ordinal'] !== mainOrdinal;
  const start = sentence.toMark(span.start - sentence.sentence.start);
  if (hasMeeting && isEarlier && start > held.index && ownMeeting.test(before)) return true;
  // "The 7th meeting adopted the minutes of the 6th meeting, which was held in Riga".
  const from = sentence.toMark(span.end - sentence.sentence.start);
  const clause = relative.list(before).at(-1);
  if (clause === undefined || clause.index < from) return false;
  const isNear = !before.slice(clause.index + clause[0].length).includes(',');
  return isNear && acts.test(marked.slice(from, clause.index));
}

/** Returns whether the verb of a sentence is that of a meeting that was held. */
export function isOfHeld(
  held: RegExpExecArray | null,
  future: RegExpExecArray | null,
  cues: MeetingCues,
): boolean {
  return held !== null && (future === null || isMainVerb(held, future, cues));
}

/** "The next meeting of ministers" is that of the note, if no words tell whose it is. */
export function findNextBody(
  found: FactProposal | undefined,
  { mainBody, register, hasMeeting }: NoteContext,
): DraftValue | undefined {
  const body = found?.fields['body'];
  const named = typeof body === 'string' ? register.get(body) : undefined;
  const isBare = named?.kind === 'meeting-series' && named.name.split(' ').length <= 2;
  return (isBare && hasMeeting ? mainBody?.body : body) ?? mainBody?.body;
}

/** The end of the clause before a decision: "elected Malta, and decided". */
const CLAUSE_END = /[,;，；]\s*[^,;，；]{0,12}$/u;

/** "The chair passed to Malta, which will host the 8th meeting": the clause alone tells of it. */
export function findNextSpan(
  found: FactProposal | undefined,
  { sentence: { start, end, text } }: MarkedSentence,
  { relative, agreed, next }: MeetingCues,
): UnitSpan {
  const named = found === undefined ? next.exec(text)?.index : found.span.start - start;
  const before = text.slice(0, Math.max(0, named ?? 0));
  const clause = relative.list(before).at(-1);
  const decided = CLAUSE_END.exec(before.slice(0, agreed.list(before).at(-1)?.index ?? 0));
  const own = clause === undefined ? 0 : clause.index + clause[0].length;
  return { start: start + Math.max(own, decided === null ? 0 : decided.index + 1), end };
}

/**
 * Returns the part of a sentence that tells of the meeting: not "Following the attack of 3 May", and
 * not "to discuss the situation in Haiti". Without violence, a day may follow the matter.
 */
export function findTelling(
  sentence: MarkedSentence,
  cues: MeetingCues,
  isOfDay = false,
): UnitSpan {
  const { marked } = sentence;
  const { purposes, violence } = cues;
  const earlier = findEarlierClause(marked, cues);
  if (earlier > 0 && (!isOfDay || marked.includes(MARKS.date, earlier)))
    return { start: earlier, end: marked.length };
  const acted = isOfDay ? findActed(sentence, cues) : undefined;
  if (acted !== undefined) return acted;
  const first = purposes.exec(marked);
  const end = (isOfDay ? findActAfter(marked, cues) : undefined) ?? marked.length;
  if (first === null || (isOfDay && !violence.test(marked))) return { start: 0, end };
  const comma = marked.indexOf(',', first.index);
  const start = first.index <= 1 && comma > 0 ? comma + 1 : 0;
  const next = purposes.exec(marked.slice(start));
  return { start, end: next === null ? marked.length : start + next.index };
}

/** Returns the end of a clause about something earlier, if a verb of meetings follows it; else 0. */
export function findEarlierClause(text: string, cues: MeetingCues): number {
  const end = cues.earlierClause.exec(text)?.[0].length ?? 0;
  return end > 0 && findVerb(text.slice(end), cues) !== null ? end : 0;
}

/** Returns the place of an act after the verb of the meeting: the day after it is that of the act. */
function findActAfter(marked: string, { acts, held, future }: MeetingCues): number | undefined {
  // "Communiqué adopted at the 7th meeting, held on 3 May": the day follows the meeting.
  const verb = (held.exec(marked) ?? future.exec(marked))?.index ?? 0;
  return acts.list(marked).find(({ index }) => index > verb)?.index;
}

/**
 * Returns the part with the day of a meeting that an act is before: "approved the plan for 2032 at its
 * 7th meeting" has the year of the plan.
 */
function findActed(sentence: MarkedSentence, cues: MeetingCues): UnitSpan | undefined {
  const { marked } = sentence;
  const { acts, atMeeting } = cues;
  const isTold = findVerb(marked, cues) !== null;
  const at = isTold ? undefined : atMeeting.exec(marked)?.index;
  const act = acts.exec(marked)?.index;
  if (at === undefined || act === undefined || act > at) return undefined;
  const before = { start: 0, end: act };
  const after = { start: at, end: marked.length };
  return sentence.listMentions(before).some(({ kind }) => kind === 'date') ? before : after;
}

/** "The next meeting of ministers" is not that of the body of the note. */
export function isNextOfOther(
  marked: string,
  { nextOfOther }: MeetingCues,
  context: NoteContext,
): boolean {
  const name = nextOfOther.exec(marked)?.groups?.['body'];
  return name !== undefined && toOwnBodyCue(context)?.cue.test(name) !== true;
}

/** "At its meeting in Riga, the Council discussed the ports of Malta" tells of Riga only. */
export function findPlaceTelling(
  sentence: MarkedSentence,
  verb: RegExpExecArray,
  cues: MeetingCues,
): UnitSpan {
  if (!cues.atMeeting.test(verb[0])) {
    const telling = findTelling(sentence, cues);
    // "The meeting, devoted to tolls, took place in Riga": the verb follows the purpose.
    const isAfter = verb.index >= telling.end && sentence.marked[verb.index - 2] === ',';
    return isAfter ? { start: verb.index, end: sentence.marked.length } : telling;
  }
  const start = verb.index + verb[0].length;
  const place = cues.meetingPlace.exec(sentence.marked.slice(start));
  return { start: verb.index, end: start + (place?.[0].length ?? 0) };
}

/** Returns the place after the mark of a date in its sentence. */
export function findMark(sentence: MarkedSentence, date: SentenceMention | undefined): number {
  const mark = date && sentence.marks[sentence.mentions.indexOf(date)];
  return mark === undefined ? 0 : mark + 1;
}
