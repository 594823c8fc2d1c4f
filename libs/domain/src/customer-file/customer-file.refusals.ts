import { DomainRefusal } from '../event/index.js';

/** This file has no conversation of that name. */
export class ConversationNotFound extends DomainRefusal {
  readonly code = 'CONVERSATION.NOT_FOUND';
  constructor(readonly conversationId: string) {
    super(`there is no conversation ${conversationId} in this file`);
  }
}

/** The message stands elsewhere: somebody moved it meanwhile. */
export class MessageNotInConversation extends DomainRefusal {
  readonly code = 'MESSAGE.NOT_IN_CONVERSATION';
  constructor(
    readonly messageId: string,
    readonly conversationId: string,
    /** Where it stands. */
    readonly actualConversationId: string,
  ) {
    super(`message ${messageId} stands in ${actualConversationId}, not in ${conversationId}`);
  }
}

/** The message is in another customer's file by now. */
export class MessageTransferredAway extends DomainRefusal {
  readonly code = 'MESSAGE.TRANSFERRED_AWAY';
  constructor(
    readonly messageId: string,
    readonly toCustomerId: string,
    readonly transferId: string,
  ) {
    super(`message ${messageId} went to customer ${toCustomerId} with transfer ${transferId}`);
  }
}

/** The customer was erased: nothing that could say who they were comes into this file again. */
export class CustomerIsErased extends DomainRefusal {
  readonly code = 'CUSTOMER.ERASED';
  constructor(readonly customerId: string) {
    super(`customer ${customerId} was erased`);
  }
}

/** Only what a customer sent can be moved: a reply stays where it was written. */
export class MessageNotFromCustomer extends DomainRefusal {
  readonly code = 'MESSAGE.NOT_FROM_CUSTOMER';
  constructor(readonly messageId: string) {
    super(`${messageId} was written by the desk`);
  }
}

/** A call stays in the file of the number it was made from: correct whose the handle is instead. */
export class CallNotTransferable extends DomainRefusal {
  readonly code = 'CALL.NOT_TRANSFERABLE';
  constructor(readonly messageId: string) {
    super(`${messageId} is a call`);
  }
}
