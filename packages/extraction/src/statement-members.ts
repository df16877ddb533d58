import { onceByFile, toCue } from './cues.ts';
import { MARKS } from './marks.ts';
import type { NoteContext } from './note-context.ts';
import { SearchExpression } from './search-expression.ts';

/** The last clause of Chinese words, which may have its own subject. */
const HAN_CLAUSE = /[，；](?:其他|其余)?([^，；。]{2,10})$/u;

const getParticipants = onceByFile(
  ({ words }) =>
    new SearchExpression(`^(?:${[...(words['participants'] ?? [])].join('|') || '(?!)'})$`),
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

/** "The members of the Harbour Council" at the end of words. */
export const getMembersOf = onceByFile(({ words }) => {
  const of = (words['speakerOf'] ?? []).join('|') || '(?!)';
  return new SearchExpression(
    `(?:${toCue([...(words['participants'] ?? []), ...(words['classes'] ?? [])]).source})\\s(?:(?:${of})\\s)?${MARKS.body}$|${MARKS.body}(?:${(words['membersAfter'] ?? []).join('|') || '(?!)'})$`,
  );
});
