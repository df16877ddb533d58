import { closest, distance } from 'fastest-levenshtein';

/** The known name that a mistyped one most likely means; undefined where none is near. */
function nearest(name: string, known: readonly string[]): string | undefined {
  if (known.length === 0) return undefined;
  const lower = name.toLowerCase();
  const sameLetters = known.find((candidate) => candidate.toLowerCase() === lower);
  if (sameLetters !== undefined) return sameLetters;
  const candidate = closest(name, known);
  return distance(name, candidate) <= Math.max(1, Math.floor(name.length / 3))
    ? candidate
    : undefined;
}

/** The remedy for an unknown name: the near one, else the list. */
export function didYouMean(name: string, known: readonly string[]): string {
  const near = nearest(name, known);
  return near === undefined ? `use one of ${known.join(', ')}` : `did you mean ${near}?`;
}
