import { cast, facts, write } from '../docs/index.js';
import type { Chapter } from '../docs/index.js';
import { DismissalBody, HandleBody, MoveBody, PairBody } from './customer.bodies.js';

const pair = { customerIds: [cast.customerId, cast.otherCustomerId] };
const nobody = '0'.repeat(20);
const twice = { customerIds: [cast.customerId, cast.customerId] };
const handle = { kind: 'email', handle: 'lina.haddad@example.com' };
const other = { kind: 'email', handle: 'lina@work.example' };
const third = { kind: 'email', handle: 'lina@home.example' };
const claim = { route: 'POST /v1/customers/:customerId/handles/claim' } as const;
const noHandle = { kind: 'email', handle: 'nowhere' };
const from = { fromConversationId: cast.conversationId };

/** Whose handle, whose message, who is the same person. */
export const customerDocs: Chapter = {
  title: 'Customers',
  routes: {
    'POST /v1/customers/merge': write({
      summary: 'Two files are of one person',
      about: 'Each file keeps what it has: timelines are told over both, and unmerging parts them exactly.',
      body: PairBody,
      example: { body: pair },
      answer: facts(['CustomersMerged']),
      refusals: {
        'COMMAND.ID_MALFORMED': { body: { customerIds: ['nobody', cast.customerId] } },
        'LINK.SAME_CUSTOMER': { body: twice },
        'CUSTOMER.ERASED': { untried: 'One of them was erased.' },
      },
    }),
    'POST /v1/customers/unmerge': write({
      summary: 'Two files are not of one person',
      body: PairBody,
      given: [{ route: 'POST /v1/customers/merge', body: pair }],
      example: { body: pair },
      answer: facts(['CustomersUnmerged']),
      refusals: {
        'COMMAND.ID_MALFORMED': { body: { customerIds: ['nobody', cast.customerId] } },
        'LINK.SAME_CUSTOMER': { body: twice },
        'LINK.JOINED_BY_OTHERS': { untried: 'Further links join the two; they are named.' },
      },
    }),
    'POST /v1/customers/dismiss-suggestion': write({
      summary: 'Two files are alike, and not of one person',
      about:
        'They are suggested to each other again when they are alike in something else. Merging them is still possible, and lifts it.',
      body: DismissalBody,
      example: { body: { ...pair, likenesses: ['same-name'] } },
      answer: facts(['SuggestionDismissed']),
      refusals: {
        'COMMAND.ID_MALFORMED': { body: { customerIds: ['nobody', cast.customerId], likenesses: ['same-name'] } },
        'LINK.SAME_CUSTOMER': { body: { ...twice, likenesses: ['same-name'] } },
        'LINK.ONE_PERSON': { untried: 'Somebody merged them first; the links are named.' },
        'CUSTOMER.ERASED': { untried: 'One of them was erased.' },
      },
    }),
    'POST /v1/customers/:customerId/handles/claim': write({
      summary: 'An address or number speaks for a customer',
      about: 'Send it as a person writes it; the desk brings it into one form.',
      body: HandleBody,
      example: { body: handle },
      answer: facts(['HandleClaimed']),
      refusals: {
        'COMMAND.ID_MALFORMED': { body: handle, path: { customerId: 'nobody' } },
        'HANDLE.UNREADABLE': { body: noHandle },
        'CUSTOMER.ERASED': { untried: 'Nothing says any more who they were.' },
        'HANDLE.ALREADY_CLAIMED': {
          body: third,
          given: [{ ...claim, body: third, path: { customerId: cast.otherCustomerId } }],
        },
      },
    }),
    'POST /v1/customers/:customerId/handles/release': write({
      summary: 'An address or number speaks for a customer no more',
      body: HandleBody,
      given: [{ route: 'POST /v1/customers/:customerId/handles/claim', body: other }],
      example: { body: other },
      answer: facts(['HandleReleased']),
      refusals: { 'HANDLE.UNREADABLE': { body: noHandle } },
    }),
    'POST /v1/messages/:messageId/move': write({
      summary: 'Put a message where it belongs',
      about:
        'Into another conversation (`toConversationId`), another customer’s file (`toCustomerId`), or, with neither, a new conversation.',
      body: MoveBody,
      example: { body: from },
      answer: facts(['MessageMoved', 'TicketOpened']),
      refusals: {
        'COMMAND.ID_MALFORMED': { body: { fromConversationId: 'nowhere' } },
        'MESSAGE.NOT_FOUND': { body: from, path: { messageId: nobody } },
        'CONVERSATION.NOT_FOUND': { body: { ...from, toConversationId: `${cast.customerId}.c9` } },
        'MESSAGE.NOT_IN_CONVERSATION': { untried: 'Somebody else moved it first.' },
        'MESSAGE.NOT_FROM_CUSTOMER': { untried: 'It is a reply of the desk.' },
        'MESSAGE.TRANSFERRED_AWAY': { untried: 'Somebody else moved it into another file first.' },
        'CUSTOMER.ERASED': { untried: 'Whose file it stands in, or whose it is to be, was erased.' },
        'CALL.NOT_TRANSFERABLE': { untried: 'It is a call.' },
        'TRANSFER.INCOMPLETE': { untried: 'The other file could not be written to yet; repeat it.' },
      },
    }),
  },
};
