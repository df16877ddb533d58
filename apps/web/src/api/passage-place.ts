/** The place of a passage in the texts of a document, as the address of a page has it. */
export interface TextPlace {
  /** Code points of the text, the end exclusive. */
  readonly start: number;
  readonly end: number;
  /** The SHA-256 of the text; null: the last text of the document. */
  readonly sha256: string | null;
}

/** Returns the place in the fragment `passage-18-31` or `passage-18-31-{sha256}`. */
export function parsePassagePlace(fragment: string): TextPlace | null {
  const [, start, end, sha256] =
    /^#?passage-(\d{1,8})-(\d{1,8})(?:-([0-9a-f]{64}))?$/.exec(fragment) ?? [];
  if (start === undefined || end === undefined) return null;
  return { start: Number(start), end: Number(end), sha256: sha256 ?? null };
}

/** Returns the fragment of a place. */
export function formatPassagePlace({ start, end, sha256 }: TextPlace): string {
  return `passage-${start}-${end}${sha256 === null ? '' : `-${sha256}`}`;
}
