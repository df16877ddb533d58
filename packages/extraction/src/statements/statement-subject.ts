import { findHanClass, getLeadingMembers, readMembersOf, toClass } from './statement-members.ts';
import { HAN_LABEL, OPENING } from '../text/clause-words.ts';
import { SearchExpression } from '../search/search-expression.ts';
import type { DraftFields } from '../draft.ts';
import { onceByFile, onceBySlot, toCue } from '../language/cues.ts';
import { findAfterObject, findFollowingStates, findInvertedEnd } from './inverted-subjects.ts';
import { readActOfItem } from '../decisions/infinitives.ts';
import { isOnlyLabel } from '../text/item-label.ts';
import { findOrganization, type NoteContext } from '../notes/note-context.ts';
import { toOwnBodyCue } from '../names/own-body.ts';
import { toEnding } from '../language/endings.ts';
import {
  findClauseSpeaker,
  findSpeakerAfter,
  getLeadingSpeaker,
  findSpeakers,
} from './speaker-forms.ts';
import {
  dropOwnState,
  readClausePerson,
  readLeadingPerson,
  readPerson,
  readRelated,
} from './statement-persons.ts';
import { findAgent } from './passive-agents.ts';
import type { UnitSpan } from '../text/prepared-text.ts';
import { isPronoun, readPronoun } from './statement-pronouns.ts';
import { MARKS } from '../text/marks.ts';
import { NAMED_CLAUSE, OWN_CLAUSE, OWN_PERSON } from './own-clauses.ts';
import { getPersonForms } from '../names/person-forms.ts';
import type { MarkedSentence } from '../notes/sentence-reader.ts';
import { toActor } from '../notes/sentence-rules.ts';
import { isFirstOf, listVerbs, type StatementVerb } from './statement-verbs.ts';
import { cutBeforeVerb, getJoins, leadsClause } from './words-before-verb.ts';

/** Those who state something: one actor, or several that the words list. */
export type StatementSubject = readonly (DraftFields | string)[];

const OWN_BODY_WITHIN = 60;
const LEADING = new SearchExpression(
  `^(?:(?:[Tt]he|[Ll]e|[Ll]a)\\s)?(?:[${MARKS.state}${MARKS.body}](?:, | (?:and|et|и) |、|和)?)+(?=[\\s:：](?!\\p{Lu}\\p{Ll})|,\\s\\p{Ll}|\\p{Script=Han}|${MARKS.date}\\p{Script=Han})`,
);
const INVERTED_PRONOUN = /-(ils?|elles?)\s/u;
const LEADING_WORDS_MAX = 4;
const HAN_SUBJECT_MAX = 8;
const HAN_LETTER = /^\p{Script=Han}$/u;

/** Returns the actors directly before the first verb; "they" are those of the last statement. */
export function findSubject(
  sentence: MarkedSentence,
  verb: StatementVerb | undefined,
  context: NoteContext,
): StatementSubject | undefined {
  if (verb === undefined) return undefined;
  const cut = (words: string): string => cutBeforeVerb(words, context);
  const isItem = isOnlyLabel(cut(sentence.marked.slice(0, verb.start)));
  if (isItem && context.listSubject !== undefined) return context.listSubject;
  const act = readActOfItem(sentence, verb.written, context);
  if (act !== undefined) return act.isAsked ? undefined : context.listSubject;
  const agent = findAgent(sentence.marked, verb, context.file);
  if (agent !== undefined) return readAgent(sentence, agent, context);
  const inverted = findInvertedEnd(sentence.marked, verb, context.file);
  if (inverted !== undefined)
    return readSubject(sentence, sentence.marked.slice(0, inverted), context);
  // "…", a-t-il déclaré.
  const pronoun = INVERTED_PRONOUN.exec(sentence.marked.slice(verb.start, verb.end))?.[1];
  if (pronoun !== undefined) return readPronoun(pronoun, context);
  if (!isFirstOf(sentence.marked.slice(0, verb.start), context.file))
    return (
      readSubject(sentence, cut(sentence.marked.slice(0, verb.start)), context) ??
      readAfterObject(sentence, verb, context)
    );

  // "Recalling …, the Council stressed": the subject follows the clause of the participle.
  const comma = /[,，]\s*(?=[^,，]{2,60}$)/u;
  const next = listVerbs(sentence.marked, context)[1];
  const region = next === undefined ? '' : sentence.marked.slice(0, next.start).trimEnd();
  return comma.test(region) ? readSubject(sentence, cut(region), context) : undefined;
}

