/** A request whose caller waits. */
export interface Waiting<Request, Reply> {
  readonly request: Request;
  readonly bytes: number;
  readonly resolve: (reply: Reply) => void;
  readonly reject: (reason: Error) => void;
}

/** More than this is not written in one transaction: it would keep the callers at its head waiting, and memory full. */
const largestBatch = 1024;
const largestBatchBytes = 8 * 1024 * 1024;

/** Requests that wait for the writer thread, first come first served. */
export class WaitingLine<Request, Reply> {
  private waiting: Waiting<Request, Reply>[] = [];
  private waitingBytes = 0;

  get length(): number {
    return this.waiting.length;
  }

  /** Sum of what the requests weigh. */
  get bytes(): number {
    return this.waitingBytes;
  }

  join(waiting: Waiting<Request, Reply>): void {
    this.waiting.push(waiting);
    this.waitingBytes += waiting.bytes;
  }

  /** Takes from the head what is written together: at least one. */
  nextBatch(): readonly Waiting<Request, Reply>[] {
    let bytes = 0;
    const tooMuch = this.waiting.findIndex((next, at) => {
      bytes += next.bytes;
      return at > 0 && (at >= largestBatch || bytes > largestBatchBytes);
    });
    const batch = this.waiting.splice(0, tooMuch === -1 ? this.waiting.length : tooMuch);
    this.waitingBytes -= batch.reduce((sum, { bytes }) => sum + bytes, 0);
    return batch;
  }

  /** Empties the line. */
  leave(): readonly Waiting<Request, Reply>[] {
    this.waitingBytes = 0;
    return this.waiting.splice(0);
  }
}
