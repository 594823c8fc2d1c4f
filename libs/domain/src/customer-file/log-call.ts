import { recalled } from '../persistent/index.js';
import { asksForAnswer } from './asks-for-answer.js';
import type { LogCall } from './customer-file.commands.js';
import type { CallLegLogged, CustomerFileEvent } from './customer-file.events.js';
import type { CustomerFile } from './customer-file.js';
import { findConversation } from './find-conversation.js';
import { ticketConsequences } from './ticket-consequences.js';

/**
 * A call takes its place like a message; one the desk made opens and wakes nothing. A further record of a call that
 * stands here already is a leg of it: its ticket has heard of the call.
 */
export function logCall(file: CustomerFile, command: LogCall): CustomerFileEvent[] {
  const { call, recordOf } = command;
  if (recalled(file.messages, call.messageId) !== undefined) return [];
  const leg = legOfKnownCall(file, command);
  if (leg !== undefined) return [leg];
  const { conversationId, conversation, keyField } = findConversation(file, command, call.inbox, 'phone');
  const callField = recordOf?.began ? { callKey: recordOf.callKey } : {};
  return [
    { type: 'CallLogged', clear: { ...call, conversationId, ...keyField, ...callField } },
    ...ticketConsequences(file, command, { ...call, conversationId, asks: asksForAnswer(call) }, conversation),
  ];
}

function legOfKnownCall(file: CustomerFile, { call, recordOf }: LogCall): CallLegLogged | undefined {
  const messageId = recordOf && recalled(file.calls, recordOf.callKey);
  const place = messageId === undefined ? undefined : recalled(file.messages, messageId);
  if (messageId === undefined || place === undefined || !('item' in place)) return undefined;
  const { messageId: legId, handle: _handle, handleClass: _class, direction: _direction, ...leg } = call;
  return { type: 'CallLegLogged', clear: { ...leg, legId, messageId, conversationId: place.conversationId } };
}
