import type { LiveNews, LivePort } from '#apps/api';
import type { FaultWords } from '../fault-words.js';
import { FaultElsewhere } from '../intake/intake-thread.js';
import type { KafkaSource } from '../kafka/kafka-source.js';
import { KeptThread } from '../threads/kept-thread.js';
import type { PageUrls } from './page-urls.js';

/** What the projector's thread tells: how far the pages are, what an operator should know, or a fault after which it goes on. */
export type ProjectorWord =
  | { readonly position: bigint; readonly news?: LiveNews }
  | { readonly warning: string }
  | { readonly fault: FaultWords };

/** What it is told: whether somebody watches what changes; or the end. */
export type ToProjector = { readonly isWatched: boolean } | 'stop';

/** What it begins with. */
export interface ProjectorBeginning {
  readonly urls: PageUrls;
  readonly isWatched: boolean;
  /** Where it reads events; in the log where it is left out. */
  readonly kafka: KafkaSource | undefined;
}

export interface ProjectorThreadOptions {
  readonly urls: PageUrls;
  readonly kafka?: KafkaSource | undefined;
  readonly onWarning: (warning: string) => void;
  readonly onFault: (fault: unknown) => void;
  /** Told when the pages moved on: from where, 0n for the first word of this process, to where. */
  readonly onMoved?: (from: bigint, to: bigint) => void;
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
    const { urls, kafka, onFault } = options;
    const hear = (word: ProjectorWord) => this.hear(word);
    const beginning = () => ({ workerData: this.beginningWith(urls, kafka) });
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

  private beginningWith(urls: PageUrls, kafka: KafkaSource | undefined): ProjectorBeginning {
    return { urls, kafka, isWatched: this.hearNews !== undefined };
  }

  private hear(word: ProjectorWord): void {
    if ('warning' in word) return this.options.onWarning(word.warning);
    if ('fault' in word) return this.options.onFault(new FaultElsewhere(word.fault));
    // Where they stood is told at every begin, also by a thread that stops at the next event.
    if (word.position > this.position) {
      this.thread.provenWell();
      this.options.onMoved?.(this.position, word.position);
    }
    this.position = word.position;
    if (word.news) this.hearNews?.(word.news);
  }
}
