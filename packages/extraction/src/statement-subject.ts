import type { DraftFields } from './draft.ts';
import { toCue } from './meeting-rule.ts';
import { findOrganization, type NoteContext } from './note-context.ts';
import { MARKS, type MarkedSentence } from './sentence-reader.ts';
import { toActor } from './sentence-rules.ts';
import { listVerbs, type StatementVerb } from './statement-verbs.ts';

/** Returns the actor directly before the first verb; "they" is the actor of the last statement. */
export function findSubject(
  sentence: MarkedSentence,
  verb: StatementVerb | undefined,
  context: NoteContext,
): DraftFields | string | undefined {
  if (verb === undefined) return undefined;
  if (verb.start > 0) {
    const before = sentence.marked.slice(0, verb.start).trimEnd();
    return readSubject(
      sentence,
      before.replace(toEnding(context.file.words['adverbs'] ?? []), ''),
      context,
    );
  }
  // "Recalling …, the Council stressed": the subject follows the clause of the participle.
  const comma = /[,，]\s*(?=[^,，]{2,60}$)/u;
  const next = listVerbs(sentence.marked, context)[1];
  const region = next === undefined ? '' : sentence.marked.slice(0, next.start).trimEnd();
  return comma.test(region)
    ? readSubject(
        sentence,
        region.replace(toEnding(context.file.words['adverbs'] ?? []), ''),
        context,
      )
    : undefined;
}

const ENDINGS = new WeakMap<readonly string[], RegExp>();

/** Returns a regular expression of phrases at the end of a text. */
function toEnding(words: readonly string[]): RegExp {
  const known = ENDINGS.get(words);
  if (known !== undefined) return known;
  const ending = new RegExp(`(?:${toCue(words).source})\\s*$`, 'iu');
  ENDINGS.set(words, ending);
  return ending;
}

/** Reads the actor at the end of the words before a verb. */
function readSubject(
  sentence: MarkedSentence,
  before: string,
  context: NoteContext,
): DraftFields | string | undefined {
  const { words } = context.file;
  const read = (list: string): string | undefined =>
    toEnding(words[list] ?? [])
      .exec(before)?.[0]
      .trim();
  const members = read('classes');
  if (members !== undefined) return toClass(members, findOrganization(context)?.body, context);
  const people = read('participants');
  if (people !== undefined)
    return toClass(people, (context.part.speaker ?? context.mainBody)?.body, context);
  if (read('pronouns') !== undefined) return context.lastSubject;
  const last = before.at(-1) ?? '';
  if (last === MARKS.state || last === MARKS.body) return readNamed(sentence, before, context);
  if (read('ownBody') !== undefined && before.length < 60) return context.mainBody?.body;
  return readPerson(before, context);
}

/** Reads the state or body that ends the words before a verb. */
function readNamed(
  sentence: MarkedSentence,
  before: string,
  context: NoteContext,
): DraftFields | string | undefined {
  const [mention] = sentence.listMentions({ start: before.length - 1, end: before.length });
  // "The ministers of …" is not the state itself, nor is "terrorists of …".
  if (
    /\p{L}\s*$/u.test(before.slice(0, -1)) &&
    !/(?:^|[,;]\s*|\band\s|\bthat\s|\p{Script=Han})$/iu.test(before.slice(0, -1))
  )
    return undefined;
  return mention === undefined
    ? undefined
    : (toActor(mention, context.actors) as DraftFields | string | undefined);
}

/** Returns the person whose office the words name: "the Secretary, J. Vella". */
function readPerson(before: string, context: NoteContext): DraftFields | string | undefined {
  const offices = (context.file.words['offices'] ?? []).join('|');
  const form = new RegExp(
    `(?<office>(?:\\p{Lu}[\\p{L}-]*\\s){0,2}(?:${offices})(?: of [^,]{3,60})?),?\\s(?<name>\\p{Lu}[\\p{L}.'-]*(?:\\s\\p{Lu}[\\p{L}.'-]*){1,3}),?$`,
    'u',
  );
  const { office, name } = form.exec(before)?.groups ?? {};
  if (offices === '' || office === undefined || name === undefined) return undefined;
  return context.actors.declare(name, { kind: 'person', office });
}

function toClass(
  written: string,
  of: string | undefined,
  { actors }: NoteContext,
): DraftFields | string {
  const name = written.replace(/^(?:the|The) meeting /, 'meeting ');
  return actors.declare(name, {
    kind: 'class',
    ...(of === undefined ? {} : { of }),
  });
}
