import { mail, parts, read } from './fixtures/mails.js';

const kind = async (headers: Readonly<Record<string, string>>, body = 'Hello') => (await read(mail(headers, body))).automatic; // prettier-ignore

describe('a mail that no person wrote', () => {
  it.each([
    ['says that it was made automatically', { 'Auto-Submitted': 'auto-replied (vacation)' }],
    ['comes from a responder', { 'X-Autoreply': 'yes' }],
    ['calls its precedence an automatic reply', { Precedence: 'auto_reply' }],
    ['says so in its subject', { Subject: 'Automatic reply: My order' }],
    ['says so in its Arabic subject', { Subject: '=?utf-8?B?2LHYryDYqtmE2YLYp9im2Yog2LnZhNmJINi32YTYqNmD?=' }],
    ['is bulk and wants no answer', { Precedence: 'bulk', 'X-Auto-Response-Suppress': 'All' }],
  ])('is an automatic reply when it %s', async (_, headers) => {
    expect(await kind(headers)).toBe('auto-reply');
  });

  it.each([
    ['says that a person sent it', { 'Auto-Submitted': 'no' }],
    ['comes through a mailing list', { Precedence: 'list', 'List-Id': '<x.example>' }],
    ['only wants no automatic answer', { 'X-Auto-Response-Suppress': 'OOF, AutoReply' }],
    ['only speaks of being away', { Subject: 'Who answers while I am out of office?' }],
  ])('is not one when it %s', async (_, headers) => {
    expect(await kind(headers)).toBe('no');
  });

  it('is a loop when the desk itself wrote it', async () => {
    expect(await kind({ From: 'Billing <Billing@desk.example>' })).toBe('loop');
    expect(await kind({ 'X-Sijil-Desk': 'desk-1' })).toBe('loop');
  });

  it.each([
    ['a mail daemon', { From: 'MAILER-DAEMON@mx.example', Subject: 'failure notice' }],
    ['a mail system without a sender', { 'Return-Path': '<>', Subject: 'Undelivered Mail Returned to Sender' }],
    ['a server that names who was not reached', { 'X-Failed-Recipients': 'lina@customer.example' }],
  ])('is a bounce from %s', async (_, headers) => {
    expect(await kind(headers)).toBe('bounce');
  });

  it('is an automatic reply, not a bounce, from a responder that takes no answer', async () => {
    expect(await kind({ 'Return-Path': '<>', 'Auto-Submitted': 'auto-replied' })).toBe('auto-reply');
  });
});

describe('a delivery report (RFC 3464)', () => {
  const report = mail(
    { From: 'postmaster@mx.example', 'Content-Type': 'multipart/report; report-type=delivery-status; boundary=b' },
    parts(
      'b',
      'Content-Type: text/plain\n\nYour mail could not be delivered.',
      'Content-Type: message/delivery-status\n\nFinal-Recipient: rfc822; lina@customer.example\nAction: failed',
      'Content-Type: message/rfc822\n\nMessage-ID: <reply-7@desk.example>\nX-Sijil-Desk: desk-1\n\nDear Lina',
    ),
  );

  it('is a bounce, although the mail of ours in it is ours', async () => {
    expect((await read(report)).automatic).toBe('bounce');
  });

  it('names the reply that came back', async () => {
    expect((await read(report)).thread.references).toEqual(['reply-7@desk.example']);
  });

  it('names it also where the reply was pasted into the text', async () => {
    const pasted = mail(
      { From: 'mailer-daemon@mx.example' },
      'Sorry.\n\n--- Below this line is a copy\n\nMessage-ID: <reply-8@desk.example>\n',
    );
    expect((await read(pasted)).thread.references).toEqual(['reply-8@desk.example']);
  });
});
