/** The number of pieces of a shape: two edits leave one of three pieces as it was. */
const PIECES = 3;
/** The most edits between similar ids. */
export const EDITS_MAX = 2;

/** Returns an id in lower case with every number as `#`. Ids of one shape are a series. */
export function toShape(id: string): string {
  return id.toLowerCase().replaceAll(/[0-9]+/g, '#');
}

/** Returns the keys of the pieces of a shape, under which similar shapes find it. */
export function listPieceKeys(shape: string): readonly string[] {
  return Array.from({ length: PIECES }, (_, piece) => {
    const { start, end } = getBounds(shape.length, piece);
    return formatKey(shape.length, piece, shape.slice(start, end));
  });
}

/** Returns the keys of the pieces that a shape at most two edits away may have in common with it. */
export function listSimilarPieceKeys(shape: string): ReadonlySet<string> {
  const keys = new Set<string>();
  for (let length = shape.length - EDITS_MAX; length <= shape.length + EDITS_MAX; length += 1) {
    for (let piece = 0; piece < PIECES; piece += 1) {
      const { start, end } = getBounds(length, piece);
      for (let shift = -EDITS_MAX; shift <= EDITS_MAX; shift += 1) {
        if (start + shift < 0 || end + shift > shape.length) continue;
        keys.add(formatKey(length, piece, shape.slice(start + shift, end + shift)));
      }
    }
  }
  return keys;
}

function getBounds(
  length: number,
  piece: number,
): { readonly start: number; readonly end: number } {
  return {
    start: Math.floor((piece * length) / PIECES),
    end: Math.floor(((piece + 1) * length) / PIECES),
  };
}

function formatKey(length: number, piece: number, text: string): string {
  return `${length}.${piece}/${text}`;
}
