import type { ReplyFrame } from './chat-frames.js';

/** A reply on its way to a visitor. */
export type PushedReply = Omit<ReplyFrame, 'type'>;

/** `acknowledged` by a window; `silent`: pushed, and no window answered; `away`: there is none. */
export type PushOutcome = 'acknowledged' | 'silent' | 'away';

/** One open window, as far as pushing goes. */
export interface OpenWindow {
  push(frame: ReplyFrame): void;
}

/** How long a window may take to acknowledge a reply, in milliseconds. */
const usualPatienceMs = 15_000;

/** The windows open now, by the conversation of their visitors; a visitor may have several. */
export class ChatWindows {
  private readonly bySession = new Map<string, Set<OpenWindow>>();
  private readonly awaited = new Map<string, (outcome: PushOutcome) => void>();
  private listener: (session: string) => void = () => undefined;

  constructor(private readonly patienceMs = usualPatienceMs) {}

  /** Told whenever a window of a conversation says hello. One listener: the last. */
  whenOneComes(listener: (session: string) => void): void {
    this.listener = listener;
  }

  add(session: string, window: OpenWindow): void {
    const windows = this.bySession.get(session) ?? new Set();
    this.bySession.set(session, windows.add(window));
    this.listener(session);
  }

  remove(session: string, window: OpenWindow): void {
    const windows = this.bySession.get(session);
    windows?.delete(window);
    if (windows?.size === 0) this.bySession.delete(session);
  }

  /** Pushes a reply to every window of a conversation; resolves with the first word about it. */
  push(session: string, reply: PushedReply): Promise<PushOutcome> {
    const windows = this.bySession.get(session);
    if (!windows) return Promise.resolve('away');
    return new Promise((resolve) => {
      const name = nameOf(session, reply.id);
      const late = setTimeout(() => this.settle(name, 'silent'), this.patienceMs);
      this.awaited.set(name, (outcome) => (clearTimeout(late), resolve(outcome)));
      for (const window of windows) window.push({ type: 'reply', ...reply });
    });
  }

  /** A window of this conversation has the reply. */
  acknowledged(session: string, replyId: string): void {
    this.settle(nameOf(session, replyId), 'acknowledged');
  }

  /** Nobody waits any more: the server closes. */
  close(): void {
    for (const name of this.awaited.keys()) this.settle(name, 'silent');
  }

  private settle(name: string, outcome: PushOutcome): void {
    this.awaited.get(name)?.(outcome);
    this.awaited.delete(name);
  }
}

const nameOf = (session: string, replyId: string): string => `${session} ${replyId}`;
