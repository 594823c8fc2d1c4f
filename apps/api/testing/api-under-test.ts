import type { AddressInfo } from 'node:net';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { pino } from 'pino';
import type { CommandAnswer, DeskCommand, Inbox, InboxDirectory } from '#application';
import { AgentRegister, Door, InboxNotFound, WebhookDesk } from '#application';
import type { BlobStore } from '#blobs';
import { openBlobStore } from '#blobs/open';
import { readVisitorToken } from '#channels/open';
import type { DeskStore, Role } from '#desk-store';
import { openDeskStore } from '#desk-store/open';
import type { Actor, InboxKind, Reach } from '#domain';
import type {
  ApiParts,
  ApiSettings,
  ChatSettings,
  DeskStatus,
  KeyRequest,
  OperationsPort,
  ServedRoute,
} from '../src/index.js';
import { AttachmentNotFound, ChatWindows, createApi, issueKey } from '../src/index.js';
import { emptyKpis } from './empty-kpis.js';
import { emptyPages } from './empty-pages.js';
import { writtenHere } from './written-here.js';
import { emptyFeed, metaScheme, plainTokens, stillPages } from './stand-ins.js';

/** Noon of the day all tests play on. */
export const noon = '2026-03-01T12:00:00.000Z';

/** How much a chat socket may ask in these tests. */
export const usualChat: ChatSettings = {
  maxFrameBytes: 4096,
  maxSockets: 8,
  maxUnacknowledged: 4,
  messagesPerSecond: 10,
  messageBurst: 50,
  helloWithinSeconds: 30,
  heartbeatSeconds: 30,
};
const settings: ApiSettings = {
  maxBodyBytes: 1024 * 1024,
  maxBatchBodyBytes: 4 * 1024 * 1024,
  doorRatePerSecond: 1_000,
  doorBurst: 5_000,
  chat: usualChat,
  longAnswers: { maxFeedClients: 4, maxLiveClients: 8, heartbeatSeconds: 30, unreadSeconds: 30 },
};

/** What a test changes of the usual surroundings. */
export interface Surroundings {
  readonly settings?: Partial<ApiSettings>;
  readonly parts?: Partial<ApiParts>;
}

/** A command as the rules would have got it. */
export interface AskedCommand {
  readonly commandId: string;
  readonly actor: Actor;
  readonly command: DeskCommand;
  /** Which tickets it may be about; absent where that is all of them. */
  readonly reach?: Reach;
}

/** An api on a free port, with a desk store in memory behind it. */
export interface ApiUnderTest {
  readonly app: NestFastifyApplication;
  readonly store: DeskStore;
  readonly url: string;
  /** Lines of the structured log, parsed. */
  readonly logged: readonly Readonly<Record<string, unknown>>[];
  /** Commands handed to the rules, in order. */
  readonly asked: readonly AskedCommand[];
  /** Every route it serves. */
  readonly routes: readonly ServedRoute[];
  /** Moves the clock of limits and caches. */
  pass(milliseconds: number): void;
  key(role: Role, scope?: string, otherwise?: Partial<KeyRequest>): Promise<string>;
  close(): Promise<void>;
}

/** The inboxes of every test desk: `mail`, `chat` and `whatsapp`. */
const inboxes: readonly Inbox[] = [
  inboxOf('mail', 'email'),
  { ...inboxOf('chat', 'web-chat'), secretName: 'CHAT_SECRET' },
  { ...inboxOf('whatsapp', 'whatsapp-cloud'), secretName: 'APP_SECRET', verifyName: 'VERIFY_TOKEN' },
];
const secrets: Readonly<Record<string, string>> = {
  CHAT_SECRET: 'chat secret',
  APP_SECRET: 'app secret',
  VERIFY_TOKEN: 'verify token',
  HOOK_SECRET: `whsec_${Buffer.alloc(32, 1).toString('base64')}`,
};

/** Opens an api for one test. */
export async function openApi(surroundings: Surroundings = {}): Promise<ApiUnderTest> {
  const store = await openDeskStore('memory:');
  const logged: Record<string, unknown>[] = [];
  const asked: AskedCommand[] = [];
  const routes: ServedRoute[] = [];
  let elapsed = 0;
  const given = { ...partsOn(store, await openBlobStore('memory:'), logged, asked), ...surroundings.parts };
  const parts = { ...given, written: writtenHere(given) };
  const within = { ticks: () => elapsed, settings: { ...settings, ...surroundings.settings } };
  const app = await createApi({ ...parts, ...within }, (route) => void routes.push(route));
  await app.listen(0, '127.0.0.1');
  const { port } = app.getHttpServer().address() as AddressInfo;
  return {
    app,
    store,
    logged,
    asked,
    routes,
    url: `http://127.0.0.1:${port}`,
    pass: (milliseconds) => void (elapsed += milliseconds),
    key: async (role, scope = '', otherwise = {}) =>
      (await issueKey(store.keys, { role, scope, label: 'test', ...otherwise }, noon)).secret,
    close: async () => {
      await app.close();
      await store.close();
    },
  };
}

