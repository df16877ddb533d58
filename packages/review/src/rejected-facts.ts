import { UniqueKeys } from './draft-reading.ts';
import { identifyFact } from './fact-identity.ts';
import { type ReviewContent, REJECTED, setOutcome } from './review-content.ts';
import type { ItemFields } from './review-item.ts';
import { resumeReview } from './resumed-review.ts';
import { type SavedReview, saveReview } from './saved-review.ts';

/** A fact as a rule drafted it. */
interface DraftedFact {
  readonly type: string;
  readonly fields: ItemFields;
  readonly passage: { readonly start: number; readonly end: number };
}

/** Returns the keys by which a review knows the facts of a draft, in their order. */
export function listFactKeys(facts: readonly DraftedFact[]): readonly string[] {
  const keys = new UniqueKeys();
  return facts.map(({ type, fields, passage }) =>
    keys.add(identifyFact({ type, ...fields }, [passage])),
  );
}

/** Returns the facts of a draft whose keys a review rejected. */
export function listRejectedFacts<F extends DraftedFact>(
  facts: readonly F[],
  rejected: ReadonlySet<string>,
): ReadonlySet<F> {
  const keys = listFactKeys(facts);
  return new Set(facts.filter((_, index) => rejected.has(keys[index] ?? '')));
}

/**
 * Returns the review of a text with further rejected facts: those that another review of the text
 * rejected. A fact on which this review decided keeps its decision. Without any, the review is `saved`.
 */
export function addRejections(
  reading: Parameters<typeof resumeReview>[0],
  saved: SavedReview | undefined,
  { text, rejected }: { readonly text: string; readonly rejected: ReadonlySet<string> },
): SavedReview | undefined {
  const { content } = resumeReview(reading, saved, { showRejected: true });
  const open = reading.facts
    .map(({ key }) => key)
    .filter((key) => rejected.has(key) && !content.outcomes.has(key));
  if (open.length === 0) return saved;
  const marked = open.reduce((one: ReviewContent, key) => setOutcome(one, key, REJECTED), content);
  return saveReview(marked, { text, current: saved?.current ?? null, previous: saved });
}
