/** A passage of a text: code points, the end exclusive. */
export interface TextLineSpan {
  readonly start: number;
  readonly end: number;
}

/** A part of a line: its words, and the numbers of the passages that have them. */
interface LinePart {
  readonly start: number;
  readonly words: string;
  readonly passages: readonly number[];
}

/** A line of a text, cut where a passage begins or ends. */
interface TextLine {
  readonly number: number;
  readonly parts: readonly LinePart[];
}

/** A range of a text: its words from a code point on, which is in a line. */
export interface ShownRange {
  readonly text: string;
  readonly start: number;
  readonly line: number;
}

/** Returns the lines of a range of a text, with the passages of each part. */
export function cutLines(
  { text, start, line }: ShownRange,
  passages: readonly TextLineSpan[],
): readonly TextLine[] {
  const edges = [...new Set(passages.flatMap((one) => [one.start, one.end]))].toSorted(
    (one, other) => one - other,
  );
  let at = start;
  return text.split('\n').map((words, n) => {
    const points = Array.from(words);
    const from = at;
    const to = from + points.length;
    // The line break is a character too.
    at = to + 1;
    const cuts = [from, ...edges.filter((edge) => edge > from && edge < to), to];
    const parts = cuts.slice(0, -1).map((cut, index) => {
      const next = cuts[index + 1] ?? to;
      return {
        start: cut,
        words: points.slice(cut - from, next - from).join(''),
        passages: listPassagesAt(passages, cut, next),
      };
    });
    return { number: line + n, parts };
  });
}

function listPassagesAt(
  passages: readonly TextLineSpan[],
  start: number,
  end: number,
): readonly number[] {
  return passages.flatMap((passage, number) =>
    passage.start < end && passage.end > start ? [number] : [],
  );
}
