import { findListVerb } from '../decisions/adopted-lists.ts';
import {
  findElectedList,
  type ElectedList,
  proposeListedOffice,
} from '../decisions/listed-offices.ts';
import { findItemLead, type ItemLead, joinItem } from './joined-items.ts';
import type { TextSentence } from '../text/sentences.ts';
import { opensAttendance, tellsAttendance } from '../meetings/attendance-rule.ts';
import { tellsEarlier } from './earlier-facts.ts';
import { isAttendanceHeading, proposeMember, tellsAbsence } from '../names/listed-members.ts';
import { MARKS } from '../text/marks.ts';
import type { NoteContext } from './note-context.ts';
import { toOwnBodyCue } from '../names/own-body.ts';
import type { TextBlock } from '../text/prepared-text.ts';
import type { MarkedSentence } from './sentence-reader.ts';
import { type FactProposal, toActor } from './sentence-rules.ts';
import {
  findEndingSubject,
  findLeadingSubject,
  type StatementSubject,
} from '../statements/statement-subject.ts';
import { onceByFile, toCue } from '../language/cues.ts';
import { findListedName } from '../names/person-forms.ts';
import { hasEarlyTitle } from '../names/persons.ts';
import { opensWithInfinitive } from '../decisions/infinitives.ts';
import { getLabelKind, getLabelLength, isOnlyLabel } from '../text/item-label.ts';

