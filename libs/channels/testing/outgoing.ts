import type { OutgoingReply } from '../src/sender.js';

/** A reply as a sender is given it: of an agent, to a customer who was heard an hour before. */
export const outgoing = (change: Partial<OutgoingReply> = {}): OutgoingReply => ({
  replyId: 'r1',
  writtenAt: '2026-03-01T09:00:00.000Z',
  text: 'Your parcel is on its way.',
  html: '',
  language: 'en',
  answered: {
    to: 'lina@example.com',
    name: 'Lina',
    subject: 'My parcel',
    nativeId: 'first@example.com',
    references: [],
  },
  heardAt: '2026-03-01T08:00:00.000Z',
  plusToken: 'token',
  session: 'session',
  ...change,
});
