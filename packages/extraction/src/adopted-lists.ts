import { type ApprovalVerb, listApprovalVerbs, proposeObjects } from './approval-rule.ts';
import { onceByFile, toCueSource } from './cues.ts';
import { getLabelLength } from './item-label.ts';
import { isNegated } from './negation.ts';
import type { NoteContext } from './note-context.ts';
import { SearchExpression } from './search-expression.ts';
import type { MarkedSentence } from './sentence-reader.ts';
import type { FactProposal } from './sentence-rules.ts';

/** The noun of an item is near its beginning. */
const NOUN_WITHIN = 60;
const LABEL_MAX = 10;

/** Words that open a list, or a verb directly before the colon: "The parties signed:". */
const getOpener = onceByFile(
  ({ words }) =>
    new SearchExpression(`(?:${toCueSource(words['listOpeners'] ?? [])})[^.;]{0,60}[:：]$`),
);

/** Returns the verb of a line such as "The following documents were adopted:". */
export function findListVerb(
  { marked }: MarkedSentence,
  context: NoteContext,
): ApprovalVerb | undefined {
  const verb = listApprovalVerbs(marked, context).at(-1);
  if (verb === undefined || isNegated(marked, verb.start, context.file)) return undefined;
  const isLast = /^\s?[:：]$/u.test(marked.slice(verb.end));
  return isLast || getOpener(context.file).test(marked) ? verb : undefined;
}

/** Returns the document or decision that an item below such a line names: "1. Port Declaration." */
export function proposeAdopted(
  sentence: MarkedSentence,
  context: NoteContext,
): readonly FactProposal[] {
  const { listVerb, listItem } = context;
  const { start, text } = sentence.sentence;
  if (listVerb === undefined || listItem === undefined || start - listItem > LABEL_MAX) return [];
  if (listApprovalVerbs(sentence.marked, context).length > 0) return [];
  const at = getLabelLength(text);
  const verb = { ...listVerb, start: at, end: at };
  const region = { start: at, end: sentence.marked.length };
  const [first] = proposeObjects(sentence, verb, region, context);
  if (first === undefined || first.span.start - start > NOUN_WITHIN) return [];
  return [{ ...first, span: { start: start + at, end: sentence.sentence.end } }];
}
