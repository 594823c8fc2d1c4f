import { recalled } from '../persistent/index.js';
import type { ItemCommand } from './item.command.js';
import type { Channel } from './channel.js';
import type { JoinReason } from './customer-file.events.js';
import { conversationIdAt, conversationIn, conversationKeyOf } from './customer-file.js';
import type { Conversation, CustomerFile } from './customer-file.js';

/** Where an item goes, and why. */
export interface Found {
  readonly conversationId: string;
  readonly joinedBy: JoinReason;
  /** Absent for a new conversation. */
  readonly conversation: Conversation | undefined;
  /** What later items find it by: only where nothing is found by it yet. */
  readonly keyField: { readonly conversationKey?: string };
}

/**
 * The best clue that leads to a conversation of this file; else the one this session or handle already has; else a
 * new one.
 */
export function findConversation(file: CustomerFile, command: ItemCommand, inbox: string, channel: Channel): Found {
  const { newConversationKey: key } = command;
  const kept = key === '' ? undefined : recalled(file.keyed, conversationKeyOf(inbox, key));
  const clue = command.clues.find(({ conversationId }) => conversationIn(file, conversationId) !== undefined);
  const conversationId = clue?.conversationId ?? kept;
  const keyField = key === '' || kept !== undefined ? {} : { conversationKey: key };
  if (conversationId === undefined) return { ...firstOf(file), keyField };
  const joinedBy = clue?.reason ?? (channel === 'chat' ? 'visitor' : 'address');
  return { conversationId, joinedBy, conversation: conversationIn(file, conversationId), keyField };
}

const firstOf = (file: CustomerFile): Omit<Found, 'keyField'> => ({
  conversationId: conversationIdAt(file.customerId, file.conversations.size),
  joinedBy: 'first',
  conversation: undefined,
});
