import { onceByFile, toCueSource } from '../language/cues.ts';
import type { DraftFields } from '../draft.ts';
import { MARKS } from '../text/marks.ts';
import type { NoteContext } from '../notes/note-context.ts';
import { SearchExpression } from '../search/search-expression.ts';
import type { MarkedSentence } from '../notes/sentence-reader.ts';

/** The last clause of Chinese words, which may have its own subject. */
const HAN_CLAUSE = /[，；](?:其他|其余)?([^，；。]{2,10})$/u;

const getParticipants = onceByFile(
  ({ words }) => new SearchExpression(`^(?:${(words['participants'] ?? []).join('|') || '(?!)'})$`),
);

/** Returns the class of actors that is the whole last clause: "港方介绍了情况，各方". */
export function findHanClass(before: string, { file }: NoteContext): string | undefined {
  const own = HAN_CLAUSE.exec(before)?.[1];
  return own !== undefined && getParticipants(file).test(own) ? own : undefined;
}

/** "港口理事会成员" at the beginning of a sentence. */
export const getLeadingMembers = onceByFile(
  ({ words }) =>
    new SearchExpression(
      `^${MARKS.body}(?:${(words['membersAfter'] ?? []).join('|') || '(?!)'})(?!国)`,
    ),
);

/** "The members of the Harbour Council" and "the members of the Council" at the end of words. */
const getMembers = onceByFile(({ words }) => {
  const {
    participants = [],
    classes = [],
    speakerOf = [],
    ownBody = [],
    membersAfter = [],
  } = words;
  const of = speakerOf.join('|') || '(?!)';
  const members = toCueSource([...participants, ...classes]);
  return {
    ofBody: new SearchExpression(
      `(?:${members})\\s(?:(?:${of})\\s)?${MARKS.body}$|${MARKS.body}(?:${membersAfter.join('|') || '(?!)'})$`,
    ),
    ofOwn: new SearchExpression(`(?:${members})\\s(?:${of})\\s(?:${toCueSource(ownBody)})$`),
  };
});

/** Returns a class of those who end the words: "the members of the Harbour Council". */
export function readMembersOf(
  sentence: MarkedSentence,
  before: string,
  context: NoteContext,
): readonly (DraftFields | string)[] | undefined {
  const { file, actors } = context;
  const found = getMembers(file).ofBody.exec(before);
  const body = sentence.listMentions({ start: found?.index ?? 0, end: before.length }).at(-1);
  if (found === null || body?.kind !== 'body') return readOwnMembers(before, context);
  const written = sentence.getWords({ start: found.index, end: before.length }).trim();
  return [actors.declare(written, { kind: 'class', of: body.body.body })];
}

/**
 * "The members of the Committee", which the note is about, at the end of words: a class, and not
 * the body.
 */
function readOwnMembers(
  before: string,
  { file, part, mainBody, actors }: NoteContext,
): readonly (DraftFields | string)[] | undefined {
  const body = part.speaker ?? mainBody;
  const written = getMembers(file).ofOwn.exec(before)?.[0];
  if (body === undefined || written === undefined) return undefined;
  return [actors.declare(written, { kind: 'class', of: body.body })];
}

/** Declares a class of actors, with the body that it belongs to. */
export function toClass(
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
