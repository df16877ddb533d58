import { onceByFile } from '../language/cues.ts';
import type { LanguageFile } from '../language/language-file.ts';
import { SearchExpression } from '../search/search-expression.ts';
import { getLabelLength } from '../text/item-label.ts';
import type { TextBlock } from '../text/prepared-text.ts';
import type { TextSentence } from '../text/sentences.ts';
import type { MarkedSentence, SentenceReader } from './sentence-reader.ts';
import type { FactProposal } from './sentence-rules.ts';

/** The words of a line above a list with which each item goes on: "agreed to", above "(a) hold a workshop". */
export interface ItemLead {
  readonly words: string;
  /** Whether the items begin with a verb alone, and not with "to". */
  readonly hasTo: boolean;
}

const TO = /^to\s+(?=\p{Ll})/iu;
/** A verb, and no noun phrase. */
const VERB = /^(?!(?:the|a|an|its|their|that|this|on)\s)\p{L}\p{Ll}+\s/iu;
const CLAUSE_START = /^.*[,;.]\s(?:and\s)?/su;

const getLead = onceByFile(
  ({ slots }) =>
    new SearchExpression(
      `(?<![\\p{L}-])(?<verb>${slots['itemLead'] ?? '(?!)'})(?<to>\\sto)?(?:\\s(?:${slots['itemLeadEnd'] ?? '(?!)'}))?\\s?:$`,
    ),
);

/** Returns the words of a line with which the items below it go on. */
export function findItemLead({ text }: TextSentence, file: LanguageFile): ItemLead | undefined {
  if (!text.endsWith(':')) return undefined;
  const found = getLead(file).exec(text);
  const { verb, to } = found?.groups ?? {};
  if (found === null || verb === undefined) return undefined;
  const subject = text.slice(0, found.index).replace(CLAUSE_START, '');
  return { words: `${subject}${verb} to `, hasTo: to !== undefined };
}

/** Returns an item with the words of its lead before it, at the places of the item; undefined if it has no verb. */
export function joinItem(
  { text, start, end }: TextSentence,
  { words, hasTo }: ItemLead,
): TextSentence | undefined {
  const label = getLabelLength(text);
  const item = text.slice(label);
  const to = TO.exec(item)?.[0].length ?? 0;
  if (to === 0 && !(hasTo && VERB.test(item))) return undefined;
  const act = item.slice(to);
  const joined = `${words}${act.slice(0, 1).toLowerCase()}${act.slice(1)}`;
  return { text: joined, start: start + label + to - words.length, end };
}

/** The list that a paragraph may be an item of. */
interface ItemList {
  readonly join: (sentence: TextSentence, block: TextBlock) => TextSentence | undefined;
}

/** Returns an item of a list with the words of the line above, if it goes on with them. */
export function readJoined(
  marked: MarkedSentence,
  {
    block,
    lists,
    reader,
  }: { readonly block: TextBlock; readonly lists: ItemList; readonly reader: SentenceReader },
): MarkedSentence {
  const joined = lists.join(marked.sentence, block);
  return joined === undefined ? marked : reader.read(joined);
}

/** The words of a fact begin in its own sentence. */
export function cutBefore(proposal: FactProposal, start: number): FactProposal {
  const { span } = proposal;
  return span.start >= start ? proposal : { ...proposal, span: { start, end: span.end } };
}
