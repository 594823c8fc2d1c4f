import { setImmediate as nextTurn } from 'node:timers/promises';
import { availableParallelism } from 'node:os';
import { Piscina } from 'piscina';
import { outlineEnvelope } from '#application/open';
import type { OutlinedEnvelope, Parse } from '#application';
import { parserFor } from '#channels/open';
import type { InboxKind } from '#domain';
import { unpackEnvelope } from './packed-envelope.js';
import type { ParseTask, ReadTasks } from './parse.worker.js';

/** Forms whose reading takes so long that a thread of their own is worth it; the others cost less than handing them over. */
const slow: ReadonlySet<InboxKind> = new Set(['email', 'asterisk-cdr']);
/** Above this even a quick form is read elsewhere. Bytes. */
const largestReadHere = 32 * 1024;
/** Envelopes handed over together: crossing to another thread costs as much as reading a short mail. */
const mostTogether = 128;
const mostBytesTogether = 1024 * 1024;

export interface ParsePoolOptions {
  /** Module of the parsing thread. */
  readonly module?: URL;
  /** An envelope that takes longer is given up: it would hold up all that is behind it. Milliseconds. */
  readonly longestMs?: number;
  readonly threads?: number;
}

interface Waiting {
  readonly task: ParseTask;
  readonly resolve: (read: OutlinedEnvelope) => void;
  readonly reject: (fault: unknown) => void;
}

/** Reads envelopes: slow and large ones on threads of their own, the others where they are. */
export class ParsePool {
  private readonly pool: Piscina<readonly ParseTask[], ReadTasks>;
  private readonly longestMs: number;
  private free: number;
  private readonly line: Waiting[] = [];

  constructor({
    module = new URL('./parse.worker.js', import.meta.url),
    longestMs = 60_000,
    threads = Math.max(1, availableParallelism() - 1),
  }: ParsePoolOptions = {}) {
    const resourceLimits = { maxYoungGenerationSizeMb: 8 };
    const pool = { minThreads: 0, maxThreads: threads, idleTimeout: 30_000, resourceLimits };
    this.pool = new Piscina({ filename: module.href, ...pool });
    this.longestMs = longestMs;
    this.free = threads;
  }

  /** Errors: whatever the parser throws, and `Error` when it does not come to an end. */
  readonly parse: Parse = async (raw, inbox): Promise<OutlinedEnvelope> => {
    if (!slow.has(inbox.kind) && raw.bytes.byteLength <= largestReadHere) {
      const parser = await parserFor(inbox.kind);
      return outlineEnvelope(await parser(raw, inbox));
    }
    return new Promise((resolve, reject) => {
      this.line.push({ task: { raw, inbox }, resolve, reject });
      if (this.free > 0) void this.workOff();
    });
  };

  close(): Promise<void> {
    return this.pool.close();
  }

  /** One thread's work, for as long as anything waits. What is asked in one turn of the event loop goes together. */
  private async workOff(): Promise<void> {
    this.free -= 1;
    await nextTurn();
    for (let next = this.nextGroup(); next.length > 0; next = this.nextGroup()) await this.readTogether(next);
    this.free += 1;
  }

  private nextGroup(): readonly Waiting[] {
    let bytes = 0;
    const tooMuch = this.line.findIndex(({ task }, at) => {
      bytes += task.raw.bytes.byteLength;
      return at > 0 && (at >= mostTogether || bytes > mostBytesTogether);
    });
    return this.line.splice(0, tooMuch === -1 ? this.line.length : tooMuch);
  }

  /** A group that comes to no end is read again one by one: only the envelope at fault is given up. */
  private async readTogether(group: readonly Waiting[]): Promise<void> {
    try {
      const { read, plaintexts } = await this.elsewhere(group.map(({ task }) => task));
      group.forEach(({ resolve, reject }, at) => {
        const one = read[at] ?? { fault: new Error('the parsing thread gave no answer') };
        if ('packed' in one) resolve(unpackEnvelope(one.packed, plaintexts));
        else reject(one.fault);
      });
    } catch (fault) {
      if (group.length === 1) group[0]?.reject(fault);
      else for (const one of group) await this.readTogether([one]);
    }
  }

  private async elsewhere(tasks: readonly ParseTask[]): Promise<ReadTasks> {
    const tooLong = AbortSignal.timeout(this.longestMs);
    try {
      return await this.pool.run(tasks, { signal: tooLong });
    } catch (fault) {
      if (!tooLong.aborted) throw fault;
      throw new Error(`reading it did not come to an end within ${this.longestMs} ms`, { cause: fault });
    }
  }
}
