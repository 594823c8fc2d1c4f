import { availableParallelism } from 'node:os';
import { Piscina } from 'piscina';
import type { Parse } from '#application';
import type { InboxProfile, ParsedEnvelope, RawEnvelope } from '#channels';
import { parserFor } from '#channels/open';
import type { InboxKind } from '#domain';
import type { ParseTask } from './parse.worker.js';

/** Forms whose reading takes so long that the door would feel it; the others cost less than handing them over. */
const slow: ReadonlySet<InboxKind> = new Set(['email', 'asterisk-cdr']);
/** Above this even a quick form is read elsewhere. Bytes. */
const largestReadHere = 32 * 1024;

export interface ParsePoolOptions {
  /** Module of the parsing thread. */
  readonly module?: URL;
  /** An envelope that takes longer is given up: it would hold up all that is behind it. Milliseconds. */
  readonly longestMs?: number;
  readonly threads?: number;
}

/** Reads envelopes: slow and large ones on threads of their own, the others where they are. */
export class ParsePool {
  private readonly pool: Piscina<ParseTask, ParsedEnvelope>;
  private readonly longestMs: number;
  private free: number;
  private readonly waiting: (() => void)[] = [];

  constructor({
    module = new URL('./parse.worker.js', import.meta.url),
    longestMs = 60_000,
    threads = Math.max(1, availableParallelism() - 1),
  }: ParsePoolOptions = {}) {
    this.pool = new Piscina({ filename: module.href, minThreads: 0, maxThreads: threads, idleTimeout: 30_000 });
    this.longestMs = longestMs;
    this.free = threads;
  }

  /** Errors: whatever the parser throws, and `Error` when it does not come to an end. */
  readonly parse: Parse = async (raw: RawEnvelope, inbox: InboxProfile): Promise<ParsedEnvelope> => {
    if (slow.has(inbox.kind) || raw.bytes.byteLength > largestReadHere) return this.elsewhere({ raw, inbox });
    return (await parserFor(inbox.kind))(raw, inbox);
  };

  close(): Promise<void> {
    return this.pool.close();
  }

  /** Handed over only when a thread is free: the time in the queue is not the envelope's own. */
  private async elsewhere(task: ParseTask): Promise<ParsedEnvelope> {
    if (this.free > 0) this.free -= 1;
    else await new Promise<void>((resolve) => this.waiting.push(resolve));
    const tooLong = AbortSignal.timeout(this.longestMs);
    try {
      return await this.pool.run(task, { signal: tooLong });
    } catch (fault) {
      if (!tooLong.aborted) throw fault;
      throw new Error(`reading it did not come to an end within ${this.longestMs} ms`, { cause: fault });
    } finally {
      const next = this.waiting.shift();
      if (next) next();
      else this.free += 1;
    }
  }
}
