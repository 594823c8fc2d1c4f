import { ChatWindows } from '#apps/api';
import { questionNames } from '#queries';
import { beginChores } from './desk/chores.js';
import { composeDesk } from './desk/compose-desk.js';
import { deskPagesOver } from './desk/page-questions.js';
import { reachIntake, reachLive, reachWindows } from './errands/across-processes.js';
import { standOnFoundation } from './foundation/index.js';
import type { Foundation, Part, StartOptions } from './foundation/index.js';
import type { DeskIdentity } from './identity.js';
import { IntakeThread } from './intake/intake-thread.js';
import { beginRelay, openTopicDoor } from './kafka/index.js';
import { questionsThrough } from './pages/question-thread.js';
import { serveApi } from './serve-api.js';
import type { ServedApi } from './serve-api.js';
import { startProjectors } from './threads/start-projectors.js';
import { startReaders } from './threads/start-readers.js';
import { isAnyActive } from './webhooks/webhooks-of.js';

/** A desk that serves. `stop`: acknowledges what is under way, lets the intake finish its batch, closes every store. */
export interface RunningDesk extends ServedApi, Part {
  readonly identity: DeskIdentity;
}

/**
 * Starts a whole desk in this process: every role, over the stores the settings name, and listens.
 * Errors: those of `standOnFoundation`.
 */
export const startDesk = (options: StartOptions): Promise<RunningDesk> => standOnFoundation(options, buildDesk);

async function buildDesk(foundation: Foundation): Promise<Omit<RunningDesk, 'stop'>> {
  const { settings, stores, identity, onFault, begun } = foundation;
  const readers = startReaders(foundation);
  const projectors = startProjectors(foundation);
  const pages = deskPagesOver(questionsThrough(readers.written, questionNames), stores.log);
  const windows = new ChatWindows();
  const thread = begun(new IntakeThread({ urls: settings, stores, onFault }));
  const intake = reachIntake(foundation, thread);
  const outbox = reachWindows(foundation, windows);
  const desk = await composeDesk({ foundation, pages, intake, outbox });
  begun(beginChores(foundation, { ...desk.writing, pages }));
  await desk.erasures.takeUp();
  beginRelay(foundation);
  await openTopicDoor(foundation, desk);
  const isWell = () => projectors.pages.isWell && thread.isWell && outbox.isWell;
  const copied = { pages: async () => projectors.pages.position, kpis: async () => projectors.kpis.position };
  const onWebhookChange = () => readers.feed.deliver();
  if (await isAnyActive(stores.desk)) readers.feed.deliver();
  const shown = { live: await reachLive(foundation, projectors.pages), copied, isWell, onWebhookChange };
  const served = await serveApi(foundation, { desk, readers, windows, ...shown });
  begun(beside((signal) => desk.erasures.finish(signal), (fault) => onFault('erasure', fault))); // prettier-ignore
  return { ...served, identity };
}

/** Work that ends by itself, beside everything else; stopped earlier it is taken up by the next start. */
function beside(work: (signal: AbortSignal) => Promise<void>, onFault: (fault: unknown) => void): Part {
  const stopping = new AbortController();
  const working = work(stopping.signal).catch((fault: unknown) =>
    stopping.signal.aborted ? undefined : onFault(fault),
  );
  return {
    stop: async () => {
      stopping.abort();
      await working;
    },
  };
}
