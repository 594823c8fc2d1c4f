import { Piscina } from 'piscina';
import { AttachmentErased, AttachmentNotFound, AttachmentWithProvider } from '#apps/api';
import type { AttachmentBytes, MessageSource } from '#apps/api';
import type { OpenedMessage } from '#messages';
import type { Fetched, MessageTask, MessageUrls } from './message.worker.js';

/** Reading a long mail or opening a large attachment takes the time of many requests: both are done on a thread. */
export class MessagePool implements MessageSource {
  private readonly pool: Piscina<MessageTask, Fetched>;

  constructor(urls: MessageUrls) {
    const filename = new URL('./message.worker.js', import.meta.url).href;
    const resourceLimits = { maxYoungGenerationSizeMb: 8 };
    const limits = { minThreads: 0, maxThreads: 1, idleTimeout: 30_000, maxQueue: 1_000, resourceLimits };
    this.pool = new Piscina({ filename, workerData: urls, ...limits });
  }

  async open(position: bigint, base: string): Promise<OpenedMessage | undefined> {
    const fetched = await this.pool.run({ position, base });
    return 'message' in fetched ? fetched.message : undefined;
  }

  async attachment(position: bigint, n: number): Promise<AttachmentBytes> {
    const fetched = await this.pool.run({ position, n });
    if ('attachment' in fetched) return fetched.attachment;
    if ('lies' in fetched && fetched.lies === 'with-provider') throw new AttachmentWithProvider();
    if ('lies' in fetched && fetched.lies === 'erased') throw new AttachmentErased();
    throw new AttachmentNotFound();
  }

  /** Lets what is under way finish. */
  stop(): Promise<void> {
    return this.pool.close();
  }
}
