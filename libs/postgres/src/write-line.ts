/** Something that can be asked for. Neighbours in the line that ask for the same are written together, in one commit. */
export interface Write<Given, Answer> {
  /** Writes them in one round trip and one durable commit; answers one for each, in order. */
  readonly together: (given: readonly Given[]) => Promise<readonly Answer[]>;
  /** How many at most: more would keep others from the server. */
  readonly most: number;
  /** Whether this is the fault of one among them, so that each is tried alone. Left out: a fault is told to all of them. */
  readonly isOfOne?: (fault: unknown) => boolean;
}

export interface WriteLineOptions {
  /** Requests that may wait before `ask` is refused, and their bytes; one alone is always taken. */
  readonly maxWaiting: number;
  readonly maxWaitingBytes: number;
  /** Bytes that are written together at most; one alone is always written. */
  readonly maxBytesTogether: number;
  /** What a request is refused with. */
  readonly refused: (why: 'closed' | 'full') => Error;
}

interface Waiting {
  readonly write: Write<never, unknown>;
  readonly given: unknown;
  readonly bytes: number;
  readonly resolve: (answer: never) => void;
  readonly reject: (fault: unknown) => void;
}

/**
 * Callers of one process share round trips and commits: what is asked for while one is under way goes with the next, in
 * the order it came. One is under way at a time, so that nobody overtakes.
 */
export class WriteLine {
  readonly #waiting: Waiting[] = [];
  #bytes = 0;
  #working: Promise<void> | undefined;
  #closed = false;

  constructor(private readonly options: WriteLineOptions) {}

  /**
   * Resolves when it is durable. `bytes`: about how much of memory it takes while it waits.
   * Rejects with what the write threw, or with `refused`.
   */
  ask<Given, Answer>(write: Write<Given, Answer>, given: Given, bytes = 0): Promise<Answer> {
    if (this.#closed) return Promise.reject(this.options.refused('closed'));
    if (this.#isFull(bytes)) return Promise.reject(this.options.refused('full'));
    this.#bytes += bytes;
    return new Promise<Answer>((resolve, reject) => {
      this.#waiting.push({ write, given, bytes, resolve, reject });
      this.#working ??= this.#work();
    });
  }

  /** Writes what waits. What is asked for from now on is refused. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#working;
  }

  /** One alone is always taken: otherwise what is larger than the limit could never be written. */
  #isFull(bytes: number): boolean {
    const { maxWaiting, maxWaitingBytes } = this.options;
    const { length } = this.#waiting;
    return length > 0 && (length >= maxWaiting || this.#bytes + bytes > maxWaitingBytes);
  }

  async #work(): Promise<void> {
    // One turn of the event loop gathers what arrives together.
    await new Promise((gathered) => setImmediate(gathered));
    while (this.#waiting.length > 0) await settle(this.#nextGroup());
    this.#working = undefined;
  }

  /** The first that waits, and those behind it that ask for the same. */
  #nextGroup(): readonly Waiting[] {
    const first = this.#waiting[0];
    let bytes = 0;
    const end = this.#waiting.findIndex((next, size) => {
      bytes += next.bytes;
      const fits = size < next.write.most && bytes <= this.options.maxBytesTogether;
      return size > 0 && (next.write !== first?.write || !fits);
    });
    const group = this.#waiting.splice(0, end === -1 ? this.#waiting.length : end);
    for (const taken of group) this.#bytes -= taken.bytes;
    return group;
  }
}

async function settle(group: readonly Waiting[]): Promise<void> {
  const write = group[0]?.write;
  try {
    const answers = await write?.together(group.map(({ given }) => given as never));
    group.forEach(({ resolve }, at) => resolve(answers?.[at] as never));
  } catch (fault) {
    if (group.length === 1 || !write?.isOfOne?.(fault)) return group.forEach(({ reject }) => reject(fault));
    for (const one of group) await settle([one]);
  }
}
