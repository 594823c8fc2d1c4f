import type { Logger } from 'pino';
import type { ApiParts, FeedPort, LivePort, MessageSource, WebhookPort, WebhookScheme } from '#apps/api';
import { answerMetaHandshake, isSignedByMeta, readVisitorToken } from '#channels/open';
import type { ApiKeys, DeskStore } from '#desk-store';
import type { InboxKind } from '#domain';
import type { EventLog } from '#event-log';
import type { Settings } from '#settings';
import type { Desk } from './desk/compose-desk.js';
import type { Foundation } from './foundation/index.js';
import type { DeskIdentity } from './identity.js';
import { deskMeasures } from './metrics/desk-measures.js';
import { Operations } from './operations/operations.js';
import type { PageQuestions } from './pages/question-thread.js';
import { PositionTokens } from './positions/position-tokens.js';

const webhookSchemes: ReadonlyMap<InboxKind, WebhookScheme> = new Map([
  [
    'whatsapp-cloud',
    {
      isSigned: (bytes, header, secret) => isSignedByMeta(bytes, header('x-hub-signature-256'), secret),
      answerHandshake: answerMetaHandshake,
    },
  ],
]);

export interface Behind {
  readonly settings: Settings;
  readonly identity: DeskIdentity;
  readonly desk: Desk;
  readonly windows: ApiParts['chatWindows'];
  readonly store: DeskStore;
  readonly log: EventLog;
  readonly keys: ApiKeys;
  readonly questions: PageQuestions;
  readonly written: ApiParts['written'];
  readonly feed: FeedPort;
  readonly webhooks: WebhookPort;
  readonly kpis: ApiParts['kpis'];
  readonly proofs: ApiParts['proofs'];
  readonly messages: MessageSource;
  readonly live: LivePort;
  readonly otherDoors: ApiParts['otherDoors'];
  readonly status: ApiParts['status'];
  readonly isReady: () => boolean;
  readonly works: Foundation['works'];
  readonly logger: Logger;
}

/** Everything the api needs of the rest of the house. */
export function apiPartsOf(behind: Behind): ApiParts {
  const {
    settings,
    identity,
    desk,
    windows,
    store,
    keys,
    questions,
    written,
    kpis,
    proofs,
    feed,
    webhooks,
    live,
    otherDoors,
    messages,
    status,
    isReady,
    works,
    logger,
    log,
  } = behind;
  const ofTheDesk = deskMeasures({ status, questions, webhooks, log, store, clock: desk.clock });
  const tokens = (series: 'log' | 'inbound') => new PositionTokens(identity.deskId, identity.epoch, series);
  return {
    door: desk.door,
    inboxes: desk.inboxes,
    agents: desk.agents,
    store: { results: store.results, keys },
    commands: desk.commands,
    queries: questions,
    written,
    kpis,
    proofs,
    retryEnvelope: desk.retry,
    operations: new Operations(settings, store, desk.erasures),
    feed,
    webhooks,
    messages,
    live,
    otherDoors,
    status,
    head: async () => (await behind.log.head()).position,
    measures: async () => [...(await ofTheDesk()), ...(await works.measures())],
    positions: tokens('log'),
    envelopeTokens: tokens('inbound'),
    webhookSchemes,
    readVisitor: readVisitorToken,
    chatWindows: windows,
    sessionKey: desk.sessionKey,
    outbox: desk.outbox,
    secret: (name) => process.env[name],
    isReady,
    stopped: () => works.stopped,
    clock: desk.clock,
    settings: apiSettingsOf(settings),
    logger,
  };
}

const apiSettingsOf = (settings: Settings): ApiParts['settings'] => ({
  maxBodyBytes: settings.doorMaxBodyBytes,
  maxBatchBodyBytes: settings.doorMaxBatchBodyBytes,
  doorRatePerSecond: settings.doorRatePerSecond,
  doorBurst: settings.doorBurst,
  chat: {
    maxFrameBytes: settings.chatMaxFrameBytes,
    maxSockets: settings.chatMaxSockets,
    maxUnacknowledged: settings.chatMaxUnacknowledged,
    messagesPerSecond: settings.chatMessagesPerSecond,
    messageBurst: settings.chatMessageBurst,
    helloWithinSeconds: settings.chatHelloWithinSeconds,
    heartbeatSeconds: settings.chatHeartbeatSeconds,
  },
  longAnswers: {
    maxFeedClients: settings.feedMaxClients,
    maxLiveClients: settings.liveMaxClients,
    heartbeatSeconds: settings.listenerHeartbeatSeconds,
    unreadSeconds: settings.listenerUnreadSeconds,
  },
});
