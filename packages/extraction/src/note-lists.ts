import { opensAttendance, proposeListed } from './attendance-rule.ts';
import type { NoteContext } from './note-context.ts';
import type { TextBlock } from './prepared-text.ts';
import type { MarkedSentence } from './sentence-reader.ts';
import type { FactProposal } from './sentence-rules.ts';
import { findLeadingSubject, type StatementSubject } from './statement-subject.ts';
import { toCue } from './cues.ts';
import { getLabelLength } from './item-label.ts';

const CELLS = /\s\|\s|\t/u;
const PRONOUN_WITHIN = 30;

/**
 * The lists of a note: the lines below "The following were present:", the rows of a table of
 * delegations, and items such as "- approved the plan" that have the subject of the line above.
 */
export class NoteLists {
  #isItem = false;
  #isRow = false;
  /** Whether the paragraph before ends with a colon or semicolon. */
  #isOpen = false;
  #before: StatementSubject | undefined;
  #attends: 'items' | 'rows' | undefined;

  /** Begins a paragraph. */
  enter({ text }: TextBlock, context: NoteContext): void {
    const isLabelled = getLabelLength(text) > 0;
    // The lines of a list without labels end with semicolons.
    this.#isItem = isLabelled || (this.#isOpen && context.listSubject !== undefined);
    this.#isOpen = /[:：;；]$|[;；,]\s(?:and|et|и|и\/или)$/u.test(text);
    this.#isRow = CELLS.test(text);
    if (!this.#isItem) context.listSubject = undefined;
    if (this.#attends === 'items' && !this.#isItem) this.#attends = undefined;
    if (this.#attends === 'rows' && !this.#isRow) this.#attends = undefined;
  }

  /** Returns the facts of an item of those who attended; undefined if it is no such item. */
  propose(sentence: MarkedSentence, context: NoteContext): readonly FactProposal[] | undefined {
    this.#before = context.lastSubject;
    if (this.#attends !== undefined) return proposeListed(sentence, context);
    return this.#isRow ? [] : undefined;
  }

  /** Ends a sentence: its subject is that of the next one, and of a list below it. */
  leave(sentence: MarkedSentence, context: NoteContext): void {
    const { marked } = sentence;
    const { words } = context.file;
    const leading = findLeadingSubject(sentence, context);
    if (leading !== undefined) context.lastSubject = leading;
    else if (context.lastSubject !== this.#before) this.#before = context.lastSubject;
    else if (!this.#isItem && !keepsSubject(marked.slice(0, PRONOUN_WITHIN), words))
      context.lastSubject = undefined;
    if (isPlural(context)) context.lastPlural = context.lastSubject;
    if (/[:：]$/u.test(marked)) {
      if (opensAttendance(sentence, context)) this.#attends = 'items';
      else context.listSubject = leading;
    }
    const isHeading = this.#isRow && toCue(words['tableHeads'] ?? []).test(marked);
    if (isHeading) this.#attends = 'rows';
  }
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
