import type { ComparedDraftOptions, Draft, FactSearch, KnownFact } from '@rapporteur/extraction';

/** A text to draft. */
export interface DraftingRequest {
  readonly kind: 'draft';
  readonly text: string;
  readonly options: Omit<ComparedDraftOptions, 'record'>;
  /** Whether the draft is compared with the record. */
  readonly isCompared: boolean;
  /** The keys of the facts that a review of the text rejected. */
  readonly rejected: readonly string[];
  /** Whether the draft has these facts, each with a mark. */
  readonly keepsRejected: boolean;
}

/** The passage of a fact, in code points. */
export type FactPassage = Pick<Draft['facts'][number]['passage'], 'start' | 'end'>;

/** A question of the thread, and the answer of the process. */
export type DraftingQuestion =
  | { readonly kind: 'search'; readonly number: number; readonly search: FactSearch }
  | { readonly kind: 'pages'; readonly number: number; readonly passages: readonly FactPassage[] };
export type DraftingAnswer =
  | { readonly kind: 'found'; readonly number: number; readonly facts: readonly KnownFact[] }
  | { readonly kind: 'pages'; readonly number: number; readonly pages: readonly (number | null)[] };

/** A draft, its submission, and the page of each fact. */
export interface FinishedDraft {
  readonly draft: Draft;
  readonly yaml: string;
  readonly pages: readonly (number | null)[];
  /** Whether a review of the text rejected the fact, for each fact. */
  readonly marks: readonly boolean[];
  /** How many proposed facts a review of the text rejected. */
  readonly rejected: number;
}

/** The outcome of a request. */
export type DraftingOutcome =
  | ({ readonly kind: 'drafted' } & FinishedDraft)
  | { readonly kind: 'language-unknown'; readonly message: string }
  | { readonly kind: 'failed'; readonly message: string };
