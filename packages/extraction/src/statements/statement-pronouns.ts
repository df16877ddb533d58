import { toEnding } from '../language/endings.ts';
import type { NoteContext } from '../notes/note-context.ts';
import type { StatementSubject } from './statement-subject.ts';

/** Returns those to whom a pronoun at the end of words refers: "they", "it", "he", "we". */
export function readPronoun(words: string, context: NoteContext): StatementSubject | undefined {
  const ends = (list: string): boolean => toEnding(context.file.words[list] ?? []).test(words);
  if (ends('plurals')) return readPlural(context);
  if (ends('pronouns')) return context.lastSubject;
  if (ends('personPronouns')) return readOnePerson(context);
  return ends('firstPerson') ? (readPlural(context) ?? readBody(context)) : undefined;
}

const PRONOUNS = ['plurals', 'pronouns', 'personPronouns', 'firstPerson'];

/** Returns whether words end with a pronoun. */
export function isPronoun(words: string, { file }: NoteContext): boolean {
  return PRONOUNS.some((list) => toEnding(file.words[list] ?? []).test(words));
}

function readBody({ part, mainBody }: NoteContext): StatementSubject | undefined {
  const body = part.speaker ?? mainBody;
  return body && [body.body];
}

/** "He" is the person of the sentence before. */
function readOnePerson({ lastSubject, actors }: NoteContext): StatementSubject | undefined {
  const isPerson = lastSubject?.length === 1 && lastSubject.every((one) => actors.isPerson(one));
  return isPerson ? lastSubject : undefined;
}

/** "They" are several, or a body; never one state. */
function readPlural({
  lastSubject,
  lastPlural,
  actors,
}: NoteContext): StatementSubject | undefined {
  const isOne = lastSubject?.length === 1 && lastSubject.some((one) => actors.isSingle(one));
  return isOne ? lastPlural : lastSubject;
}
