/** Asks for the next page while the last one is worked on, so that neither waits for the other. */
export async function* ahead<T>(pages: AsyncIterable<T>): AsyncGenerator<T> {
  const iterator = pages[Symbol.asyncIterator]();
  let next = iterator.next();
  try {
    for (;;) {
      const step = await next;
      if (step.done) return;
      next = iterator.next();
      next.catch(() => undefined); // thrown where it is awaited
      yield step.value;
    }
  } finally {
    await iterator.return?.();
  }
}
