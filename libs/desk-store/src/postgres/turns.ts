import { DeskBusy, DeskUnavailable } from '../desk-store.errors.js';

/** Something that can be asked for. Neighbours in the line that ask for the same are written together, in one commit. */
export interface Write<Given, Answer> {
  /** Answers one for each, in order. */
  readonly together: (given: readonly Given[]) => Promise<readonly Answer[]>;
  /** How many at most. */
  readonly most: number;
}

interface Waiting {
  readonly write: Write<never, unknown>;
  readonly given: unknown;
  readonly bytes: number;
  readonly resolve: (answer: never) => void;
  readonly reject: (fault: unknown) => void;
}

export interface TurnLimits {
  /** Bytes that may wait before `ask` is refused; one alone is always taken. */
  readonly maxWaitingBytes: number;
  /** Bytes that are written together at most; one alone is always written. */
  readonly maxBytesTogether: number;
}

const maxWaiting = 65_536;

/**
 * Does what it is asked for one after another, in the order it is asked: what one commit takes, the next ones gather in.
 * Errors: those of the write; `DeskBusy`, `DeskUnavailable` (it is closed).
 */
export class Turns {
  readonly #waiting: Waiting[] = [];
  #bytes = 0;
  #working: Promise<void> | undefined;
  #closed = false;

  constructor(private readonly limits: TurnLimits) {}

  /** Resolves when it is durable. `bytes`: about how much of memory it takes until then. */
  ask<Given, Answer>(write: Write<Given, Answer>, given: Given, bytes = 0): Promise<Answer> {
    if (this.#closed) return Promise.reject(new DeskUnavailable('the desk store is closed'));
    if (this.#isFull(bytes)) return Promise.reject(new DeskBusy('too much waits to be written'));
    this.#bytes += bytes;
    const answered = new Promise<Answer>((resolve, reject) => {
      this.#waiting.push({ write: write, given, bytes, resolve, reject });
    });
    this.#working ??= this.#work();
    return answered;
  }

  /** Writes what waits. What is asked for from now on is refused. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#working;
  }

  #isFull(bytes: number): boolean {
    const { length } = this.#waiting;
    return length >= maxWaiting || (this.#bytes > 0 && this.#bytes + bytes > this.limits.maxWaitingBytes);
  }

  async #work(): Promise<void> {
    // One turn of the event loop gathers what arrives together.
    await new Promise((gathered) => setImmediate(gathered));
    while (this.#waiting.length > 0) {
      const group = this.#nextGroup();
      await settle(group);
      for (const { bytes } of group) this.#bytes -= bytes;
    }
    this.#working = undefined;
  }

  /** The first that waits, and those behind it that ask for the same. */
  #nextGroup(): readonly Waiting[] {
    const first = this.#waiting[0];
    let [size, bytes] = [0, 0];
    for (const next of this.#waiting) {
      const fits = size === 0 || (size < next.write.most && bytes + next.bytes <= this.limits.maxBytesTogether);
      if (next.write !== first?.write || !fits) break;
      bytes += next.bytes;
      size += 1;
    }
    return this.#waiting.splice(0, size);
  }
}

async function settle(group: readonly Waiting[]): Promise<void> {
  try {
    const answers = await group[0]?.write.together(group.map(({ given }) => given as never));
    group.forEach(({ resolve }, at) => resolve(answers?.[at] as never));
  } catch (fault) {
    for (const { reject } of group) reject(fault);
  }
}
