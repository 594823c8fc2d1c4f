/** The last event of a stream as the writer thread remembers it. */
export interface KnownTip {
  /** Row id in `streams`; 0 for a stream that does not exist. */
  readonly streamId: number;
  readonly version: number;
  readonly hash: Uint8Array;
}

/** Tips of the streams written last; the one not used for longest is forgotten first. */
export class StreamTips {
  readonly #tips = new Map<string, KnownTip>();

  constructor(private readonly capacity: number) {}

  get(stream: string): KnownTip | undefined {
    const tip = this.#tips.get(stream);
    if (tip) this.set(stream, tip);
    return tip;
  }

  set(stream: string, tip: KnownTip): void {
    this.#tips.delete(stream);
    this.#tips.set(stream, tip);
    if (this.#tips.size <= this.capacity) return;
    for (const [oldest] of this.#tips) return void this.#tips.delete(oldest);
  }

  clear(): void {
    this.#tips.clear();
  }
}
