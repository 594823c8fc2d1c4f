import { copyBatch } from '#projections';
import type { PageTables } from '#projections';
import { History, batchesOf, plainOpener, temporaryStore } from '#projections/testing';
import type { TemporaryStore } from '#projections/testing';
import type { RecordedEvent } from '#event-log';
import type { PageSet, ReadStore } from '#read-store';
import { Questions } from '../src/open.js';

/** A desk for one test: what is recorded in `history` can be asked about after `copy`. */
export interface TestDesk {
  readonly history: History;
  readonly questions: Questions;
  readonly store: ReadStore<PageTables>;
  /** Brings the pages up to date with the history. */
  copy(): Promise<void>;
  dispose(): Promise<void>;
}

type OpenReadStore = (url: string, pages: PageSet) => Promise<ReadStore<PageTables>>;

/** Opens a desk on a store of its own, on SQLite where no address is given; `open` is `openReadStore`. */
export async function openTestDesk(open: OpenReadStore, at?: string): Promise<TestDesk> {
  const desk = await temporaryStore(open, at);
  const history = new History();
  const copy = () => copyInto(desk, history.events, [1000]);
  return { history, questions: new Questions(desk.store), store: desk.store, copy, dispose: () => desk.dispose() };
}

/** Copies what the pages do not hold yet, in batches of these sizes. */
export async function copyInto(
  { store }: Pick<TemporaryStore, 'store'>,
  events: readonly RecordedEvent[],
  sizes: readonly number[],
): Promise<void> {
  const pages = await store.live();
  const missing = events.slice(Number(pages.mark.position));
  for (const batch of batchesOf(missing, sizes)) await copyBatch(pages, plainOpener(), batch);
  await pages.close();
}
