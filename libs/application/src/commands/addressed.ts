import { IdMalformed } from './command.errors.js';

const ticketForm = /^([0-9a-z]{20})\.[1-9]\d{0,8}$/;
const conversationForm = /^([0-9a-z]{20})\.c[1-9]\d{0,8}$/;

/** The customer in whose file a ticket stands: `<customerId>.<ordinal>`. Errors: `IdMalformed`. */
export const fileOfTicket = (ticketId: string): string => fileOf(ticketForm, ticketId);

/** The customer in whose file a conversation stands: `<customerId>.c<ordinal>`. Errors: `IdMalformed`. */
export const fileOfConversation = (conversationId: string): string => fileOf(conversationForm, conversationId);

function fileOf(form: RegExp, id: string): string {
  const customerId = form.exec(id)?.[1];
  if (customerId === undefined) throw new IdMalformed(id);
  return customerId;
}
