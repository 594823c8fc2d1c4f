import { deskPagesOver } from '#apps/sijil/role';
import type { Foundation } from '#apps/sijil/role';
import { deskPages } from '#projections';
import type { PageTables } from '#projections';
import { Questions } from '#queries/open';
import { openReadStore } from '#read-store/open';

/** The pages, as works ask them that nobody waits for. They lie in a database, so no thread is needed to ask. */
export async function openPages({ settings, stores, begun }: Foundation): Promise<ReturnType<typeof deskPagesOver>> {
  const store = await openReadStore<PageTables>(settings.readUrl, deskPages);
  begun({ stop: () => store.close() });
  return deskPagesOver(new Questions(store), stores.log);
}