/** "От Мальты:" has a short word before the state. */
const ONLY_MEMBER = new RegExp(`^(?:\\p{L}{1,3}\\s)?[${MARKS.state}${MARKS.body}]\\s?[:：]?$`, 'u');
const CELLS = /\s\|\s|\t/u;
/** An article may be before the name of a body. */
const OPENING_WITHIN = 4;
/** The label of an item may be before its sentence. */
const LABEL_MAX = 10;
const LINE_LENGTH_MAX = 160;
/** A person may have several offices. */
const TITLED_LENGTH_MAX = 320;
const PRONOUN_WITHIN = 30;
const ENACTING = new RegExp(`^(?:(?:The|Le|La|Les)\\s|L')?${MARKS.body}[,，]$`, 'u');
const ENDING = /[.。!?:：;；,，"'»”’)]$/u;

/**
 * The lists of a note: the lines below "The following were present:", the rows of a table of
 * delegations, and items such as "- approved the plan" that have the subject of the line above.
 */
export class NoteLists {
  #isItem = false;
  #isRow = false;
  #isLabelled = false;
  /** Whether the paragraph before ends with a colon or semicolon. */
  #isOpen = false;
  #before: StatementSubject | undefined;
  #attends: 'items' | 'rows' | undefined;
  /** The kinds of labels of this paragraph, and of that above a list of those who attended. */
  #label = '';
  #opening = '';
  /** The state or organ that the line above names, whose head may follow on a line of its own. */
  #member: FactProposal | undefined;
  #hasHead = false;
  /** The words of the line above with which the items go on, and what it tells of those elected. */
  #lead: ItemLead | undefined;
  #elected: ElectedList | undefined;

  /** Begins a paragraph. */
  enter({ text, start }: TextBlock, context: NoteContext): void {
    const isLabelled = getLabelLength(text) > 0;
    this.#isLabelled = isLabelled;
    this.#label = getLabelKind(text);
    this.#endByLabel();
    // The lines of a list without labels end with semicolons.
    // Lines of names without marks are a list, too.
    const mayBeLine =
      this.#attends === 'items' || context.listVerb !== undefined || this.#elected !== undefined;
    const isInList = mayBeLine || this.#isListOpen(context);
    this.#isRow = CELLS.test(text);
    const isLine = mayBeLine && !this.#isRow && isLineOfList(text, context);
    const isAct = context.listSubject !== undefined && opensWithInfinitive(text, context.file);
    this.#isItem = isLabelled || (this.#isOpen && isInList) || isLine || isAct;
    this.#isOpen = /[:：;；]$|[;；,]\s(?:and|et|и|и\/или)$/u.test(text);
    context.listItem = this.#isItem ? start : undefined;
    if (!this.#isItem) this.#endList(context);
    const goesOn = this.#attends === 'rows' ? this.#isRow : this.#isItem;
    if (!goesOn) this.#attends = undefined;
  }

  #isListOpen({ listSubject, listDecision }: NoteContext): boolean {
    return [this.#lead, listSubject, listDecision].some((one) => one !== undefined);
  }

  #endList(context: NoteContext): void {
    context.listSubject = undefined;
    context.listVerb = undefined;
    context.listDecision = undefined;
    this.#lead = undefined;
    this.#elected = undefined;
  }

  /** "3." ends the list of those present that "2." has opened. */
  #endByLabel(): void {
    const isOver = this.#isLabelled && this.#label === this.#opening;
    if (isOver && this.#attends === 'items') this.#attends = undefined;
  }

  /** Returns the first sentence of an item with the words of the line above before it: "agreed to hold …". */
  join(sentence: TextSentence, block: TextBlock): TextSentence | undefined {
    const isFirst = this.#isItem && sentence.start - block.start <= LABEL_MAX;
    return isFirst && this.#lead !== undefined ? joinItem(sentence, this.#lead) : undefined;
  }

  /** Returns the facts of an item of those who attended, none of earlier things; else undefined. */
  propose(sentence: MarkedSentence, context: NoteContext): readonly FactProposal[] | undefined {
    this.#before = context.lastSubject;
    if (tellsEarlier(sentence, context)) return [];
    if (this.#attends === 'items' && this.#endsList(sentence, context)) this.#attends = undefined;
    if (this.#isItem && this.#elected !== undefined) {
      const offices = proposeListedOffice(sentence, this.#elected, context);
      if (offices.length > 0) return offices;
    }
    return this.#proposeAttending(sentence, context) ?? (this.#isRow ? [] : undefined);
  }

  /** Returns whether a line in a list of those who attended is no item of it. */
  #endsList(sentence: MarkedSentence, context: NoteContext): boolean {
    // A sentence of its own is no item of the list above it.
    if (!this.#isLabelled && tellsAttendance(sentence, context)) return true;
    // "Present in Riga, the ministers: 1. Approved …" lists acts, and nobody who attended.
    return startsWithVerb(sentence, context) || isOfBody(sentence, context);
  }

  #proposeAttending(
    sentence: MarkedSentence,
    context: NoteContext,
  ): readonly FactProposal[] | undefined {
    if (this.#attends === undefined) return undefined;
    if (tellsAbsence(sentence, context)) return [];
    const head = this.#proposeHead(sentence, context);
    if (head !== undefined) return head;
    const listed = proposeMember(sentence, context);
    this.#member = isOnlyMember(sentence) ? listed[0] : undefined;
    this.#hasHead = false;
    // A line without a name of those who attend is the next heading.
    const tells = this.#isLabelled && getVerbs(context.file).test(sentence.marked);
    const isItem = listed.length > 0 || (this.#isLabelled && !tells);
    if (isItem || this.#attends === 'rows') return listed;
    // Somebody whose state the words lack ends no list.
    if (!(this.#isItem && hasEarlyTitle(sentence.sentence.text, context.file)))
      this.#attends = undefined;
    return undefined;
  }

  /** "Malta" and below it "Ana Sa": the first name is that of the head of the delegation. */
  #proposeHead(
    sentence: MarkedSentence,
    context: NoteContext,
  ): readonly FactProposal[] | undefined {
    const member = this.#member;
    const name = member && findListedName(sentence, context.file);
    if (member === undefined || name === undefined) return undefined;
    if (this.#hasHead) return [];
    this.#hasHead = true;
    const heads = [context.actors.declare(name, { kind: 'person' })];
    const { start, end } = sentence.sentence;
    return [{ ...member, fields: { ...member.fields, heads }, span: { start, end } }];
  }

  /** Ends a sentence: its subject is that of the next one, and of a list below it. */
  leave(sentence: MarkedSentence, context: NoteContext): void {
    const { marked } = sentence;
    const { words } = context.file;
    // A heading between paragraphs has no subject of theirs.
    const isHeading = !this.#isItem && !ENDING.test(marked);
    const leading = isHeading ? undefined : findLeadingSubject(sentence, context);
    if (leading !== undefined) context.lastSubject = leading;
    else if (context.lastSubject !== this.#before) this.#before = context.lastSubject;
    else if (!this.#isItem && !keepsSubject(marked.slice(0, PRONOUN_WITHIN), words))
      context.lastSubject = undefined;
    if (isPlural(context)) context.lastPlural = context.lastSubject;
    this.#openList(sentence, leading, context);
    if (this.#isRow && toCue(words['tableHeads'] ?? []).test(marked)) this.#attends = 'rows';
  }

  /** Opens a list below a line: of those who attended, or of acts of the subject of the line. */
  #openList(
    sentence: MarkedSentence,
    leading: StatementSubject | undefined,
    context: NoteContext,
  ): void {
    const { marked } = sentence;
    const opens = opensAttendance(sentence, context);
    const isEnacting = ENACTING.test(marked) || isOwnBody(sentence, context);
    if (isEnacting) {
      // "Le Conseil des ports," on a line of its own is the subject of the lines below it.
      const own = isHanOwnBody(sentence, context) ? readOwn(context) : undefined;
      context.listSubject = own ?? leading ?? readMarked(sentence, context) ?? readOwn(context);
      this.#isOpen = true;
    } else if (opens || isAttendanceHeading(sentence, context)) this.#openAttendance();
    if (!isEnacting && /[:：]$/u.test(marked)) {
      context.listSubject =
        leading ??
        findEndingSubject(sentence, context) ??
        readDecider(marked, context) ??
        (isAgendaItem(marked, context) ? context.listSubject : undefined);
      context.listVerb = findListVerb(sentence, context);
      context.listDecision = findListDecision(marked, context);
      this.#lead = findItemLead(sentence.sentence, context.file);
      this.#elected = findElectedList(sentence, context);
    }
  }

  #openAttendance(): void {
    this.#attends = 'items';
    this.#opening = this.#label;
  }
}

/** "On item 3:" within a list goes on with its subject. */
function isAgendaItem(marked: string, { file: { words } }: NoteContext): boolean {
  return toCue(words['agendaItems'] ?? []).exec(marked)?.index === 0;
}

/** Returns whether a line is only the name of a state or an organ. */
function isOnlyMember({ marked }: MarkedSentence): boolean {
  return ONLY_MEMBER.test(marked);
}

/** Returns whether a line is no sentence: "Malta: Ana Sa", "H.E. Ana Sa, President of Malta." */
function isLineOfList(text: string, { file }: NoteContext): boolean {
  if (text.length <= TITLED_LENGTH_MAX && hasEarlyTitle(text, file)) return true;
  if (text.length > LINE_LENGTH_MAX) return false;
  return !/[.。]$/u.test(text) || /^[^.]{3,60}[:：]\s/u.test(text);
}

/** Returns whether an item begins with a verb: "1. Reaffirmed". */
function startsWithVerb({ marked }: MarkedSentence, { file }: NoteContext): boolean {
  const verb = getVerbs(file).exec(marked);
  return verb !== null && isOnlyLabel(marked.slice(0, verb.index));
}

const getVerbs = onceByFile(({ approvals, statements, condemnations, words }) =>
  toCue([
    ...[approvals, statements, condemnations].flatMap((lists) => Object.values(lists).flat()),
    ...(words['clauseVerbs'] ?? []),
  ]),
);

/** "The Council, having considered …": nobody attends a meeting of its own. */
function isOfBody({ mentions }: MarkedSentence, { mainBody }: NoteContext): boolean {
  const [first] = mentions;
  return first?.kind === 'body' && first.body === mainBody && first.start <= OPENING_WITHIN;
}

/** "The Council", on a line of its own. */
function isOwnBody(sentence: MarkedSentence, context: NoteContext): boolean {
  if (isHanOwnBody(sentence, context)) return true;
  const found = toOwnBodyCue(context)?.ending.exec(sentence.marked.replace(/,$/u, ''));
  return found?.index === 0 && /^\p{L}+['\s]/u.test(found[0]);
}

/** "缔约方大会，", on a line of its own. */
function isHanOwnBody({ sentence: { text } }: MarkedSentence, { file }: NoteContext): boolean {
  return text.endsWith('，') && (file.words['ownBody'] ?? []).includes(text.slice(0, -1));
}

function readOwn({ mainBody }: NoteContext): StatementSubject | undefined {
  return mainBody && [mainBody.body];
}

/** Returns the body that a line names. */
function readMarked(
  { mentions }: MarkedSentence,
  { actors }: NoteContext,
): StatementSubject | undefined {
  const [body] = mentions.filter(({ kind }) => kind === 'body');
  const actor = body && toActor(body, actors);
  return actor === undefined ? undefined : [actor];
}

/** Returns the verb of the action points below a line. */
function findListDecision(marked: string, { file: { words } }: NoteContext): string | undefined {
  const { decidedLists = [], agreedLists = [] } = words;
  if (toCue(decidedLists).test(marked)) return 'decided';
  return toCue(agreedLists).test(marked) ? 'agreed' : undefined;
}

/** "The following decisions were adopted:" opens a list of what the body of the note did. */
function readDecider(
  marked: string,
  { file, mainBody }: NoteContext,
): StatementSubject | undefined {
  const { listOpeners = [], decidedLists = [] } = file.words;
  const isOpener = [listOpeners, decidedLists].some((list) => toCue(list).test(marked));
  return mainBody === undefined || !isOpener ? undefined : [mainBody.body];
}

function keepsSubject(opening: string, words: NoteContext['file']['words']): boolean {
  return ['pronouns', 'plurals', 'continues'].some((list) =>
    toCue(words[list] ?? []).test(opening),
  );
}

function isPlural({ lastSubject, actors }: NoteContext): boolean {
  if (lastSubject === undefined) return false;
  return lastSubject.length > 1 || !lastSubject.some((one) => actors.isSingle(one));
}
