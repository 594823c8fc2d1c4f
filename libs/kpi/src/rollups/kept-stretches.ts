import type { OpenStretch } from './stretch-bytes.js';

/** What a stretch is known by: where it begins, and the digest of its facts. */
export interface StretchName {
  readonly start: number;
  readonly digest: number;
}

interface Kept {
  readonly start: number;
  readonly stretch: OpenStretch;
  /** The number of the question that used it last. */
  used: number;
}

/** What so many questions did not ask for makes room for others. */
const questionsKept = 8;

/**
 * Stretches that stay in memory from question to question, packed as they lie in the pages. A stretch that changed has
 * another digest: the old one is not asked for any more, and goes when room is needed. What was used lately is never
 * given up for what comes, so that going through more than there is room for still finds a part of it here.
 */
export class KeptStretches {
  /** The one that was not used for longest is the first. */
  readonly #kept = new Map<number, Kept>();
  #bytes = 0;
  #question = 0;

  constructor(private readonly mostBytes: number) {}

  /** Another question begins. */
  turn(): void {
    this.#question += 1;
  }

  /** Whoever is told of a stretch here finds it until some questions later. */
  of({ start, digest }: StretchName): OpenStretch | undefined {
    const kept = this.#kept.get(digest);
    if (kept?.start !== start) return undefined;
    if (kept.used !== this.#question) this.#use(digest, kept);
    return kept.stretch;
  }

  /** Keeps it where there is room, or what lies here was not used lately. */
  keep({ start, digest }: StretchName, stretch: OpenStretch): void {
    if (this.#kept.has(digest)) return;
    this.#makeRoom(stretch.bytes.length);
    if (this.#bytes + stretch.bytes.length > this.mostBytes) return;
    this.#bytes += stretch.bytes.length;
    this.#kept.set(digest, { start, stretch, used: this.#question });
  }

  #use(digest: number, kept: Kept): void {
    kept.used = this.#question;
    this.#kept.delete(digest);
    this.#kept.set(digest, kept);
  }

  #makeRoom(bytes: number): void {
    for (const [digest, { stretch, used }] of this.#kept) {
      if (this.#bytes + bytes <= this.mostBytes || used + questionsKept > this.#question) return;
      this.#kept.delete(digest);
      this.#bytes -= stretch.bytes.length;
    }
  }
}
