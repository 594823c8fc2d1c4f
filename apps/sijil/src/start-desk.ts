import type { AddressInfo } from 'node:net';
import { destination, pino } from 'pino';
import type { Logger } from 'pino';
import { ChatWindows, createApi } from '#apps/api';
import type { DeskStatus } from '#apps/api';
import { checkHistory, systemClock, WebhookDesk } from '#application';
import type { Clock } from '#application';
import type { DeskStore } from '#desk-store';
import type { Settings } from '#settings';
import { apiPartsOf } from './api-parts.js';
import { composeDesk } from './desk/compose-desk.js';
import { deskPagesOver } from './desk/page-questions.js';
import { mustKnowErasures } from './erasure/noted-erasures.js';
import { FeedThread } from './feed/feed-thread.js';
import { wordsOf } from './fault-words.js';
import { identityOf } from './identity.js';
import type { DeskIdentity } from './identity.js';
import { partsLost } from './operations/accepted-restores.js';
import { KpiProofs } from './kpi/kpi-proofs.js';
import { startKpis } from './kpi/start-kpis.js';
import { MessagePool } from './messages/message-pool.js';
import { mustKnowItsLog, mustNotWaitForAcceptance } from './operations/restore.js';
import { ProjectorThread } from './pages/projector-thread.js';
import { questionsThrough, QuestionThread } from './pages/question-thread.js';
import { newSecret, withRunKeys } from './run-key.js';
import { openStores } from './stores/stores.js';
import type { Stores } from './stores/stores.js';
import { letHelpersStepBack } from './threads/step-back.js';

export interface StartOptions {
  readonly settings: Settings;
  /** Structured lines on standard error at the level of the settings, where it is left out. */
  readonly logger?: Logger;
  /** The machine's, where it is left out. A desk that lives through a planned day has another. */
  readonly clock?: Clock;
}

/** A desk that serves. */
export interface RunningDesk {
  readonly url: string;
  /** A key of an admin made for this run; it stands nowhere on disk. */
  readonly adminKey: string;
  readonly identity: DeskIdentity;
  /** Acknowledges what is under way, lets the intake finish its batch, closes every store. */
  stop(): Promise<void>;
}

/**
 * Starts a whole desk in this process: every role, over the stores the settings name, and listens.
 * Errors: those of the stores (in use, schema unknown), `DeskRestored`, `DeskBehindLog`, `KeysBehindDesk`, `LogRestored`, `DeskIdFixed`, `HandleKeyMismatch`.
 */
export async function startDesk({
  settings,
  logger = loggerOf(settings),
  clock = systemClock,
}: StartOptions): Promise<RunningDesk> {
  letHelpersStepBack();
  const warn = (warning: string) => logger.warn({ warning }, 'warning');
  const stores = await openStores(settings, warn);
  const started: { stop(): Promise<void> }[] = [{ stop: () => stores.close() }];
  const stop = once(() => stopAll(started.reverse()));
  try {
    return await startOver(stores, { settings, logger, clock }, started, stop);
  } catch (fault) {
    await stop().catch(() => undefined);
    throw fault;
  }
}

/** Each is stopped, whatever becomes of the others: a store left open would keep the next server out. */
async function stopAll(parts: readonly { stop(): Promise<void> }[]): Promise<void> {
  const faults: unknown[] = [];
  for (const part of parts) await part.stop().catch((fault: unknown) => faults.push(fault));
  if (faults.length > 0) throw faults[0];
}

