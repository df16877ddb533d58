/**
 * Hands on what a source gives while it makes the next: one ahead, never more. What fails is heard in its turn. At the
 * end it tells the source to end, which may be waiting for something that never comes.
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
