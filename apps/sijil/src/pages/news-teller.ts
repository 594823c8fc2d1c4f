import type { LiveNews, LivePort } from '#apps/api';
import type { KeptNews, NewsRoom } from '#desk-store';
import type { Part } from '../foundation/index.js';

/** How long news are kept, in seconds: whoever comes back within that misses nothing, at whichever door. */
const keptSeconds = 60;
/** A commit with more to tell is not told, in characters: whoever watches reads anew. */
const mostCharacters = 256 * 1024;

export interface NewsTellerOptions {
  readonly projector: LivePort;
  readonly room: NewsRoom;
  readonly onFault: (fault: unknown) => void;
}

/** Tells other processes what the projector of this one commits, while one of them asks for it. */
export class NewsTeller implements Part {
  private readonly waiting: KeptNews[] = [];
  private keeping: Promise<void> | undefined;
  private began: PromiseWithResolvers<void> | undefined;
  private unwatch: () => void = () => undefined;
  private rest: NodeJS.Timeout | undefined;

  constructor(private readonly options: NewsTellerOptions) {}

  /** Tells for so many seconds, or longer where it was asked to before. Resolves once all that is committed from then on is told. */
  tellFor(seconds: number): Promise<void> {
    clearTimeout(this.rest);
    this.rest = setTimeout(() => this.end(), seconds * 1000).unref();
    return (this.began ??= this.begin()).promise;
  }

  async stop(): Promise<void> {
    clearTimeout(this.rest);
    this.end();
    await this.keeping;
  }

  private begin(): PromiseWithResolvers<void> {
    const began = Promise.withResolvers<void>();
    this.unwatch = this.options.projector.watch((news) => {
      began.resolve();
      this.hear(news);
    });
    return began;
  }

  private end(): void {
    this.unwatch();
    this.began?.resolve();
    this.began = undefined;
  }

  private hear({ since, position, changes }: LiveNews): void {
    const told = JSON.stringify(changes);
    if (position <= since || told.length > mostCharacters) return;
    this.waiting.push({ since, position, told });
    this.keeping ??= this.keepAll().finally(() => (this.keeping = undefined));
  }

  /** What comes meanwhile is kept together. What cannot be kept is missing, and whoever reads finds that out. */
  private async keepAll(): Promise<void> {
    const { room, onFault } = this.options;
    while (this.waiting.length > 0) await room.keep(this.waiting.splice(0), keptSeconds).catch(onFault);
  }
}
