import { hashFields } from './fact-identity.ts';
import type { ItemOutcome, ReviewContent } from './review-content.ts';
import { formatFieldValue } from './field-value.ts';
import {
  createMadeFact,
  type FactItem,
  type ItemFields,
  type MergeItem,
  type ReviewItem,
} from './review-item.ts';
import { nameFact, type SavedFact, type SavedReview } from './saved-review.ts';
import type { ReviewableDraft } from './draft-reading.ts';

/** A review that goes on, and what is different from the last time. */
export interface ResumedReview {
  readonly content: ReviewContent;
  /** The place at which it was left; 0 for a new one, and for one left at the overview. */
  readonly index: number;
  /** The differences from the last time, one sentence each. */
  readonly changes: readonly string[];
}

/**
 * Returns the review of a draft with what was decided before. A fact that was changed in the draft
 * since is open again. Facts that were rejected are left out, unless they are to be shown.
 */
export function resumeReview(
  reading: ReviewableDraft,
  saved: SavedReview | undefined,
  { showRejected }: { readonly showRejected: boolean },
): ResumedReview {
  const { merges, contradictions, sentences } = reading;
  if (saved === undefined) {
    const items = [...merges, ...reading.facts, ...contradictions, ...sentences];
    const outcomes = new Map(listMergeOutcomes(merges, undefined));
    return { content: { items, outcomes, edits: new Map() }, index: 0, changes: [] };
  }

  const known = new Map(saved.facts.map((fact) => [fact.key, fact]));
  const comparison = compareFacts(reading.facts, saved);
  const outcomes = new Map(listMergeOutcomes(merges, saved));
  const edits = new Map<string, ItemFields>();
  for (const { key } of [...comparison.same, ...saved.made])
    restore(known.get(key), outcomes, edits);
  for (const key of saved.seen) outcomes.set(key, { status: 'seen', reason: null });

  const isShown = ({ key }: FactItem): boolean =>
    showRejected || outcomes.get(key)?.status !== 'rejected';
  const drafted = reading.facts.filter(isShown);
  const made = listMade(saved);
  const items = placeMade(
    [...merges, ...drafted, ...contradictions, ...sentences],
    made.filter(({ item }) => isShown(item)),
  );
  const keys = new Set(items.map(({ key }) => key));
  for (const key of outcomes.keys()) if (!keys.has(key)) outcomes.delete(key);
  for (const key of edits.keys()) if (!keys.has(key)) edits.delete(key);

  const hidden =
    reading.facts.length + made.length - items.filter(({ kind }) => kind === 'fact').length;
  const index = items.findIndex(({ key }) => key === saved.current);
  return {
    content: { items, outcomes, edits },
    index: Math.max(0, index),
    changes: [...describeHidden(hidden), ...describeChanges(comparison, known)],
  };
}

/** Exact proposals are taken by the draft itself; a person decides on the others. */
function listMergeOutcomes(
  merges: readonly MergeItem[],
  saved: SavedReview | undefined,
): readonly (readonly [string, ItemOutcome])[] {
  const decided = new Map(saved?.merges.map(({ key, isTaken }) => [key, isTaken]));
  return merges.flatMap(({ key, isTaken }) => {
    const take = decided.get(key) ?? (isTaken ? true : undefined);
    if (take === undefined) return [];
    return [[key, { status: take ? 'accepted' : 'rejected', reason: null }] as const];
  });
}

interface FactComparison {
  readonly same: readonly FactItem[];
  readonly changed: readonly { readonly item: FactItem; readonly before: SavedFact }[];
  readonly added: readonly FactItem[];
  readonly gone: readonly SavedFact[];
}

function compareFacts(facts: readonly FactItem[], saved: SavedReview): FactComparison {
  const made = new Set(saved.made.map(({ key }) => key));
  const present = new Set(facts.map(({ key }) => key));
  const gone = new Map(
    saved.facts
      .filter(({ key }) => !present.has(key) && !made.has(key))
      .map((one) => [one.key, one]),
  );
  const known = new Map(saved.facts.map((fact) => [fact.key, fact]));
  const same: FactItem[] = [];
  const changed: { item: FactItem; before: SavedFact }[] = [];
  const added: FactItem[] = [];
  for (const item of facts) {
    const before = known.get(item.key) ?? findMoved(item, gone.values());
    if (before === undefined) added.push(item);
    else if (before.drafted === hashFields(item.fields)) same.push(item);
    else changed.push({ item, before });
    if (before !== undefined) gone.delete(before.key);
  }
  // A fact of which nothing was decided may come and go with the draft.
  const missed = [...gone.values()].filter(
    ({ status, edited }) => status === 'accepted' || edited !== null,
  );
  return { same, changed, added, gone: missed };
}

/** A changed key field gives a fact another identity; its type and line tell which it was. */
function findMoved(item: FactItem, gone: Iterable<SavedFact>): SavedFact | undefined {
  const name = nameFact(item, item.fields);
  const alike = [...gone].filter((fact) => fact.name === name);
  return alike.length === 1 ? alike[0] : undefined;
}

function restore(
  fact: SavedFact | undefined,
  outcomes: Map<string, ItemOutcome>,
  edits: Map<string, ItemFields>,
): void {
  if (fact === undefined) return;
  const { key, status, reason, edited } = fact;
  if (status !== null) outcomes.set(key, { status, reason });
  if (edited !== null) edits.set(key, edited);
}

interface PlacedFact {
  readonly item: FactItem;
  readonly after: string | null;
}

function listMade(saved: SavedReview): readonly PlacedFact[] {
  return saved.made.map(({ key, after, ranges, fields }) => ({
    after,
    item: createMadeFact({ key, fields, ranges }),
  }));
}

/** Places facts after the sentences that they were made from. */
function placeMade(
  items: readonly ReviewItem[],
  made: readonly PlacedFact[],
): readonly ReviewItem[] {
  const placed = [...items];
  for (const { item, after } of made) {
    // The draft may have got the same fact since.
    if (placed.some(({ key }) => key === item.key)) continue;
    const sentence = placed.findIndex(({ key }) => key === after);
    let place = sentence < 0 ? placed.length : sentence + 1;
    while (isMade(placed[place])) place += 1;
    placed.splice(place, 0, item);
  }
  return placed;
}

const isMade = (item: ReviewItem | undefined): boolean => item?.kind === 'fact' && item.isMade;

function describeHidden(hidden: number): readonly string[] {
  if (hidden <= 0) return [];
  return [
    hidden === 1
      ? '1 fact was rejected before and is left out; --rejected shows it.'
      : `${hidden} facts were rejected before and are left out; --rejected shows them.`,
  ];
}

function describeChanges(
  { changed, added, gone }: FactComparison,
  known: ReadonlyMap<string, SavedFact>,
): readonly string[] {
  return [
    ...changed.map(({ item, before }) => {
      const status = before.status === null ? '' : ` It was ${before.status} and is open again.`;
      return `Changed in the draft: ${nameFact(item, item.fields)}.${status}${describeEdit(before)}`;
    }),
    ...(known.size === 0
      ? []
      : added.map((item) => `New in the draft: ${nameFact(item, item.fields)}.`)),
    ...gone.map(
      (fact) =>
        `No longer in the draft: ${fact.name}, ${fact.status ?? 'edited'}.${describeEdit(fact)}`,
    ),
  ];
}

/** An edit of the review that the draft replaces is shown, so that nothing is lost. */
function describeEdit({ edited }: SavedFact): string {
  return edited === null ? '' : ` Your edit was ${formatFieldValue(edited)}`;
}
