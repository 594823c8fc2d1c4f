import { recalled } from '../persistent/index.js';
import { asksForAnswer } from './asks-for-answer.js';
import type { TransferMessageIn, TransferMessageOut } from './customer-file.commands.js';
import type { CustomerFileEvent } from './customer-file.events.js';
import { CallNotTransferable } from './customer-file.refusals.js';
import { mustStandIn, standingIn } from './customer-file.lookups.js';
import type { CustomerFile } from './customer-file.js';
import { findConversation } from './find-conversation.js';
import { ticketConsequences } from './ticket-consequences.js';

/** This file lets a message go: the intention, which the other file's fact completes. */
export function transferMessageOut(file: CustomerFile, command: TransferMessageOut): CustomerFileEvent[] {
  const { messageId, transferId, toCustomerId, fromConversationId, commandId } = command;
  const place = recalled(file.messages, messageId) ?? {};
  if (toCustomerId === file.customerId) return [];
  if ('toCustomerId' in place && place.toCustomerId === toCustomerId) return [];
  if ('item' in place && place.item === 'call') throw new CallNotTransferable(messageId);
  const conversationId = standingIn(file, messageId, fromConversationId);
  mustStandIn(messageId, conversationId, fromConversationId);
  return [
    {
      type: 'MessageTransferredOut',
      clear: { messageId, transferId, toCustomerId, conversationId, cause: commandId },
    },
  ];
}

/** This file takes a message in, as if it had come here. The same transfer, or a message that is here, changes nothing. */
export function transferMessageIn(file: CustomerFile, command: TransferMessageIn): CustomerFileEvent[] {
  const { message } = command;
  const place = recalled(file.messages, message.messageId);
  const here = place !== undefined && 'conversationId' in place;
  if (here || recalled(file.done, message.transferId) !== undefined) return [];
  const { conversationId, joinedBy, conversation, keyField } = findConversation(
    file,
    command,
    message.inbox,
    message.channel,
  );
  return [
    { type: 'MessageTransferredIn', clear: { ...message, conversationId, joinedBy, ...keyField } },
    ...ticketConsequences(file, command, { ...message, conversationId, asks: asksForAnswer(message) }, conversation),
  ];
}
