/**
 * Returns the index of the first value that meets a condition, found by bisection: all values after it must meet it too. Without
 * any, the number of values.
 */
export function findFirstIndex<T>(values: readonly T[], meets: (value: T) => boolean): number {
  let from = 0;
  let to = values.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    if (meets(values[middle] as T)) to = middle;
    else from = middle + 1;
  }
  return from;
}
