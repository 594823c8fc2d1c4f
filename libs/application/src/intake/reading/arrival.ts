import type { Item, Refusal } from '#channels';
import type { KeptEnvelope } from '#desk-store';
import type { Channel } from '#domain';
import type { Inbox } from '../../inboxes/inbox-directory.js';
import type { OutlinedEnvelope } from './outline.js';

/** What is still asked of an envelope that was read: its bytes are done with, and many are held at once. */
export type ArrivedEnvelope = Pick<KeptEnvelope, 'position' | 'lane' | 'inbox' | 'sha256' | 'receivedAt'>;

/** An envelope, read. */
export interface Arrival {
  readonly envelope: ArrivedEnvelope;
  /** The inbox it came in by; absent where nobody knows it (any more): then nothing in it could be read. */
  readonly inbox?: Inbox;
  readonly parsed: OutlinedEnvelope;
}

/** One part of an envelope that could not be read. */
export interface Refused {
  readonly key: string;
  readonly refusal: Refusal;
  readonly arrival: Arrival;
}

/**
 * The channel's name for thread ids: one mailbox's Message-IDs mean the same in every other.
 * Errors: `TypeError` for an item of the past whose parser did not say.
 */
export function channelOf({ kind }: Inbox, { channel }: Pick<Item, 'channel'>): Channel {
  if (channel !== undefined) return channel;
  switch (kind) {
    case 'email':
      return 'email';
    case 'web-chat':
      return 'chat';
    case 'whatsapp-cloud':
      return 'social';
    case 'asterisk-cdr':
      return 'phone';
    case 'history':
      throw new TypeError('an item of the past states its channel');
  }
}
