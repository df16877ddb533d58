import { hashFields } from './fact-identity.ts';
import type { FactItem, ItemFields, MergeItem, ReviewItem } from './review-item.ts';

/** The decision on an item. `seen` is for items that are not facts. */
export interface ItemOutcome {
  readonly status: 'accepted' | 'rejected' | 'seen';
  readonly reason: string | null;
}

/** The decisions of a review. This is what undo and redo change. */
export interface ReviewContent {
  readonly items: readonly ReviewItem[];
  /** The outcomes by key; an item without one is open. */
  readonly outcomes: ReadonlyMap<string, ItemOutcome>;
  /** The present fields of the facts that were edited, by key. */
  readonly edits: ReadonlyMap<string, ItemFields>;
}

export const ACCEPTED: ItemOutcome = { status: 'accepted', reason: null };
export const REJECTED: ItemOutcome = { status: 'rejected', reason: null };
export const SEEN: ItemOutcome = { status: 'seen', reason: null };

/** The numbers of a review. */
export interface ReviewCounts {
  readonly accepted: number;
  readonly rejected: number;
  readonly open: number;
  /** Known things, contradictions and sentences on which nothing was decided. */
  readonly unseen: number;
}

/** Returns the content with the outcome of one item; undefined opens it again. */
export function setOutcome(
  content: ReviewContent,
  key: string,
  outcome: ItemOutcome | undefined,
): ReviewContent {
  const outcomes = new Map(content.outcomes);
  if (outcome === undefined) outcomes.delete(key);
  else outcomes.set(key, outcome);
  return { ...content, outcomes };
}

/** Returns the content with other fields of a fact. Fields as in the draft are no edit. */
export function setFields(
  content: ReviewContent,
  item: FactItem,
  fields: ItemFields,
): ReviewContent {
  const edits = new Map(content.edits);
  if (hashFields(fields) === hashFields(item.fields)) edits.delete(item.key);
  else edits.set(item.key, fields);
  return { ...content, edits };
}

/** Returns the present fields of a fact. */
export function getFields({ edits }: ReviewContent, item: FactItem): ItemFields {
  return edits.get(item.key) ?? item.fields;
}

/** Returns the facts, in the order of the items. */
export function listFacts({ items }: ReviewContent): readonly FactItem[] {
  return items.filter((item) => item.kind === 'fact');
}

/** Returns the facts that were accepted. */
export function listAccepted(content: ReviewContent): readonly FactItem[] {
  return listFacts(content).filter(({ key }) => content.outcomes.get(key)?.status === 'accepted');
}

/** Returns the proposals that were taken or left, by key. */
export function listTakes({ items, outcomes }: ReviewContent): ReadonlyMap<string, boolean> {
  return new Map(
    items.flatMap(({ kind, key }) => {
      const status = outcomes.get(key)?.status;
      return kind === 'merge' && status !== undefined ? [[key, status === 'accepted']] : [];
    }),
  );
}

/** Takes a proposal. A thing is one thing of the record, so the other proposals for it are left. */
export function takeMerge(content: ReviewContent, { key, fields }: MergeItem): ReviewContent {
  const others = content.items.filter(
    (item) =>
      item.kind === 'merge' &&
      item.key !== key &&
      item.fields['kind'] === fields['kind'] &&
      item.fields['id'] === fields['id'],
  );
  const left = others.reduce((one, other) => setOutcome(one, other.key, REJECTED), content);
  return setOutcome(left, key, ACCEPTED);
}

/** Counts the outcomes. */
export function countOutcomes(content: ReviewContent): ReviewCounts {
  const counts = { accepted: 0, rejected: 0, open: 0, unseen: 0 };
  for (const { kind, key } of content.items) {
    const status = content.outcomes.get(key)?.status;
    if (kind !== 'fact') counts.unseen += status === undefined ? 1 : 0;
    else if (status === 'accepted' || status === 'rejected') counts[status] += 1;
    else counts.open += 1;
  }
  return counts;
}

/** Accepts the open facts with at least this confidence that have no problem. */
export function acceptConfident(
  content: ReviewContent,
  confidence: number,
  hasProblem: (key: string) => boolean,
): ReviewContent {
  const outcomes = new Map(content.outcomes);
  for (const item of listFacts(content)) {
    const isConfident = (item.confidence ?? 0) >= confidence;
    if (isConfident && !outcomes.has(item.key) && !hasProblem(item.key))
      outcomes.set(item.key, ACCEPTED);
  }
  return { ...content, outcomes };
}
