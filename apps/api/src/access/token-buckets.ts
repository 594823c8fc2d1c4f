interface Bucket {
  tokens: number;
  filledAt: number;
}

/** Buckets remembered at once; the longest unused is forgotten first, and a forgotten one is full again. */
const mostBuckets = 20_000;

/**
 * A limit for each name: `burst` at once after a rest, `perSecond` in the long run.
 * A cost greater than what is left is let through and leaves a debt, so that a large batch is slowed, never locked out.
 */
export class TokenBuckets {
  private readonly buckets = new Map<string, Bucket>();

  constructor(
    private readonly perSecond: number,
    private readonly burst: number,
    /** Milliseconds that only rise. */
    private readonly ticks: () => number,
  ) {}

  /** Takes `cost`. Answers 0, or the whole seconds to wait when nothing was left; then nothing is taken. */
  take(name: string, cost: number): number {
    const bucket = this.refilled(name);
    if (bucket.tokens <= 0) return Math.max(1, Math.ceil((1 - bucket.tokens) / this.perSecond));
    bucket.tokens -= cost;
    return 0;
  }

  private refilled(name: string): Bucket {
    const now = this.ticks();
    const bucket = this.buckets.get(name);
    if (!bucket) return this.remember(name, { tokens: this.burst, filledAt: now });
    const earned = ((now - bucket.filledAt) / 1000) * this.perSecond;
    bucket.tokens = Math.min(this.burst, bucket.tokens + earned);
    bucket.filledAt = now;
    return bucket;
  }

  private remember(name: string, bucket: Bucket): Bucket {
    if (this.buckets.size >= mostBuckets) {
      const [longestKnown] = this.buckets.keys();
      if (longestKnown !== undefined) this.buckets.delete(longestKnown);
    }
    this.buckets.set(name, bucket);
    return bucket;
  }
}