function inboxOf(id: string, kind: InboxKind): Inbox {
  const windows = { reopenWindowSeconds: 604_800, silenceSeconds: 86_400 };
  return { id, kind, address: id, ownAddresses: [], region: 'SA', timeZone: 'Asia/Riyadh', ...windows };
}

const idle: DeskStatus = {
  deskId: 'test',
  epoch: 1,
  position: '0',
  pages: '0',
  kpis: '0',
  lanes: { live: { head: '0', read: '0' }, bulk: { head: '0', read: '0' } },
  partsLost: 0,
};
const nothingWaits = { waiting: 0, sending: 0, putOff: 0 };

async function* nothingToTell(): AsyncGenerator<never> {}

/** Long works that are over before they have anything to tell. */
export const idleOperations: OperationsPort = {
  rebuild: nothingToTell,
  rebuildStatus: async () => ({ isUnderWay: false, sets: [] }),
  rollBack: nothingToTell,
  forgetFormer: async () => ({ isUnderWay: false, sets: [] }),
  abortRebuild: async () => ({ isUnderWay: false, sets: [] }),
  scratch: nothingToTell,
  verify: nothingToTell,
  backup: nothingToTell,
  erase: nothingToTell,
  erased: async () => [],
};

class FixedInboxes implements InboxDirectory {
  constructor(private readonly inboxes: readonly Inbox[]) {}
  find(id: string): Inbox | undefined {
    return this.inboxes.find((inbox) => inbox.id === id);
  }
  everKnown(id: string): Inbox {
    const inbox = this.find(id);
    if (!inbox) throw new InboxNotFound(id);
    return inbox;
  }
  list(): readonly Inbox[] {
    return this.inboxes;
  }
}

function partsOn(
  store: DeskStore,
  blobs: BlobStore,
  logged: Record<string, unknown>[],
  asked: AskedCommand[],
): Omit<ApiParts, 'settings' | 'ticks' | 'written'> {
  const clock = { now: () => noon };
  const directory = new FixedInboxes(inboxes);
  return {
    door: new Door(store.inbound, blobs, directory, clock),
    inboxes: directory,
    agents: new AgentRegister(store.agents),
    store,
    clock,
    commands: {
      execute: async (commandId, actor, command, reach) =>
        answerTo({ commandId, actor, command, ...(reach && { reach }) }, asked),
    },
    queries: emptyPages,
    kpis: emptyKpis,
    proofs: { prove: nothingToTell },
    retryEnvelope: async () => undefined,
    operations: idleOperations,
    messages: { open: async () => undefined, attachment: async () => Promise.reject(new AttachmentNotFound()) },
    feed: emptyFeed,
    webhooks: webhooksOn(store),
    live: stillPages,
    status: async () => idle,
    head: async () => 0n,
    measures: async () => [],
    positions: plainTokens,
    envelopeTokens: plainTokens,
    webhookSchemes: new Map([['whatsapp-cloud', metaScheme]]),
    readVisitor: readVisitorToken,
    chatWindows: new ChatWindows(),
    sessionKey: (inbox, session) => `${inbox} ${session}`,
    outbox: { status: async () => nothingWaits, release: async () => nothingWaits },
    secret: (name) => secrets[name],
    isReady: () => true,
    stopped: () => ['relay'],
    logger: pino({ base: null }, { write: (line) => void logged.push(JSON.parse(line) as Record<string, unknown>) }),
  };
}

/** Webhooks over a log on which nothing happened yet. */
const webhooksOn = ({ webhooks }: DeskStore): WebhookDesk =>
  new WebhookDesk({
    ...{ webhooks, epoch: 1, reach: { privateAddresses: false }, clock: { now: () => noon } },
    log: { head: async () => ({ position: 0n, hash: new Uint8Array(32) }), at: async () => undefined },
    secret: (name) => secrets[name],
    onChange: () => undefined,
  });

function answerTo(command: AskedCommand, asked: AskedCommand[]): CommandAnswer {
  asked.push(command);
  return { commandId: command.commandId, facts: [], position: '7' };
}
