/** A work that ends when its signal aborts, or before. */
export type Work = (signal: AbortSignal) => Promise<void>;

/**
 * Works at several things until one of them ends or fails, or until `signal` aborts; the others are then told to end, and
 * waited for. Errors: those of the first that fails.
 */
export async function sideBySide(signal: AbortSignal, ...works: readonly Work[]): Promise<void> {
  const ended = new AbortController();
  const until = AbortSignal.any([signal, ended.signal]);
  const working = works.map((work) => work(until).finally(() => ended.abort()));
  try {
    await Promise.all(working);
  } finally {
    await Promise.allSettled(working);
  }
}
