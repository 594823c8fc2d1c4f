import type { AddressInfo } from 'node:net';
import { destination, pino } from 'pino';
import type { Logger } from 'pino';
import { ChatWindows, createApi } from '#apps/api';
import { checkHistory, placeOutbox, systemClock } from '#application';
import type { Clock } from '#application';
import { Questions } from '#queries';
import type { Settings } from '#settings';
import { apiPartsOf } from './api-parts.js';
import { composeDesk } from './desk/compose-desk.js';
import { statusThrough } from './desk/desk-status.js';
import { deskPagesOver } from './desk/page-questions.js';
import { mustKnowErasures } from './erasure/noted-erasures.js';
import { wordsOf } from './fault-words.js';
import { identityOf } from './identity.js';
import type { DeskIdentity } from './identity.js';
import { mustKnowItsLog, mustNotWaitForAcceptance } from './operations/restore.js';
import { questionsThrough } from './pages/question-thread.js';
import { newSecret, withRunKeys } from './run-key.js';
import { openStores } from './stores/stores.js';
import type { Stores } from './stores/stores.js';
import { startThreads } from './threads/start-threads.js';
import type { Part } from './threads/start-threads.js';
import { letHelpersStepBack } from './threads/step-back.js';
import { webhooksOf } from './webhooks/webhooks-of.js';

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
  const started: Part[] = [{ stop: () => stores.close() }];
  const stop = once(() => stopAll(started.reverse()));
  try {
    return await startOver(stores, { settings, logger, clock }, started, stop);
  } catch (fault) {
    await stop().catch(() => undefined);
    throw fault;
  }
}

/** Each is stopped, whatever becomes of the others: a store left open would keep the next server out. */
async function stopAll(parts: readonly Part[]): Promise<void> {
  const faults: unknown[] = [];
  for (const part of parts) await part.stop().catch((fault: unknown) => faults.push(fault));
  if (faults.length > 0) throw faults[0];
}

async function startOver(
  stores: Stores,
  { settings, logger, clock }: Required<StartOptions>,
  started: Part[],
  stop: () => Promise<void>,
): Promise<RunningDesk> {
  await mustFitTogether(stores);
  await placeOutbox(stores.desk.checkpoints, stores.log);
  const identity = await identityOf(stores.desk.facts, settings.deskId);
  const onFault = (where: string, fault: unknown) => logger.error({ where, ...wordsOf(fault) }, 'fault');
  const threads = await startThreads(settings, stores, identity, { logger, onFault }, started);
  const questions = questionsThrough(threads.written, Questions);
  const windows = new ChatWindows();
  const pages = deskPagesOver(questions, stores.log);
  const desk = await composeDesk({ settings, stores, pages, windows, onFault, clock });
  started.push(desk);
  await desk.erasures.takeUp();
  const webhooks = await webhooksOf(stores, settings, identity, desk.clock, threads.feed);
  const adminKey = newSecret();
  const keys = withRunKeys(stores.desk.keys, runSecrets(adminKey, settings), desk.clock.now());
  const { live, copied, ...readers } = threads;
  const given = { settings, identity, desk, windows, keys, questions, webhooks, logger, live, ...readers };
  const asked = { status: await statusThrough(identity, stores, copied), isReady: () => live.isWell && desk.isWell() };
  const api = await createApi(apiPartsOf({ ...given, ...asked, store: stores.desk, log: stores.log }));
  started.push({ stop: () => api.close() });
  await api.listen(settings.port, settings.host);
  started.push(beside((signal) => desk.erasures.finish(signal), (fault) => onFault('erasure', fault))); // prettier-ignore
  return { url: urlOf(api.getHttpServer().address() as AddressInfo), adminKey, identity, stop };
}

/** Errors: as `startDesk` where one of them was put back without the others. */
async function mustFitTogether({ desk, log, keys }: Stores): Promise<void> {
  await mustNotWaitForAcceptance(desk.facts);
  await mustKnowErasures(desk.facts, keys.erasures);
  await mustKnowItsLog(desk, log);
  await checkHistory(desk.sequencer, log);
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

function urlOf({ address, family, port }: AddressInfo): string {
  const host = address === '0.0.0.0' || address === '::' ? '127.0.0.1' : address;
  return `http://${family === 'IPv6' && host !== '127.0.0.1' ? `[${host}]` : host}:${port}`;
}

function once(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  return () => (running ??= work());
}
