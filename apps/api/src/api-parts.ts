import type { Logger } from 'pino';
import type { Clock, CommandAnswer, DeskCommand, Door, InboxDirectory, WebhookDesk } from '#application';
import type { DeskStore } from '#desk-store';
import type { Actor, InboxKind, Instant, Reach } from '#domain';
import type { KpiQuestions } from '#kpi';
import type { Questions } from '#queries';
import type { WrittenAnswer } from './written-answer.js';
import type { Measures } from './metrics/index.js';
import type { KnownAgents } from './access/key-ring.js';
import type { FeedPort } from './feed/feed.port.js';
import type { ProofPort } from './kpis/kpi-proofs.js';
import type { LivePort } from './live/live.port.js';
import type { OtherDoors } from './presence/presence.port.js';
import type { LongAnswerSettings } from './long-answers/index.js';
import type { MessageSource } from './messages/message-source.js';
import type { ChatWindows } from './chat/chat-windows.js';
import type { OutboxPort } from './outbox/outbox.port.js';
import type { DeskStatus, OperationsPort } from './operations/operations.port.js';

/** Positions as the world sees them: opaque text that names desk, epoch and place. */
export interface PositionTokens {
  write(position: bigint): string;
  /** Errors: `POSITION.UNREADABLE` for a token that is no token, or of another desk or epoch. */
  read(token: string): bigint;
}

/** How a provider's deliveries are told from forgeries, and how it is told that the address is ours. */
export interface WebhookScheme {
  /** Whether the provider signed exactly these bytes with this secret. Compares in constant time. */
  isSigned(bytes: Uint8Array, header: (name: string) => string | undefined, secret: string): boolean;
  /** What answers the provider's question for the address; `undefined` when it does not know our token. */
  answerHandshake(query: ReadonlyMap<string, string>, verifyToken: string): string | undefined;
}

/** Who a chat socket speaks for, as the site that signed the token vouches. */
export interface Visitor {
  readonly visitor: string;
  /** The visitor's conversation. */
  readonly session: string;
  readonly expiresAt: Instant;
  readonly name?: string;
  readonly email?: string;
  readonly phone?: string;
}

/** Reads a visitor's token against the inbox's secret; a refusal's code (`CHAT.TOKEN_…`) is told to the window. */
export type VisitorReader = (
  token: string,
  check: { readonly secret: string; readonly inbox: string; readonly now: Instant },
) => { readonly kind: 'known'; readonly visitor: Visitor } | { readonly kind: 'refused'; readonly code: string };

/** Hands commands to the rules; answers when the facts are durable. The same command id answers the same. */
export interface DeskCommandPort {
  execute(commandId: string, actor: Actor, command: DeskCommand, reach?: Reach): Promise<CommandAnswer>;
}

/** The questions the api puts to the pages. */
export type PageQuestions = Pick<
  Questions,
  | 'reached'
  | 'timelineOf'
  | 'messageEntry'
  | 'ticket'
  | 'ticketAsOf'
  | 'ticketSpans'
  | 'queueAsOf'
  | 'queue'
  | 'search'
  | 'volume'
  | 'quarantine'
  | 'parked'
  | 'parkedStream'
  | 'people'
  | 'suggestions'
  | 'workload'
  | 'agents'
  | 'agent'
  | 'teams'
  | 'team'
>;

/** The same questions, their answers written down by whoever finds them. */
export interface WrittenPages {
  write<N extends Exclude<keyof PageQuestions, 'reached'>>(
    name: N,
    ...asked: Parameters<PageQuestions[N]>
  ): Promise<WrittenAnswer>;
}

/** The questions the api puts to KPIs. */
export type KpiPort = Pick<KpiQuestions, 'reached' | 'figures' | 'events' | 'tickets' | 'whyNot' | 'restatement'>;

/** Webhooks as the api makes and shows them. */
export type WebhookPort = Pick<WebhookDesk, 'list' | 'find' | 'plan' | 'carryOut'>;

/** How much the api takes. Sizes in bytes. */
export interface ApiSettings {
  readonly maxBodyBytes: number;
  readonly maxBatchBodyBytes: number;
  /** Envelopes a second that one key may push to one inbox, in the long run. */
  readonly doorRatePerSecond: number;
  /** Envelopes it may push at once after a rest. */
  readonly doorBurst: number;
  readonly chat: ChatSettings;
  readonly longAnswers: LongAnswerSettings;
}

/** How much a chat socket may ask of the desk. */
export interface ChatSettings {
  readonly maxFrameBytes: number;
  readonly maxSockets: number;
  /** Messages kept but not yet durable, per socket; at this number the socket is read no further. */
  readonly maxUnacknowledged: number;
  readonly messagesPerSecond: number;
  readonly messageBurst: number;
  readonly helloWithinSeconds: number;
  readonly heartbeatSeconds: number;
}

/** Everything the api needs of the rest of the house; the composition root hands it in. */
export interface ApiParts {
  readonly door: Pick<Door, 'keep'>;
  readonly inboxes: InboxDirectory;
  /** Agents and teams as the rules know them. */
  readonly agents: KnownAgents;
  readonly store: Pick<DeskStore, 'keys' | 'results'>;
  readonly commands: DeskCommandPort;
  readonly queries: PageQuestions;
  readonly written: WrittenPages;
  readonly kpis: KpiPort;
  readonly proofs: ProofPort;
  /** Puts an envelope that lies in quarantine before the parser again; resolves when the outcome is in the log. */
  readonly retryEnvelope: (envelope: bigint) => Promise<void>;
  readonly operations: OperationsPort;
  readonly messages: MessageSource;
  /** The log as other systems follow it. */
  readonly feed: FeedPort;
  /** Addresses the log is told to. */
  readonly webhooks: WebhookPort;
  /** Tells what changes in the pages. */
  readonly live: LivePort;
  /** Absent where this process has the only doors. */
  readonly otherDoors?: OtherDoors | undefined;
  readonly status: () => Promise<DeskStatus>;
  /** How far the log is: what is told of the desk’s own affairs, which no page is copied from, is told as of there. */
  readonly head: () => Promise<bigint>;
  /** What `/metrics` tells beside what the api counts itself. */
  readonly measures: Measures;
  /** Places in the case-file log, as answers to writes and questions name them. */
  readonly positions: PositionTokens;
  /** Places in the inbound log, as connectors and chat windows see them. */
  readonly envelopeTokens: PositionTokens;
  /** How deliveries of providers are told from forgeries. */
  readonly webhookSchemes: ReadonlyMap<InboxKind, WebhookScheme>;
  readonly readVisitor: VisitorReader;
  /** Chat windows open now: the outbox pushes replies to them. */
  readonly chatWindows: ChatWindows;
  /** Digest that names a chat visitor's conversation everywhere but on the wire. */
  readonly sessionKey: (inbox: string, session: string) => string;
  readonly outbox: OutboxPort;
  /** Reads a secret from the environment by its variable's name. */
  readonly secret: (name: string) => string | undefined;
  /** Whether everything behind the api works; asked by `/health/ready`. */
  readonly isReady: () => boolean;
  /** Works of this process that stopped where a person must decide, by name. */
  readonly stopped: () => readonly string[];
  readonly clock: Clock;
  /** Milliseconds that only rise, for limits and caches; the machine's where it is left out. */
  readonly ticks?: () => number;
  readonly settings: ApiSettings;
  readonly logger: Logger;
}

/** Under this token Nest hands the parts to whoever asks for them. */
export const apiParts = Symbol('ApiParts');
