import { KeptThread } from '../threads/kept-thread.js';
import type { PageUrls } from './page-stores.js';

/** What the projector's thread tells. */
export type ProjectorWord = { readonly position: bigint } | { readonly warning: string };

export interface ProjectorThreadOptions {
  readonly urls: PageUrls;
  readonly onWarning: (warning: string) => void;
  readonly onFault: (fault: unknown) => void;
}

const projectorWorker = new URL('./projector.worker.js', import.meta.url);

/** Keeps a projector at work on a thread of its own. */
export class ProjectorThread {
  private readonly thread: KeptThread<ProjectorWord>;
  /** How far the live pages are, as the thread last said. */
  position = 0n;

  constructor(
    private readonly options: ProjectorThreadOptions,
    module = projectorWorker,
  ) {
    const { urls, onFault } = options;
    const hear = (word: ProjectorWord) => this.hear(word);
    const beginning = () => ({ workerData: urls });
    this.thread = new KeptThread({ name: 'projector', module, beginning, hear, onFault });
  }

  /** It works, or will in a moment. */
  get isWell(): boolean {
    return this.thread.isWell;
  }

  stop(): Promise<void> {
    return this.thread.stop();
  }

  private hear(word: ProjectorWord): void {
    if ('warning' in word) return this.options.onWarning(word.warning);
    this.position = word.position;
    this.thread.provenWell();
  }
}
