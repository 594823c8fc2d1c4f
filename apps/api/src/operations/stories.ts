import { Readable } from 'node:stream';
import { StreamableFile } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { problemOf } from '../problems/index.js';
import type { ProgressLine } from './operations.port.js';

/** A long work that ends after the step at hand once the signal says so. */
export type LongWork = (signal: AbortSignal) => AsyncIterable<ProgressLine>;

/** Long works under way, each told to its client as NDJSON and ended when the client is gone. */
export class Stories {
  private readonly underWay = new Set<Promise<void>>();

  /** Begins a work and tells it as the answer. */
  tell(work: LongWork, { raw }: FastifyReply): StreamableFile {
    const gone = new AbortController();
    // A stream that is let go of would wait for the next line first, and a work may have nothing to tell for long.
    raw.once('close', () => gone.abort());
    const lines = this.asNdjson(work(gone.signal));
    return new StreamableFile(Readable.from(lines), { type: 'application/x-ndjson' });
  }

  /** Resolves when no work is under way any more. */
  async over(): Promise<void> {
    await Promise.all(this.underWay);
  }

  /** The status line is long gone when a work fails: its problem is the last line. */
  private async *asNdjson(lines: AsyncIterable<ProgressLine>): AsyncGenerator<string> {
    const end = Promise.withResolvers<void>();
    this.underWay.add(end.promise);
    try {
      for await (const line of lines) yield `${JSON.stringify(line, inDigits)}\n`;
    } catch (fault) {
      yield `${JSON.stringify({ problem: problemOf(fault) })}\n`;
    } finally {
      this.underWay.delete(end.promise);
      end.resolve();
    }
  }
}

/** Positions are bigints inside and digits outside. */
const inDigits = (_: string, value: unknown): unknown => (typeof value === 'bigint' ? String(value) : value);
