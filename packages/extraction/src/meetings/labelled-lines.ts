import { SearchExpression } from '../search/search-expression.ts';
import { findWord, onceByFile, toCue } from '../language/cues.ts';
import type { DraftValue } from '../draft.ts';
import { MARKS } from '../text/marks.ts';
import type { NoteContext } from '../notes/note-context.ts';
import { proposeListed } from './attendance-rule.ts';
import { completePersons } from '../names/persons.ts';
import type { MarkedSentence } from '../notes/sentence-reader.ts';
import { type FactProposal, toActor } from '../notes/sentence-rules.ts';

/**
 * Returns the chairs and delegations of lines such as "Chair: Malta" and "Present: Malta (Chair),
 * Cyprus".
 */
export function proposeLabelled(
  sentence: MarkedSentence,
  context: NoteContext,
): readonly FactProposal[] {
  const { present, others, inBrackets } = getForms(context.file);
  const { marked } = sentence;
  const labelled = proposeLabelledChair(sentence, context);
  if (labelled.length > 0) return labelled;
  // "Observers: Albania": the label tells the capacity of all.
  const other = others.exec(marked)?.[0];
  if (other !== undefined)
    return proposeListed(sentence, context, { capacity: findWord(context.file.capacities, other) });
  if (!present.test(marked)) return [];
  const chairs = inBrackets
    .list(marked)
    .flatMap(({ index }) => proposeChair(sentence, { start: index, end: index + 1 }, context));
  return [...chairs, ...proposeListed(sentence, context, {})];
}

/** Returns the chair of a line such as "Chair: Malta". */
export function proposeLabelledChair(
  sentence: MarkedSentence,
  context: NoteContext,
): readonly FactProposal[] {
  const { marked } = sentence;
  if (!getForms(context.file).chair.test(marked)) return [];
  return proposeChair(sentence, { start: 0, end: marked.length }, context).map((one) =>
    completePersons(one, sentence, context),
  );
}

const getForms = onceByFile(({ words, capacities }) => {
  const read = (list: string): string => toCue(words[list] ?? []).source;
  return {
    chair: new SearchExpression(`^(?:${read('labelChair')})\\s?[:：]`),
    present: new SearchExpression(`^(?:${read('labelPresent')})\\s?[:：]`),
    others: new SearchExpression(`^(?:${toCue(Object.values(capacities).flat()).source})\\s?[:：]`),
    inBrackets: new SearchExpression(`${MARKS.state}(?=\\s?[(（](?:${read('labelChair')})[)）])`),
  };
});

function proposeChair(
  sentence: MarkedSentence,
  span: { readonly start: number; readonly end: number },
  { actors }: NoteContext,
): readonly FactProposal[] {
  const chairs = sentence
    .listMentions(span)
    .flatMap((mention): readonly DraftValue[] =>
      mention.kind === 'state' ? [toActor(mention, actors) ?? []] : [],
    );
  if (chairs.length === 0) return [];
  return [
    {
      type: 'MeetingChaired',
      fields: { chairs },
      span: sentence.toSpan({ start: 0, end: span.end }),
      confidence: 0.9,
      rule: 'labelled-chair',
    },
  ];
}
