export interface WriteLineOptions<Request, Reply> {
  /** Writes requests in one round trip and one durable commit; replies in the same order. */
  readonly write: (requests: readonly Request[]) => Promise<readonly Reply[]>;
  /** Whether a group that met this fault should be written one by one: one of them cannot be written at all. */
  readonly isOfOne: (fault: unknown) => boolean;
  /** Requests that may wait before `submit` is refused, and their bytes. */
  readonly maxWaiting: number;
  readonly maxWaitingBytes: number;
  /** What a request is refused with. */
  readonly refused: (reason: string) => Error;
}

interface Waiting<Request, Reply> {
  readonly request: Request;
  readonly bytes: number;
  readonly resolve: (reply: Reply) => void;
  readonly reject: (reason: unknown) => void;
}

/** More than this is not written at once: it would keep others from the server, and memory full. */
const largestGroup = 500;
const largestGroupBytes = 4 * 1024 * 1024;

/**
 * Callers of one process share round trips and commits: what is submitted while one is under way goes with the next, in
 * the order it came. One is under way at a time, so that nobody overtakes.
 */
export class WriteLine<Request, Reply> {
  #waiting: Waiting<Request, Reply>[] = [];
  #waitingBytes = 0;
  #writing: Promise<void> | undefined;
  #closed = false;

  constructor(private readonly options: WriteLineOptions<Request, Reply>) {}

  /** Resolves when the request is durable. Rejects with what `write` threw, or `refused` when too much waits. */
  submit(request: Request, bytes: number): Promise<Reply> {
    const { maxWaiting, maxWaitingBytes, refused } = this.options;
    if (this.#closed) return Promise.reject(refused('it is closed'));
    // One alone is always taken: otherwise what is larger than the limit could never be written.
    const isFull = this.#waiting.length >= maxWaiting || this.#waitingBytes + bytes > maxWaitingBytes;
    if (isFull && this.#waiting.length > 0) return Promise.reject(refused('too much waits to be written'));
    return new Promise((resolve, reject) => {
      this.#waiting.push({ request, bytes, resolve, reject });
      this.#waitingBytes += bytes;
      this.#writing ??= this.#writeAll();
    });
  }

  /** Writes what waits; what is submitted from now on is refused. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#writing;
  }

  async #writeAll(): Promise<void> {
    // One turn of the event loop gathers what arrives together.
    await new Promise((resolve) => setImmediate(resolve));
    while (this.#waiting.length > 0) await this.#writeGroup(this.#nextGroup());
    this.#writing = undefined;
  }

  /** At least one. */
  #nextGroup(): readonly Waiting<Request, Reply>[] {
    let bytes = 0;
    const tooMuch = this.#waiting.findIndex((next, at) => {
      bytes += next.bytes;
      return at > 0 && (at >= largestGroup || bytes > largestGroupBytes);
    });
    const group = this.#waiting.splice(0, tooMuch === -1 ? this.#waiting.length : tooMuch);
    this.#waitingBytes -= group.reduce((sum, next) => sum + next.bytes, 0);
    return group;
  }

  async #writeGroup(group: readonly Waiting<Request, Reply>[]): Promise<void> {
    try {
      const replies = await this.options.write(group.map(({ request }) => request));
      group.forEach(({ resolve }, at) => resolve(replies[at] as Reply));
    } catch (fault) {
      if (group.length === 1 || !this.options.isOfOne(fault)) return group.forEach(({ reject }) => reject(fault));
      for (const one of group) await this.#writeGroup([one]);
    }
  }
}
