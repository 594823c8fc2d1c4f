import { recalled } from '../persistent/index.js';
import { asksForAnswer } from './asks-for-answer.js';
import type { ReceiveMessage } from './customer-file.commands.js';
import type { CustomerFileEvent } from './customer-file.events.js';
import type { CustomerFile } from './customer-file.js';
import { findConversation } from './find-conversation.js';
import { ticketConsequences } from './ticket-consequences.js';

/** A message takes its place in a conversation, and its ticket hears of it. One that was here before changes nothing. */
export function receiveMessage(file: CustomerFile, command: ReceiveMessage): CustomerFileEvent[] {
  const { message } = command;
  if (recalled(file.messages, message.messageId) !== undefined) return [];
  const { conversationId, joinedBy, conversation, keyField } = findConversation(
    file,
    command,
    message.inbox,
    message.channel,
  );
  return [
    { type: 'MessageReceived', clear: { ...message, conversationId, joinedBy, ...keyField } },
    ...ticketConsequences(file, command, { ...message, conversationId, asks: asksForAnswer(message) }, conversation),
  ];
}
