import { customerIn } from '../streams.js';
import { IdMalformed } from './command.errors.js';

const customerForm = /^[0-9a-z]{20}$/;
const ticketForm = /^[0-9a-z]{20}\.[1-9]\d{0,8}$/;
const conversationForm = /^[0-9a-z]{20}\.c[1-9]\d{0,8}$/;

/** The customer in whose file a ticket stands: `<customerId>.<ordinal>`. Errors: `IdMalformed`. */
export const fileOfTicket = (ticketId: string): string => customerIn(formed(ticketForm, ticketId));

/** The customer in whose file a conversation stands: `<customerId>.c<ordinal>`. Errors: `IdMalformed`. */
export const fileOfConversation = (conversationId: string): string =>
  customerIn(formed(conversationForm, conversationId));

/** The id, if it can be a customer's. Errors: `IdMalformed`. */
export const customerCalled = (customerId: string): string => formed(customerForm, customerId);

function formed(form: RegExp, id: string): string {
  if (!form.test(id)) throw new IdMalformed(id);
  return id;
}