async function startOver(
  stores: Stores,
  { settings, logger, clock }: Required<StartOptions>,
  started: { stop(): Promise<void> }[],
  stop: () => Promise<void>,
): Promise<RunningDesk> {
  const { facts } = stores.desk;
  await mustNotWaitForAcceptance(facts);
  await mustKnowErasures(facts, stores.keys.erasures);
  await mustKnowItsLog(stores.desk, stores.log);
  await checkHistory(stores.desk.sequencer, stores.log);
  const identity = await identityOf(facts, settings.deskId);
  const onFault = (where: string, fault: unknown) => logger.error({ where, ...wordsOf(fault) }, 'fault');
  const questionThread = new QuestionThread({ readUrl: settings.readUrl, ...identity }, (fault) =>
    onFault('questions', fault),
  );
  started.push(questionThread);
  const projector = new ProjectorThread({
    urls: settings,
    onWarning: (warning) => logger.warn({ where: 'projector', warning }, 'warning'),
    onFault: (fault) => onFault('projector', fault),
  });
  started.push(projector);
  const reach = { privateAddresses: settings.webhookPrivateAddresses === 'allowed' };
  const feed = new FeedThread({
    beginning: { ...urlsIn(settings), deskUrl: settings.deskUrl, ...identity, ...reach },
    desk: stores.desk,
    onFault,
  });
  started.push(feed);
  const kpis = await startKpis(
    settings,
    (warning) => logger.warn({ where: 'kpi projector', warning }, 'warning'),
    (fault) => onFault('kpi projector', fault),
  );
  started.push(kpis);
  const messages = new MessagePool(urlsIn(settings));
  started.push(messages);
  const questions = questionsThrough(questionThread);
  const windows = new ChatWindows();
  const pages = deskPagesOver(questions, stores.log);
  const desk = await composeDesk({ settings, stores, pages, windows, onFault, clock });
  started.push(desk);
  await desk.erasures.takeUp();
  const webhooks = new WebhookDesk({
    ...{ webhooks: stores.desk.webhooks, log: stores.log, epoch: identity.epoch, reach, clock: desk.clock },
    secret: (name) => process.env[name],
    onChange: () => feed.deliver(),
  });
  if ((await webhooks.list()).some(({ pause }) => !pause)) feed.deliver();
  const adminKey = newSecret();
  const keys = withRunKeys(stores.desk.keys, runSecrets(adminKey, settings), desk.clock.now());
  const lost = await partsLost(facts);
  const status = async () => ({ ...(await statusOf(identity, stores, () => projector.position)), partsLost: lost });
  const isReady = () => projector.isWell && desk.isWell();
  const api = await createApi(
    apiPartsOf({
      settings,
      identity,
      desk,
      windows,
      store: stores.desk,
      log: stores.log,
      keys,
      questions,
      written: questionThread,
      kpis: kpis.questions,
      proofs: new KpiProofs(settings.logUrl),
      feed,
      webhooks,
      messages,
      live: projector,
      status,
      isReady,
      logger,
    }),
  );
  started.push({ stop: () => api.close() });
  await api.listen(settings.port, settings.host);
  started.push(
    beside(
      (signal) => desk.erasures.finish(signal),
      (fault) => onFault('erasure', fault),
    ),
  );
  return { url: urlOf(api.getHttpServer().address() as AddressInfo), adminKey, identity, stop };
}

/** Work that ends by itself, beside everything else; stopped earlier it is taken up by the next start. */
function beside(work: (signal: AbortSignal) => Promise<void>, onFault: (fault: unknown) => void) {
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

const loggerOf = ({ logLevel }: Settings): Logger => pino({ level: logLevel }, destination(2));

const runSecrets = (adminKey: string, settings: Settings) => [
  { id: 'this-run', secret: adminKey },
  ...(settings.adminKey === undefined ? [] : [{ id: 'ADMIN_KEY', secret: settings.adminKey }]),
];

async function statusOf(
  { deskId, epoch }: DeskIdentity,
  { desk, log }: Stores,
  pages: () => bigint,
): Promise<Omit<DeskStatus, 'partsLost'>> {
  const lane = async (name: 'live' | 'bulk') => laneStatus(desk, name);
  const [head, live, bulk] = await Promise.all([log.head(), lane('live'), lane('bulk')]);
  const position = String(head.position);
  return { deskId, epoch, position, pages: String(pages()), lanes: { live, bulk } };
}

async function laneStatus({ inbound, sequencer }: DeskStore, lane: 'live' | 'bulk') {
  const [head, read] = await Promise.all([inbound.head(lane), sequencer.checkpoint(lane)]);
  return { head: String(head), read: String(read) };
}

const urlsIn = ({ logUrl, keysUrl, blobUrl }: Settings) => ({ logUrl, keysUrl, blobUrl });

function urlOf({ address, family, port }: AddressInfo): string {
  const host = address === '0.0.0.0' || address === '::' ? '127.0.0.1' : address;
  return `http://${family === 'IPv6' && host !== '127.0.0.1' ? `[${host}]` : host}:${port}`;
}

function once(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  return () => (running ??= work());
}
