import type { FastifyReply } from 'fastify';
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

/** Answers that go on for as long as their clients stay: counted, limited, and ended when the server goes. */
export class LongAnswers {
  private readonly open: Readonly<Record<LongAnswerKind, Set<LongAnswer>>> = { feed: new Set(), live: new Set() };
  private readonly most: Readonly<Record<LongAnswerKind, number>>;

  constructor(private readonly settings: LongAnswerSettings) {
    this.most = { feed: settings.maxFeedClients, live: settings.maxLiveClients };
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

  /** Takes the reply over: status and headers go out at once. Errors: `TooManyListeners`. */
  begin(kind: LongAnswerKind, reply: FastifyReply, contentType: string): LongAnswer {
    this.mustHaveRoom(kind);
    reply.hijack();
    const { raw } = reply;
    const answer = new LongAnswer(raw, { unreadMs: this.settings.unreadSeconds * 1000 }, () =>
      this.open[kind].delete(answer),
    );
    this.open[kind].add(answer);
    raw.writeHead(200, { 'content-type': contentType, 'cache-control': 'no-store', 'x-accel-buffering': 'no' });
    raw.flushHeaders();
    // Whoever asks for the head of an answer has it now.
    if (reply.request.method === 'HEAD') answer.end();
    return answer;
  }

  /** Ends all of them: their clients come back, here or elsewhere, with the last position they know. */
  end(): void {
    for (const answers of Object.values(this.open)) for (const answer of answers) answer.end();
  }
}
