import { parentPort, workerData } from 'node:worker_threads';
import type { FeedPortion } from '#apps/api';
import { SharedLog } from '#application';
import { openBlobStore } from '#blobs/open';
import { openEventLogReader } from '#event-log/open';
import { Sealer } from '#sealing';
import { openSealingKeys } from '#sealing/open';
import { wordsOf } from '../fault-words.js';
import { PositionTokens } from '../positions/position-tokens.js';
import { stepBack } from '../threads/step-back.js';
import { startCourier } from '../webhooks/start-courier.js';
import type { RunningCourier } from '../webhooks/start-courier.js';
import type { FeedBeginning, FeedWord, ToFeed } from './feed-messages.js';
import { readPortion } from './read-portion.js';

// The feed's thread: reads the log in short portions for those who follow it, opens what they may read, writes it down;
// and tells webhooks what it reads, as long as there are any.
type Ask = Extract<ToFeed, { ask: number }>;

stepBack();
const beginning = workerData as FeedBeginning;
const { logUrl, keysUrl, blobUrl, deskId, epoch, delivers } = beginning;
const log = await openEventLogReader(logUrl);
const keys = await openSealingKeys(keysUrl);
const sealer = new Sealer(keys, await openBlobStore(blobUrl));
const stores = { log, sealer, positions: new PositionTokens(deskId, epoch, 'log') };
const underWay = new Map<number, AbortController>();
let courier: Promise<RunningCourier> | undefined;

const say = (word: FeedWord) => parentPort?.postMessage(word);
const tellFault = (where: string, fault: unknown) => say({ where, fault: wordsOf(fault) });

parentPort?.on('message', (message: ToFeed) => {
  if (message === 'stop') void stop();
  else if (message === 'deliver') deliver();
  else if ('forget' in message) underWay.get(message.forget)?.abort();
  else void answer(message);
});
if (delivers) deliver();

async function answer({ ask, question, patienceMs }: Ask): Promise<void> {
  const given = new AbortController();
  underWay.set(ask, given);
  try {
    let portion = await readPortion(stores, question);
    if (portion.records === 0 && portion.atHead && patienceMs > 0) {
      await newsAfter(portion.upTo, AbortSignal.any([given.signal, AbortSignal.timeout(patienceMs)]));
      portion = await readPortion(stores, { ...question, after: portion.upTo });
    }
    handOver(ask, portion);
  } catch (fault) {
    say({ answered: ask, refusal: wordsOf(fault) });
  } finally {
    underWay.delete(ask);
  }
}

/** Resolves once the log holds more, or the signal says so. */
async function newsAfter(position: bigint, signal: AbortSignal): Promise<void> {
  for await (const _ of log.follow(position, 1, signal)) return;
}

/** What was written is handed over, not copied. */
function handOver(ask: number, { bytes, ...portion }: FeedPortion): void {
  const own = new Uint8Array(bytes);
  parentPort?.postMessage({ answered: ask, portion: { ...portion, bytes: own } } satisfies FeedWord, [own.buffer]);
}

/** The desk store is opened for the first webhook; a courier that cannot begin is begun at the next word. */
function deliver(): void {
  courier ??= startCourier(beginning, deliveredLog(), tellFault);
  courier.then(
    (running) => running.look(),
    (fault: unknown) => {
      courier = undefined;
      tellFault('webhooks', fault);
    },
  );
}

/** All webhooks are told what is read for one. */
function deliveredLog(): Parameters<typeof startCourier>[1] {
  const shared = new SharedLog(log);
  return { log: shared, read: (question) => readPortion({ ...stores, log: shared }, { ...question, form: 'list' }) };
}

async function stop(): Promise<void> {
  for (const given of underWay.values()) given.abort();
  await (await courier?.catch(() => undefined))?.stop();
  await keys.close();
  await log.close();
  parentPort?.close();
}
