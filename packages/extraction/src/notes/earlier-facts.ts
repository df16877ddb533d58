import { toCueSource, onceByFile } from '../language/cues.ts';
import type { NoteContext } from './note-context.ts';
import type { MarkedSentence } from './sentence-reader.ts';
import { SearchExpression } from '../search/search-expression.ts';

/** The words that open what happened earlier, and the verbs of what is still to come. */
const getForms = onceByFile(({ words, slots }) => {
  const { earlier = [], future = [] } = words;
  return {
    sentence: new SearchExpression(`^(?:${toCueSource(earlier)})(?=[,\\s])`),
    // "Ahead of the session, the port masters met."
    meeting: new SearchExpression(slots['earlierMeeting'] ?? '(?!)'),
    future: new SearchExpression(toCueSource(future)),
  };
});

/**
 * Returns whether a sentence tells of things before the meeting of the note: it begins with "earlier".
 * A later meeting in it is still told.
 */
export function tellsEarlier(
  { marked }: MarkedSentence,
  { file, hasMeeting }: NoteContext,
): boolean {
  if (!hasMeeting) return false;
  const { sentence, meeting, future } = getForms(file);
  return (sentence.test(marked) || meeting.test(marked)) && !future.test(marked);
}
