import type { MessagePort } from 'node:worker_threads';

/** What the caller's side sends. */
export interface Batch<Request> {
  readonly requests: readonly Request[];
}
/** `line`: the end of another thread's line, on which batches will come as well. `sizes`: memory to count groups in. */
export type ToWriter<Request> =
  Batch<Request> | { readonly line: MessagePort } | { readonly sizes: SharedArrayBuffer } | { readonly close: true };

/**
 * A fault as it crosses the thread: classes do not, codes do. Beside the codes of `WriteRefused`:
 *
 * `WRITER.BUSY`    too much waits; nothing was written
 * `WRITER.CLOSED`  handed in after `close`; nothing was written
 * `WRITER.DIED`    the thread is gone and never saw the request; nothing was written
 * `WRITER.LOST`    the thread died, or the disk failed, with the request in hand; it may have been written
 * `WRITER.FULL`    no space is left; nothing was written
 * `WRITER.FAILED`  the store refused it; nothing was written
 */
export interface Fault {
  readonly code: string;
  readonly message: string;
}

/** What the writer answers, one for each request, in order. */
export type Answer<Reply> = { readonly reply: Reply } | { readonly fault: Fault };
