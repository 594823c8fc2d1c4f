import type { PageWriter } from '#read-store';

/** Pages before the first event. */
export const emptyPages: PageWriter = {
  mark: { position: 0n, hash: new Uint8Array() },
  load: async (_, keys) => keys.map(() => undefined),
  loadWhere: async () => [],
  holdsWords: async (_, entries) => entries.map(({ row }) => row === undefined),
  commit: () => Promise.reject(new TypeError('a second fold writes nothing')),
  close: async () => undefined,
};