function readAfterObject(
  sentence: MarkedSentence,
  verb: StatementVerb,
  context: NoteContext,
): StatementSubject | undefined {
  const after = findAfterObject(sentence.marked, verb, context.file);
  if (after === undefined) return undefined;
  const words = sentence.marked.slice(0, after.end);
  return after.isStates
    ? readMarks(sentence, words, context, verb.end)
    : readSubject(sentence, words, context);
}

/** Reads those who acted after a passive verb: "by Malta and Cyprus", "by the ministers". */
function readAgent(
  sentence: MarkedSentence,
  { start, end }: UnitSpan,
  context: NoteContext,
): StatementSubject | undefined {
  const words = sentence.marked.slice(start, end);
  const last = words.at(-1) ?? '';
  if (last === MARKS.state || last === MARKS.body)
    return readMarks(sentence, sentence.marked.slice(0, end), context, start);
  return readClass(words, context) ?? readOwnBody(words, context);
}

/**
 * Returns the actors that a clause within a sentence begins with: "Malta proposed a stamp; Cyprus opposed
 * it"; none if its subject is no actor. Undefined if the verb has the subject of the verb before it.
 */
export function findOwnSubject(
  sentence: MarkedSentence,
  verb: StatementVerb,
  context: NoteContext,
): StatementSubject | undefined {
  const end = findFollowingStates(sentence.marked, verb, context.file);
  if (end !== undefined)
    return readMarks(sentence, sentence.marked.slice(0, end), context, verb.end);
  const before = cutBeforeVerb(sentence.marked.slice(0, verb.start), context);
  const last = readClausePerson(sentence, before, context);
  if (last !== undefined) return [last];
  const speaker = findClauseSpeaker(before, context);
  if (speaker !== undefined) return readMarks(sentence, before, context, speaker);
  // "…; celle de Chypre": the noun is only a pronoun.
  const start = before.length - (/\scel(?:le|ui)\sd(?:u|e|es)\s.$/u.test(before) ? 1 : 0);
  const own = OWN_CLAUSE.exec(before);
  if (own !== null)
    return (
      readSubject(sentence, before, context) ??
      readMarks(sentence, before, context, Math.min(start, own.index))
    );
  const name = OWN_PERSON.exec(before)?.groups?.['name'];
  const person = name === undefined ? undefined : context.actors.findPerson(name);
  if (person !== undefined) return [person];
  // "…, and the delegate of Malta"; a subject that cannot be read is not that of the verb before.
  if (NAMED_CLAUSE.test(before)) return readSubject(sentence, before, context) ?? [];
  // "港方介绍了情况，各方表示支持".
  const han = findHanClass(before, context);
  return han === undefined ? undefined : readClass(han, context);
}

/** "…, the Council:", "…, le Conseil a :": the subject at the end of a line above a list. */
const BEFORE_LIST = /(?:(?<=,\s[^,]{3,80})|\s(?:a|ont|has|have))\s?[:：]$/u;

/** Returns the actors at the end of a line that opens a list of their acts. */
export function findEndingSubject(
  sentence: MarkedSentence,
  context: NoteContext,
): StatementSubject | undefined {
  const end = BEFORE_LIST.exec(sentence.marked)?.index;
  return end === undefined
    ? undefined
    : readSubject(sentence, sentence.marked.slice(0, end), context);
}

