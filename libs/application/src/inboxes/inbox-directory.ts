import type { InboxKind } from '#domain';

/** An inbox as it is set now. */
export interface Inbox {
  readonly id: string;
  readonly kind: InboxKind;
  readonly address: string;
  readonly ownAddresses: readonly string[];
  readonly region: string;
  readonly timeZone: string;
  readonly reopenWindowSeconds: number;
  readonly silenceSeconds: number;
  readonly secretName?: string;
  readonly verifyName?: string;
  /** Environment variable of what sending takes: an SMTP URL, a provider’s token. */
  readonly sendSecretName?: string;
  /** Base URL of the provider’s sending interface, where it is not the usual one. */
  readonly sendUrl?: string;
  /** Name that customers see answers come from. */
  readonly displayName?: string;
}

/** The inboxes at work, in memory: the door asks at every envelope. */
export interface InboxDirectory {
  /** The inbox, while it is connected. */
  find(id: string): Inbox | undefined;
  /** The inbox as it was last set, also after it was disconnected: what it took is still read. Errors: `InboxNotFound`. */
  everKnown(id: string): Inbox;
  list(): readonly Inbox[];
}
