import { distance } from 'fastest-levenshtein';

interface SimilarNameOptions {
  /** The most edits between two similar names. By default it grows with the length of the name. */
  readonly distanceMax?: number;
  /** Returns whether a candidate may be suggested. */
  readonly isCandidate?: (candidate: string) => boolean;
}

interface Similarity {
  readonly candidate: string;
  readonly edits: number;
}

function getDistanceMax(name: string): number {
  return name.length < 4 ? 1 : Math.max(2, Math.floor(name.length / 4));
}

/**
 * Returns the candidate that a misspelled name most likely means, or undefined if none is similar.
 * Upper and lower case count as the same letter. Of equally similar candidates the first in
 * alphabetical order wins, so the order of the candidates does not matter.
 */
export function findSimilarName(
  name: string,
  candidates: Iterable<string>,
  options: SimilarNameOptions = {},
): string | undefined {
  const { distanceMax = getDistanceMax(name), isCandidate = () => true } = options;
  const lowerCaseName = name.toLowerCase();
  let best: Similarity | undefined;

  for (const candidate of candidates) {
    // Comparing lengths is much cheaper than computing a distance.
    if (Math.abs(candidate.length - name.length) > distanceMax || candidate === name) continue;

    const edits = distance(candidate.toLowerCase(), lowerCaseName);
    if (edits > distanceMax || !isCandidate(candidate)) continue;
    if (best === undefined || isCloser({ candidate, edits }, best)) best = { candidate, edits };
  }

  return best?.candidate;
}

function isCloser(a: Similarity, b: Similarity): boolean {
  return a.edits < b.edits || (a.edits === b.edits && a.candidate < b.candidate);
}

/** Returns "Did you mean `x`?", or a sentence with the known names if none is similar. */
export function suggestName(name: string, candidates: readonly string[]): string {
  const similar = findSimilarName(name, candidates);
  return similar === undefined
    ? `Use one of ${candidates.join(', ')}.`
    : `Did you mean \`${similar}\`?`;
}
