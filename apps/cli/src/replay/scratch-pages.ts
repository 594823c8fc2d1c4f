import { deskPages } from '#projections';
import type { PageTables } from '#projections';
import { Questions } from '#queries/open';
import { openReadStore, removePages } from '#read-store/open';
import { scratchUrlOf } from '#settings';
import type { Settings } from '#settings';

/** Puts a question to the pages that `sijil replay --into scratch` made, which lie beside the live ones. */
export async function askScratch<Result>(
  settings: Settings,
  question: (questions: Questions) => Promise<Result & { readonly position: bigint }>,
): Promise<Result & { readonly position: string }> {
  const store = await openReadStore<PageTables>(scratchUrlOf(settings), deskPages);
  try {
    const answer = await question(new Questions(store));
    return { ...answer, position: String(answer.position) };
  } finally {
    await store.close();
  }
}

/** Throws those pages away. */
export const removeScratch = (settings: Settings): Promise<void> => removePages(scratchUrlOf(settings));
