import { findCapacity, proposeListed } from '../meetings/attendance-rule.ts';
import { proposeOrgans, toOrgan } from '../meetings/attending-organs.ts';
import { onceByFile, onceBySlot, toCue, toCueSource } from '../language/cues.ts';
import { proposeLabelledChair } from '../meetings/labelled-lines.ts';
import type { NoteContext } from '../notes/note-context.ts';
import { completePersons } from './persons.ts';
import { SearchExpression } from '../search/search-expression.ts';
import type { MarkedSentence } from '../notes/sentence-reader.ts';
import type { FactProposal } from '../notes/sentence-rules.ts';

/** The name of an organ begins its line, after a label. */
const NAME_WITHIN = 12;

/** Returns the chair, state or organ that a line of such a list names. */
export function proposeMember(
  sentence: MarkedSentence,
  context: NoteContext,
): readonly FactProposal[] {
  const chair = proposeLabelledChair(sentence, context);
  if (chair.length > 0) return chair;
  const all = getStateLine(context.file).test(sentence.marked) ? {} : undefined;
  const states = proposeListed(sentence, context, all).map((one) =>
    completePersons(one, sentence, context),
  );
  if (states.length > 0) return states;
  const lined = proposeLine(sentence, context);
  if (lined.length > 0) return lined;
  const whole = { start: 0, end: sentence.marked.length };
  const capacity = findCapacity(sentence.marked, context.file);
  const [organ, ...others] = proposeOrgans(sentence, whole, () => capacity, context);
  if (organ === undefined || others.length > 0) return proposeFirst(sentence, context);
  return [completePersons(organ, sentence, context)];
}

/** Returns the organs of a line that lists nothing else. */
function proposeLine(sentence: MarkedSentence, context: NoteContext): readonly FactProposal[] {
  const { marked, mentions, marks } = sentence;
  const list = getOrganLine(context.file).exec(marked)?.groups?.['list'];
  if (list === undefined) return [];
  const from = marked.indexOf(list);
  return mentions.flatMap((mention, index) =>
    mention.kind === 'body' && (marks[index] ?? -1) >= from
      ? toOrgan(mention, sentence, context)
      : [],
  );
}

/** A line with several states or organs and nothing else. */
const getStateLine = onceBySlot('stateline');
const getOrganLine = onceBySlot('organline');

/** Returns the organ whose name begins the line. */
function proposeFirst(sentence: MarkedSentence, context: NoteContext): readonly FactProposal[] {
  const [organ] = sentence.mentions.filter(({ kind }) => kind === 'body');
  return organ === undefined || organ.start > NAME_WITHIN
    ? []
    : toOrgan(organ, sentence, context).map((one) => completePersons(one, sentence, context));
}

/** "Malta: absent" in a list of those present. */
export function tellsAbsence({ marked }: MarkedSentence, { file }: NoteContext): boolean {
  return toCue(file.words['absences'] ?? []).test(marked);
}

/** Returns whether a line is only the heading of those who attended: "Attendance". */
export function isAttendanceHeading({ marked }: MarkedSentence, { file }: NoteContext): boolean {
  return getHeading(file).test(marked);
}

const getHeading = onceByFile(
  ({ words }) =>
    new SearchExpression(
      `^(?:\\p{Lu}{1,4}[.)]\\s)?(?:${toCueSource(words['attendanceHeads'] ?? [])})\\s?[:：]?$`,
      'i',
    ),
);
