/**
 * Yields the values of a source and fetches one value ahead, never more. An error of the source is
 * thrown in its order. At the end it calls `end`, because the source may wait for ever.
 */
export async function* prefetchOne<T>(
  source: AsyncIterable<T>,
  end: () => void,
): AsyncGenerator<T> {
  const iterator = source[Symbol.asyncIterator]();
  let next = iterator.next();

  try {
    for (;;) {
      const result = await next;
      if (result.done === true) return;
      next = iterator.next();
      next.catch(() => undefined);
      yield result.value;
    }
  } finally {
    end();
    await iterator.return?.();
  }
}
