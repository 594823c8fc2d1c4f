import { feedOf } from '../feed/feed-of.js';
import type { FeedThread } from '../feed/feed-thread.js';
import type { Foundation } from '../foundation/index.js';
import { KpiProofs } from '../kpi/kpi-proofs.js';
import { askKpis } from '../kpi/start-kpis.js';
import type { AskedKpis } from '../kpi/start-kpis.js';
import { MessagePool } from '../messages/message-pool.js';
import { QuestionThread } from '../pages/question-thread.js';

/** What answers behind a door, each on a thread of its own. */
export interface Readers {
  readonly written: QuestionThread;
  readonly feed: FeedThread;
  readonly kpis: AskedKpis;
  readonly messages: MessagePool;
  readonly proofs: KpiProofs;
}

/** Begins what reads beside the door. */
export function startReaders(foundation: Foundation): Readers {
  const { settings, identity, telling, begun } = foundation;
  const { logUrl, keysUrl, blobUrl, readUrl } = settings;
  const written = begun(new QuestionThread({ beginning: { readUrl, ...identity }, ...telling('questions') }).begun());
  const feed = begun(feedOf(foundation));
  const kpis = begun(askKpis(foundation));
  const messages = begun(new MessagePool({ logUrl, keysUrl, blobUrl }));
  return { written, feed, kpis, messages, proofs: new KpiProofs(logUrl) };
}
