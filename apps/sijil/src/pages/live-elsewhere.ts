import { setTimeout as pause } from 'node:timers/promises';
import type { LiveNews, LivePort } from '#apps/api';
import type { ReadStore } from '#read-store';

/** How long changes gather before they are told, in milliseconds: each makes whoever watches read anew. */
const gatherMs = 1_000;
/** How long it waits for pages to move before it asks again, in milliseconds. */
const patienceMs = 30_000;

export interface LiveElsewhereOptions {
  readonly pages: Pick<ReadStore<never>, 'position' | 'waitFor'>;
  readonly onFault: (fault: unknown) => void;
}

/**
 * Pages that another process copies: they say how far they are, and not what changed. So every telling is a new beginning,
 * and whoever watches is told to read anew (`reset`), once a second at most.
 */
export class LiveElsewhere implements LivePort {
  constructor(private readonly options: LiveElsewhereOptions) {}

  watch(hear: (news: LiveNews) => void): () => void {
    const left = new AbortController();
    void this.tell(hear, left.signal);
    return () => left.abort();
  }

  private async tell(hear: (news: LiveNews) => void, signal: AbortSignal): Promise<void> {
    const { pages, onFault } = this.options;
    let told = -1n;
    while (!signal.aborted) {
      try {
        const position = await pages.position();
        if (position !== told && !signal.aborted) hear({ since: position, position, changes: [] });
        told = position;
        await this.moved(told, signal);
      } catch (fault) {
        onFault(fault);
      }
      await pause(gatherMs, undefined, { signal }).catch(() => undefined);
    }
  }

  /** Resolves when the pages are further, and now and then: they may also stand further back, when they are copied anew. */
  private async moved(position: bigint, signal: AbortSignal): Promise<void> {
    const patience = AbortSignal.any([signal, AbortSignal.timeout(patienceMs)]);
    await this.options.pages.waitFor(position + 1n, patience).catch((fault: unknown) => {
      if (!patience.aborted) throw fault;
    });
  }
}
