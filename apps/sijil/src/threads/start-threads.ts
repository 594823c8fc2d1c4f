import type { Logger } from 'pino';
import type { Settings } from '#settings';
import { FeedThread } from '../feed/feed-thread.js';
import type { DeskIdentity } from '../identity.js';
import { KpiProofs } from '../kpi/kpi-proofs.js';
import { startKpis } from '../kpi/start-kpis.js';
import { MessagePool } from '../messages/message-pool.js';
import { pageUrlsOf } from '../pages/page-urls.js';
import { ProjectorThread } from '../pages/projector-thread.js';
import { QuestionThread } from '../pages/question-thread.js';
import { DoorPressure, isFarBehind } from './door-pressure.js';
import { keepHeapsInProportion } from './heap-growth.js';
import type { Stores } from '../stores/stores.js';
import { reachOf } from '../webhooks/webhooks-of.js';

/** Whatever must end before the desk does. */
export interface Part {
  stop(): Promise<void>;
}

/** What the threads tell their faults and warnings to. */
interface Told {
  readonly logger: Logger;
  readonly onFault: (where: string, fault: unknown) => void;
}

/** What reads beside the door, each on a thread of its own; what of it has begun is to be stopped. */
export async function startThreads(
  settings: Settings,
  { desk }: Stores,
  identity: DeskIdentity,
  { logger, onFault }: Told,
  started: Part[],
) {
  const begun = <Thread extends Part>(thread: Thread): Thread => {
    started.push(thread);
    return thread;
  };
  begun(new DoorPressure());
  begun(keepHeapsInProportion(isFarBehind));
  const telling = (where: string) => ({
    onWarning: (warning: string) => logger.warn({ where, warning }, 'warning'),
    onFault: (fault: unknown) => onFault(where, fault),
  });
  const urls = { ...urlsIn(settings), deskUrl: settings.deskUrl };
  const beginning = { ...urls, ...identity, ...reachOf(settings) };
  const asked = { readUrl: settings.readUrl, ...identity };
  const written = begun(new QuestionThread({ beginning: asked, ...telling('questions') }).begun());
  const live = begun(new ProjectorThread({ urls: pageUrlsOf(settings), ...telling('projector') }));
  const feed = begun(new FeedThread({ beginning, desk, onFault }));
  const { questions, copied } = begun(startKpis(settings, identity, telling('kpi projector')));
  const messages = begun(new MessagePool(urlsIn(settings)));
  const proofs = new KpiProofs(settings.logUrl);
  return { written, live, copied: { pages: live, kpis: copied }, feed, messages, kpis: questions, proofs };
}

const urlsIn = ({ logUrl, keysUrl, blobUrl }: Settings) => ({ logUrl, keysUrl, blobUrl });
