import { parentPort, workerData } from 'node:worker_threads';
import type { PageSetCopies, PageSetName } from '#apps/api';
import type { Instant } from '#domain';
import type { EventLogReader } from '#event-log';
import { openEventLogReader } from '#event-log/open';
import { checkMark, deskPages, PagesAheadOfLog } from '#projections';
import type { PageCopy, ReadStore } from '#read-store';
import { openReadStore } from '#read-store/open';
import { openKpiStore } from '../kpi/kpi-store.js';
import type { PageUrls } from '../pages/page-urls.js';
import { stepBack } from '../threads/step-back.js';

/** What the thread is told. */
export interface CopiesTask {
  readonly urls: PageUrls;
  readonly sets: readonly PageSetName[];
  /** Throws away first what is built beside the live pages. */
  readonly discards?: boolean;
  /** Removes first former pages: where an instant is given only those that were replaced before then. */
  readonly forgets?: { readonly before?: Instant | undefined };
}

type Shelf = Pick<ReadStore<never>, 'copies' | 'build' | 'forgetFormer' | 'close'>;
const openers: Readonly<Record<PageSetName, (urls: PageUrls) => Promise<Shelf>>> = {
  desk: ({ readUrl }) => openReadStore(readUrl, deskPages),
  kpis: ({ kpiUrl }) => openKpiStore(kpiUrl),
};

// A thread for one look at which copies of the pages there are. Removing one takes as long as its file is large.
stepBack();
const task = workerData as CopiesTask;
const looked: PageSetCopies[] = [];
const log = await openEventLogReader(task.urls.logUrl);
try {
  for (const name of task.sets) {
    const store = await openers[name](task.urls);
    try {
      await tidy(store, task);
      looked.push({ name, ...(await look(log, await store.copies())) });
    } finally {
      await store.close();
    }
  }
} finally {
  await log.close();
}
parentPort?.postMessage({ result: { sets: looked } });

async function tidy(store: Shelf, { discards, forgets }: CopiesTask): Promise<void> {
  const copies = await store.copies();
  const isBuilding = copies.some(({ role, isOurs }) => role === 'building' && isOurs);
  if (discards && isBuilding) await (await store.build()).discard();
  const isOver = ({ role, since = '' }: PageCopy) =>
    role === 'former' && forgets !== undefined && (forgets.before === undefined || since < forgets.before);
  if (copies.some(isOver)) await store.forgetFormer();
}

async function look(log: EventLogReader, copies: readonly PageCopy[]): Promise<Omit<PageSetCopies, 'name'>> {
  const { position: head } = await log.head();
  const former = copies.find(({ role, isOurs }) => role === 'former' && isOurs);
  const canRollBack = former !== undefined && (await isOfThisLog(log, former));
  return { canRollBack, copies: copies.map((copy) => shown(copy, head)) };
}

function shown({ mark: { position }, ...copy }: PageCopy, head: bigint): PageSetCopies['copies'][number] {
  const lag = position < head ? Number(head - position) : 0;
  return { ...copy, position, lag, percent: lag === 0 ? 100 : Number((position * 100n) / head) };
}

async function isOfThisLog(log: EventLogReader, { mark }: PageCopy): Promise<boolean> {
  try {
    await checkMark(log, mark);
    return true;
  } catch (fault) {
    if (!(fault instanceof PagesAheadOfLog)) throw fault;
    return false;
  }
}
