/** One delivery, ready to go. */
export interface WebhookPost {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/**
 * `answered`: with a status, whatever it says; `retryAfter` is the header as it came.
 * `failed`: no answer came; `reason` is a stable code. It may have arrived all the same.
 */
export type PostOutcome =
  | { readonly kind: 'answered'; readonly status: number; readonly retryAfter?: string }
  | { readonly kind: 'failed'; readonly reason: string };

/** Posts to an address of somebody else. Never throws; an aborted signal ends it as a failure. */
export interface WebhookSender {
  post(post: WebhookPost, signal: AbortSignal): Promise<PostOutcome>;
  /** Lets go of open connections. */
  close(): void;
}
