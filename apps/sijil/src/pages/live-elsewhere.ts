import { setTimeout as pause } from 'node:timers/promises';
import type { LiveChange, LiveNews, LivePort } from '#apps/api';
import type { KeptNews, NewsRoom } from '#desk-store';
import type { ReadStore } from '#read-store';

/** How often it looks for what it was not woken for, in milliseconds. */
const lookEveryMs = 2_000;
/** How often those who tell are asked to go on, in milliseconds. */
const askEveryMs = 10_000;
/** How long pages may be ahead of what is told of them before something is taken to be missing, in milliseconds. */
const patienceMs = 2_000;
const restAfterFaultMs = 1_000;

export interface LiveElsewhereOptions {
  readonly pages: Pick<ReadStore<never>, 'position'>;
  readonly room: NewsRoom;
  /** Asks whoever copies pages to tell what they commit, for longer than until it asks again; resolves once they do. */
  readonly askToTell: () => Promise<void>;
  readonly onFault: (fault: unknown) => void;
}

type Hear = (news: LiveNews) => void;

/**
 * What other processes commit to the pages, as they tell it. Where something is missing for long, or the pages were begun anew,
 * it begins again from where they are, and whoever watches is told to read anew.
 */
export class LiveElsewhere implements LivePort {
  constructor(private readonly options: LiveElsewhereOptions) {}

  watch(hear: Hear): () => void {
    const left = new AbortController();
    void this.keepFollowing(hear, left.signal);
    return () => left.abort();
  }

  private async keepFollowing(hear: Hear, signal: AbortSignal): Promise<void> {
    const hearWhileThere: Hear = (news) => (signal.aborted ? undefined : hear(news));
    while (!signal.aborted) {
      try {
        await new Following(this.options, hearWhileThere).run(signal);
      } catch (fault) {
        this.options.onFault(fault);
        await pause(restAfterFaultMs, undefined, { signal }).catch(() => undefined);
      }
    }
  }
}

/** News put together in their order, until a fault. */
class Following {
  private told = 0n;
  private askedAt = 0;
  /** Since when the pages have been ahead of what was told. */
  private behindSince: number | undefined;

  constructor(
    private readonly options: LiveElsewhereOptions,
    private readonly hear: Hear,
  ) {}

  async run(signal: AbortSignal): Promise<void> {
    await this.ask();
    await this.begin();
    while (!signal.aborted) {
      const woken = this.options.room.rung(AbortSignal.any([signal, AbortSignal.timeout(lookEveryMs)]));
      if (performance.now() - this.askedAt >= askEveryMs) await this.ask();
      if (!this.tell(await this.options.room.after(this.told))) await this.lookForHoles();
      await woken;
    }
  }

  private ask(): Promise<void> {
    this.askedAt = performance.now();
    return this.options.askToTell();
  }

  /** From the earliest on from which nothing is missing: whoever comes back from another door is told what he missed. */
  private async begin(): Promise<void> {
    const [position, kept] = [await this.options.pages.position(), await this.options.room.after(0n)];
    const first = kept.findLastIndex(({ since }, at) => since !== kept[at - 1]?.position);
    const start = kept[first]?.since ?? position;
    const isWhole = (kept.at(-1)?.position ?? position) >= position;
    this.beginAt(isWhole ? start : position);
    this.tell(kept.slice(Math.max(0, first)));
  }

  private beginAt(position: bigint): void {
    this.told = position;
    this.behindSince = undefined;
    this.hear({ since: position, position, changes: [] });
  }

  /** Tells what goes on from where it is; whether anything did. */
  private tell(kept: readonly KeptNews[]): boolean {
    const before = this.told;
    for (const { since, position, told } of kept) {
      if (since > this.told) break;
      if (position <= this.told) continue;
      this.hear({ since: this.told, position, changes: JSON.parse(told) as LiveChange[] });
      this.told = position;
    }
    if (this.told > before) this.behindSince = undefined;
    return this.told > before;
  }

  private async lookForHoles(): Promise<void> {
    const position = await this.options.pages.position();
    if (position === this.told) return void (this.behindSince = undefined);
    this.behindSince ??= performance.now();
    const isPatient = position > this.told && performance.now() - this.behindSince < patienceMs;
    if (isPatient) return;
    await this.ask();
    this.beginAt(await this.options.pages.position());
  }
}