/** Returns the actors that a sentence begins with: "The Council", "Malta and Cyprus". */
export function findLeadingSubject(
  sentence: MarkedSentence,
  context: NoteContext,
): StatementSubject | undefined {
  const { marked } = sentence;
  const named = readLeadingName(sentence, context);
  if (named !== undefined) return named;
  // "Meeting in Odesa, the Council condemned": the subject follows the opening clause.
  const opening = OPENING.exec(marked)?.[0] ?? '';
  const later = opening === '' ? null : LEADING.exec(marked.slice(opening.length));
  const speaker = findSpeakerAfter(opening, marked, context);
  if (speaker !== undefined) return readMarks(sentence, opening + speaker, context, opening.length);
  // "Speaking there, the Union Secretary General, Ana Sa": the Union is part of the office.
  const rest = marked.slice(opening.length);
  const isOfficer =
    later !== null && getPersonForms(context.file)?.leads.test(rest.slice(later[0].length));
  if (later !== null && isOfficer !== true)
    return readMarks(sentence, opening + later[0].trimEnd(), context, opening.length);
  // Chinese has no spaces: each beginning may be the subject.
  const words = /^\p{Script=Han}/u.test(rest)
    ? Array.from(rest.replace(HAN_LABEL, '').slice(0, HAN_SUBJECT_MAX))
    : rest.split(' ', LEADING_WORDS_MAX);
  return readOpening(words, context) ?? readPronoun(words[0] ?? '', context);
}

function readLeadingName(
  sentence: MarkedSentence,
  context: NoteContext,
): StatementSubject | undefined {
  const { marked } = sentence;
  const speaker = getLeadingSpeaker(context.file).exec(marked)?.[0];
  if (speaker !== undefined) return readMarks(sentence, speaker, context);
  const person = readLeadingPerson(sentence, context);
  if (person !== undefined) return [person];
  const members = getLeadingMembers(context.file).exec(marked)?.[0];
  if (members !== undefined) return readMembersOf(sentence, members, context);
  const head = LEADING.exec(marked)?.[0].trimEnd();
  return head === undefined ? undefined : readMarks(sentence, head, context);
}

/** A plural noun at the beginning: "Coordinators", "The four mayors". */
const getPeople = onceByFile(
  ({ slots }) => new SearchExpression(`^(?:${slots['people'] ?? '(?!)'})$`),
);

const ENDING_WITHIN = 80;

/** Reads the actors at the end of the words before a verb. */
function readSubject(
  sentence: MarkedSentence,
  before: string,
  context: NoteContext,
): StatementSubject | undefined {
  const related = readRelated(sentence, before, context);
  if (related !== undefined) return related.length === 0 ? undefined : related;
  const people = readClass(before, context) ?? readMembersOf(sentence, before, context);
  if (people !== undefined) return people;
  const close = before.slice(-ENDING_WITHIN);
  if (isPronoun(close, context)) return readPronoun(close, context);
  const last = before.at(-1) ?? '';
  const speakers = findSpeakers(before, context);
  if (speakers !== undefined) return readMarks(sentence, before, context, speakers);
  if (last === MARKS.state || last === MARKS.body) {
    const person = readPerson(sentence, before, context);
    return person === undefined ? readNamed(sentence, before, context) : [person];
  }
  const own = readOwnBody(before, context);
  if (own !== undefined) return own;
  const person = readPerson(sentence, dropOwnState(before), context);
  if (person !== undefined) return [person];
  // "The Council approved the plan and took note of the report": the verb has the first subject.
  if (getJoins(context.file).end.test(before)) return findLeadingSubject(sentence, context);
  const words = before.replace(/^\p{L}+\s(?:end|that)$/u, '');
  if (!getPeople(context.file).test(words)) return undefined;
  return [toClass(words, undefined, context)];
}

function readClass(before: string, context: NoteContext): StatementSubject | undefined {
  const { words } = context.file;
  const close = before.slice(-ENDING_WITHIN);
  const read = (list: string): string | undefined =>
    toEnding(words[list] ?? [])
      .exec(close)?.[0]
      .trim();
  const members = read('classes');
  if (members !== undefined) return [toClass(members, findOrganization(context)?.body, context)];
  const people = read('participants');
  // "马耳他代表团团长" is the one of a state.
  if (people === undefined || close.endsWith(`${MARKS.state}${people}`)) return undefined;
  return [toClass(people, (context.part.speaker ?? context.mainBody)?.body, context)];
}

