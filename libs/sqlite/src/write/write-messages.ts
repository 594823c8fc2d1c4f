/** What the caller's side sends. */
export interface Batch<Request> {
  readonly requests: readonly Request[];
}
export type ToWriter<Request> = Batch<Request> | { readonly close: true };

/** A fault as it crosses the thread: classes do not, codes do. */
export interface Fault {
  readonly code: string;
  readonly message: string;
}

/** What the writer answers, one for each request, in order. */
export type Answer<Reply> = { readonly reply: Reply } | { readonly fault: Fault };
