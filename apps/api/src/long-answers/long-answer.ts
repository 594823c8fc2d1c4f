import type { ServerResponse } from 'node:http';

/** How long a client may leave what it was sent unread, in milliseconds, before the connection is cut. */
export interface Patience {
  readonly unreadMs: number;
}

/** One answer that goes on for as long as the client stays. Never more than one piece waits for a client that is slow. */
export class LongAnswer {
  private readonly leaving = new AbortController();
  private deadline: NodeJS.Timeout | undefined;

  constructor(
    private readonly raw: ServerResponse,
    private readonly patience: Patience,
    onGone: () => void,
  ) {
    raw.once('close', () => {
      clearTimeout(this.deadline);
      this.leaving.abort();
      onGone();
    });
    raw.on('error', () => raw.destroy());
  }

  /** Aborted once nobody listens any more. */
  get gone(): AbortSignal {
    return this.leaving.signal;
  }

  /** What was sent is not taken in yet. */
  get isBehind(): boolean {
    return this.raw.writableNeedDrain;
  }

  /** Sends, and resolves when the client takes more, or is gone. */
  async write(bytes: Uint8Array): Promise<void> {
    if (!this.offer(bytes)) await this.drained();
  }

  /** Sends; `false` where the client must take that in first. */
  offer(bytes: Uint8Array): boolean {
    if (this.gone.aborted || this.raw.writableEnded) return true;
    const takesMore = this.raw.write(bytes);
    if (!takesMore && this.deadline === undefined) this.expectReading();
    return takesMore;
  }

  /** Resolves once the client took in what it was sent, or is gone. */
  drained(): Promise<void> {
    if (this.gone.aborted || !this.raw.writableNeedDrain) return Promise.resolve();
    return new Promise((resolve) => {
      const done = () => {
        this.raw.off('drain', done).off('close', done);
        resolve();
      };
      this.raw.once('drain', done).once('close', done);
    });
  }

  end(): void {
    if (!this.raw.writableEnded) this.raw.end();
  }

  /** A client that reads nothing for long is cut off: it comes back with the last position it knows. */
  private expectReading(): void {
    this.deadline = setTimeout(() => this.raw.destroy(), this.patience.unreadMs).unref();
    this.raw.once('drain', () => {
      clearTimeout(this.deadline);
      this.deadline = undefined;
    });
  }
}
