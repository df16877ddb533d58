/** A thing that an item mentions by its id. */
export interface PageMention {
  /** The kind of thing: `meeting`, `body`, `decision`, `actor` … */
  readonly kind: string;
  readonly id: string;
  /** Its collection; null if the row names none. */
  readonly collection: string | null;
}

/** The row behind a text: the events that state it, and the things it mentions. */
export interface PageEvidence {
  readonly events: readonly string[];
  readonly mentions: readonly PageMention[];
}

/** An item of a paragraph, such as one of the decisions in `Approved: a plan; a programme.` */
export interface PagePart {
  readonly text: string;
  readonly evidence?: PageEvidence;
}

/** A part of a page. */
export type PageBlock =
  | { readonly kind: 'title'; readonly text: string; readonly note: string }
  | { readonly kind: 'heading'; readonly text: string }
  | {
      readonly kind: 'paragraph';
      readonly text: string;
      readonly level?: number;
      /** The words before its parts, or before the items that follow it. */
      readonly label?: string;
      readonly parts?: readonly PagePart[];
      readonly evidence?: PageEvidence;
    }
  | {
      readonly kind: 'item';
      readonly text: string;
      readonly level?: number;
      readonly evidence?: PageEvidence;
    };
