import { asked, carriedOut, fact, folded, givenFile, happened, minute, receive, week } from '../../testing/index.js';
import type { TransferMessageIn, TransferMessageOut } from './customer-file.commands.js';
import {
  CallNotTransferable,
  ConversationNotFound,
  MessageNotFromCustomer,
  MessageNotInConversation,
  MessageTransferredAway,
} from './customer-file.refusals.js';

const received = happened(minute(0), 'MessageReceived');
const opened = happened(minute(0), 'TicketOpened');
const out: TransferMessageOut = {
  kind: 'TransferMessageOut',
  ...asked('k1', minute(9)),
  messageId: 'm1',
  transferId: 'x1',
  toCustomerId: 'bob',
  fromConversationId: 'ann.c1',
};
const gone = fact('MessageTransferredOut', { transferId: 'x1', toCustomerId: 'bob', cause: 'k1' });
const {
  conversationId: _,
  joinedBy: __,
  ...arriving
} = fact('MessageTransferredIn', {
  messageId: 'm9',
  transferId: 'x9',
  fromCustomerId: 'bob',
}).clear;
const takeIn: TransferMessageIn = {
  kind: 'TransferMessageIn',
  ...asked('x9', minute(9)),
  occurredAt: minute(0),
  clues: [],
  newConversationKey: '',
  policy: { reopenWindowSeconds: week, version: 'threading@1' },
  ticketNumber: 101,
  message: arriving,
};

describe('A message belongs to another customer', () => {
  it('and this file lets it go', () => {
    givenFile(received, opened).when(out).then(gone);
  });

  it('and goes once, however often and by whomever it is asked', () => {
    const done = { ...gone, occurredAt: minute(9) };
    givenFile(received, opened, done).when(out).thenNothing();
    givenFile(received, opened, done)
      .when({ ...out, commandId: 'k2', transferId: 'x2' })
      .thenNothing();
  });

  it('and stays when it is this customer’s after all', () => {
    givenFile(received, opened)
      .when({ ...out, toCustomerId: 'ann' })
      .thenNothing();
  });

  it('and cannot go to two', () => {
    givenFile(received, opened, { ...gone, occurredAt: minute(9) })
      .when({ ...out, commandId: 'k2', transferId: 'x2', toCustomerId: 'eve' })
      .thenRefused(MessageTransferredAway, { toCustomerId: 'bob', transferId: 'x1' });
  });

  it('and is refused when it stands elsewhere, or nowhere in this file', () => {
    const m2 = happened(minute(1), 'MessageReceived', { messageId: 'm2', conversationId: 'ann.c2' });
    givenFile(received, m2)
      .when({ ...out, messageId: 'm2' })
      .thenRefused(MessageNotInConversation, { conversationId: 'ann.c1', actualConversationId: 'ann.c2' });
    givenFile(received)
      .when({ ...out, messageId: 'm7', fromConversationId: 'bob.c1' })
      .thenRefused(ConversationNotFound, { conversationId: 'bob.c1' });
  });

  it('and is refused for replies and calls', () => {
    givenFile(received, opened, happened(minute(2), 'ReplyWritten', { messageId: 'r1' }))
      .when({ ...out, messageId: 'r1' })
      .thenRefused(MessageNotFromCustomer, { messageId: 'r1' });
    givenFile(happened(minute(0), 'CallLogged'))
      .when(out)
      .thenRefused(CallNotTransferable, { code: 'CALL.NOT_TRANSFERABLE', messageId: 'm1' });
  });

  it('and is not received again by the file that let it go', () => {
    givenFile(received, opened, { ...gone, occurredAt: minute(9) })
      .when(receive('m1', minute(0)))
      .thenNothing();
  });
});

describe('A message comes from another customer’s file', () => {
  const stands = fact('MessageTransferredIn', { ...arriving, joinedBy: 'first' });

  it('and takes its place as if it had come here', () => {
    givenFile()
      .when(takeIn)
      .then(stands, fact('TicketOpened', { cause: 'm9' }));
  });

  it('and joins the conversation a clue leads to', () => {
    givenFile(received, opened)
      .when({ ...takeIn, clues: [{ conversationId: 'ann.c1', reason: 'given' }] })
      .then({ ...stands, clear: { ...stands.clear, joinedBy: 'given' } });
  });

  it('and comes once, also when it has gone on since', () => {
    const here = { ...stands, occurredAt: minute(0) };
    const on = happened(minute(20), 'MessageTransferredOut', {
      messageId: 'm9',
      transferId: 'x10',
      toCustomerId: 'eve',
      cause: 'k9',
    });
    givenFile(here).when(takeIn).thenNothing();
    givenFile(here, on).when(takeIn).thenNothing();
  });

  it('and is in one file at a time, through there and back again', () => {
    const ann = carriedOut(folded('ann', []), receive('m1', minute(0)), out).file;
    const { conversationId: _c, joinedBy: _j, ...clear } = fact('MessageTransferredIn', { transferId: 'x2' }).clear;
    const back = { ...takeIn, commandId: 'x2', message: { ...clear, messageId: 'm1' } };
    const { file, facts } = carriedOut(ann, back, back, { ...out, commandId: 'k3', fromConversationId: 'ann.c2' });
    expect(facts.map(({ type }) => type)).toEqual(['MessageTransferredIn', 'TicketOpened', 'MessageTransferredOut']);
    expect(carriedOut(file, back).facts).toEqual([]);
  });
});
