/** What an iterable gives, the next of it asked for while the last is worked on. */
export async function* readAhead<Item>(items: AsyncIterable<Item>): AsyncGenerator<Item> {
  const iterator: AsyncIterator<Item, unknown> = items[Symbol.asyncIterator]();
  for (let asked = iterator.next(); ;) {
    const given = await asked;
    if (given.done) return;
    asked = iterator.next();
    // Whoever stops early never asks how it went.
    asked.catch(() => undefined);
    yield given.value;
  }
}