/** Reads the first words, or some of them, as a class of actors or the body of the note. */
function readOpening(words: readonly string[], context: NoteContext): StatementSubject | undefined {
  const gap = HAN_LETTER.test(words[0] ?? '') ? '' : ' ';
  if (gap !== '' && !mayNameSubject(words.join(gap), context)) return undefined;
  // In Chinese the longest of them counts: "成员国元首", and not "成员国".
  const ends = gap === '' ? [...words.keys()].toReversed() : words.keys();
  for (const end of ends) {
    const name = words
      .slice(0, end + 1)
      .join(gap)
      .replace(/[:：,]$/u, '');
    // "决议要求各成员国": the class is the object of a verb.
    if (gap === '' && toCue(context.file.words['clauseVerbs'] ?? []).test(name)) continue;
    const subject = readClass(name, context) ?? readOwnBody(name, context);
    if (subject !== undefined) return subject;
  }
  return undefined;
}

/** Returns whether words may contain a class of actors or the body of the note. */
function mayNameSubject(opening: string, context: NoteContext): boolean {
  const { words } = context.file;
  return (
    ['classes', 'participants', 'ownBody'].some((list) =>
      toEnding(words[list] ?? []).mayMatch(opening),
    ) || toOwnBodyCue(context)?.ending.mayMatch(opening) === true
  );
}

/** "The declaration condemns": the document of the meeting speaks for its body. */
const getOwnDocument = onceBySlot('ownDocument');

/** Reads "the Council", "the meeting" and its own document as the body of the note. */
function readOwnBody(before: string, context: NoteContext): StatementSubject | undefined {
  const body = context.part.speaker ?? context.mainBody;
  if (body === undefined) return undefined;
  // "After hearing the report of the Chair, the Council": the subject follows the opening clause.
  const opened = before.replace(OPENING, '');
  const words = context.file.words['ownBody'] ?? [];
  const own = opened.length < OWN_BODY_WITHIN ? opened : readLastClause(opened);
  if (own === undefined) return undefined;
  if (toEnding(words).test(own) || getOwnDocument(context.file).test(before)) return [body.body];
  return toOwnBodyCue(context)?.ending.test(own) === true ? [body.body] : undefined;
}

/** Returns the last clause of words, if only a short name is in it: ", the Council", "; совет". */
function readLastClause(words: string): string | undefined {
  return /(?:(?<=,\s)(?:[Tt]he\s|[Ll]e\s|[Ll]a\s|[Ll]')|(?<=[;；]\s?))[^,;；:]{3,40}$/u.exec(
    words,
  )?.[0];
}

/** The last of two actors with only a comma between them. */
const LAST_OF_COMMAS = new RegExp(
  `(?<=^[${MARKS.state}${MARKS.body}],\\s)[${MARKS.state}${MARKS.body}]$`,
  'u',
);

/** Reads the states or bodies that end the words before a verb. */
function readNamed(
  sentence: MarkedSentence,
  before: string,
  context: NoteContext,
): StatementSubject | undefined {
  const list = getJoins(context.file).list.exec(before);
  if (list === null) return undefined;
  // "Speaking for the Islands, Malta stressed": without "and" the comma ends a clause.
  const last = LAST_OF_COMMAS.exec(list[0])?.index;
  // "The ministers of …" is not the state itself, nor is "terrorists of …".
  const head = before.slice(0, list.index);
  if (!/[\p{L})]\s*$/u.test(head) || leadsClause(head, context))
    return readMarks(sentence, before, context, list.index);
  return last === undefined ? undefined : readMarks(sentence, before, context, list.index + last);
}

function readMarks(
  sentence: MarkedSentence,
  before: string,
  { actors }: NoteContext,
  start = 0,
): StatementSubject {
  return sentence.listMentions({ start, end: before.length }).flatMap((mention) => {
    const actor = toActor(mention, actors);
    return actor === undefined ? [] : [actor];
  });
}
