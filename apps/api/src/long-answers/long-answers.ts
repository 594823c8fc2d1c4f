import type { FastifyReply } from 'fastify';
import { StandingAccess } from '../access/index.js';
import type { KeyRing } from '../access/index.js';
import type { Measure } from '../metrics/index.js';
import { LongAnswer } from './long-answer.js';
import { TooManyListeners } from './long-answers.errors.js';

/** What clients stay for. */
export type LongAnswerKind = 'feed' | 'live';

/** How much clients who stay may ask of the desk. */
export interface LongAnswerSettings {
  readonly maxFeedClients: number;
  readonly maxLiveClients: number;
  /** Seconds between two signs of life where nothing happens. */
  readonly heartbeatSeconds: number;
  /** Seconds a client may leave unread what it was sent. */
  readonly unreadSeconds: number;
}

/** A client that stays, and what is said to it when it may not. */
interface Stay {
  readonly access: StandingAccess;
  readonly lastWords: () => string;
}

/** How often it is looked at whether those who stay still may, in milliseconds. */
const lookEveryMs = 1_000;

/**
 * Answers that go on for as long as their clients stay: counted, limited, and ended when the server goes, or when what a
 * client was let in with is not so any more.
 */
export class LongAnswers {
  private readonly open: Readonly<Record<LongAnswerKind, Map<LongAnswer, Stay>>> = { feed: new Map(), live: new Map() };
  private readonly most: Readonly<Record<LongAnswerKind, number>>;
  private readonly looking: NodeJS.Timeout;

  constructor(
    private readonly settings: LongAnswerSettings,
    private readonly keys: Pick<KeyRing, 'find' | 'reachOf'>,
  ) {
    this.most = { feed: settings.maxFeedClients, live: settings.maxLiveClients };
    this.looking = setInterval(() => void this.endThoseWhoMayNotStay(), lookEveryMs).unref();
  }

  /** Clients of each kind, at this moment. */
  get clients(): Readonly<Record<LongAnswerKind, number>> {
    return { feed: this.open.feed.size, live: this.open.live.size };
  }

  /** For `/metrics`. */
  measure(): Measure {
    const values = Object.entries(this.clients).map(([kind, value]) => ({ labels: { kind }, value }));
    return { name: 'sijil_listeners', help: 'Clients that follow feed, queues or tickets.', kind: 'gauge', values };
  }

  /** Errors: `TooManyListeners`. */
  mustHaveRoom(kind: LongAnswerKind): void {
    if (this.open[kind].size >= this.most[kind]) throw new TooManyListeners(kind);
  }

  /**
   * Takes the reply over: status and headers go out at once. `lastWords`: what a client is told whose key, agent or teams
   * have changed, before its answer ends. Errors: `TooManyListeners`.
   */
  begin(kind: LongAnswerKind, reply: FastifyReply, contentType: string, lastWords = () => ''): LongAnswer {
    this.mustHaveRoom(kind);
    reply.hijack();
    const { raw } = reply;
    const answer = new LongAnswer(raw, { unreadMs: this.settings.unreadSeconds * 1000 }, () =>
      this.open[kind].delete(answer),
    );
    this.open[kind].set(answer, { access: new StandingAccess(this.keys, reply.request), lastWords });
    raw.writeHead(200, { 'content-type': contentType, 'cache-control': 'no-store', 'x-accel-buffering': 'no' });
    raw.flushHeaders();
    // Whoever asks for the head of an answer has it now.
    if (reply.request.method === 'HEAD') answer.end();
    return answer;
  }

  /** Ends all of them: their clients come back, here or elsewhere, with the last position they know. */
  end(): void {
    clearInterval(this.looking);
    for (const answers of Object.values(this.open)) for (const answer of answers.keys()) answer.end();
  }

  /** Where nobody can say whether a key is in force, its answers go on: the store is asked again in a moment. */
  private async endThoseWhoMayNotStay(): Promise<void> {
    const stays = Object.values(this.open).flatMap((answers) => [...answers]);
    for (const [answer, { access, lastWords }] of stays) {
      if (await access.isAsItWas().catch(() => true)) continue;
      answer.offer(Buffer.from(lastWords()));
      answer.end();
    }
  }
}
