import type { LiveNews, LivePort } from '#apps/api';
import { KeptThread } from '../threads/kept-thread.js';
import type { PageUrls } from './page-urls.js';

/** What the projector's thread tells. */
export type ProjectorWord = { readonly position: bigint; readonly news?: LiveNews } | { readonly warning: string };

/** What it is told: whether somebody watches what changes; or the end. */
export type ToProjector = { readonly isWatched: boolean } | 'stop';

/** What it begins with. */
export interface ProjectorBeginning {
  readonly urls: PageUrls;
  readonly isWatched: boolean;
}

export interface ProjectorThreadOptions {
  readonly urls: PageUrls;
  readonly onWarning: (warning: string) => void;
  readonly onFault: (fault: unknown) => void;
}

const projectorWorker = new URL('./projector.worker.js', import.meta.url);

/** Keeps a projector at work on a thread of its own. */
export class ProjectorThread implements LivePort {
  private readonly thread: KeptThread<ProjectorWord>;
  /** How far the live pages are, as the thread last said. */
  position = 0n;
  private hearNews: ((news: LiveNews) => void) | undefined;

  constructor(
    private readonly options: ProjectorThreadOptions,
    module = projectorWorker,
    name = 'projector',
  ) {
    const { urls, onFault } = options;
    const hear = (word: ProjectorWord) => this.hear(word);
    const beginning = () => ({ workerData: this.beginningWith(urls) });
    this.thread = new KeptThread({ name, module, beginning, hear, onFault });
  }

  /** It works, or will in a moment. */
  get isWell(): boolean {
    return this.thread.isWell;
  }

  /** One watcher at a time. */
  watch(hear: (news: LiveNews) => void): () => void {
    this.hearNews = hear;
    this.thread.tell({ isWatched: true } satisfies ToProjector);
    return () => {
      this.hearNews = undefined;
      this.thread.tell({ isWatched: false } satisfies ToProjector);
    };
  }

  stop(): Promise<void> {
    return this.thread.stop();
  }

  private beginningWith(urls: PageUrls): ProjectorBeginning {
    return { urls, isWatched: this.hearNews !== undefined };
  }

  private hear(word: ProjectorWord): void {
    if ('warning' in word) return this.options.onWarning(word.warning);
    this.position = word.position;
    this.thread.provenWell();
    if (word.news) this.hearNews?.(word.news);
  }
}
