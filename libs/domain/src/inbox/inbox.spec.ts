import { asked, fact, givenInbox, happened, minute } from '../../testing/index.js';
import type { ConnectInbox, QuarantineEnvelope, ReceiveNotice, ReleaseEnvelope } from './inbox.commands.js';
import { InboxKindFixed, InboxNotFound } from './inbox.refusals.js';

const settings = fact('InboxConnected', { address: 'help@desk.example', timeZone: 'Asia/Riyadh' }).clear;
const connect: ConnectInbox = { kind: 'ConnectInbox', ...asked('k1', minute(0)), settings };
const disconnect = { kind: 'DisconnectInbox', ...asked('k1', minute(0)) } as const;
const connected = happened(minute(0), 'InboxConnected', { ...settings, cause: 'k0' });
const disconnected = happened(minute(1), 'InboxDisconnected', { cause: 'k2' });

describe('An inbox', () => {
  it('is connected', () => {
    givenInbox()
      .when(connect)
      .then(fact('InboxConnected', { ...settings, cause: 'k1' }));
  });
  it('is connected once with the same settings', () => {
    givenInbox(connected).when(connect).thenNothing();
  });
  it('is given other settings, one more or one fewer', () => {
    const other = { ...settings, secretName: 'HELP_SECRET' };
    givenInbox(connected)
      .when({ ...connect, settings: other })
      .then(fact('InboxConnected', { ...other, cause: 'k1' }));
    givenInbox({ ...connected, clear: { ...other, cause: 'k0' } })
      .when(connect)
      .then(fact('InboxConnected', { ...settings, cause: 'k1' }));
  });
  it('keeps the form it reads', () => {
    givenInbox(connected)
      .when({ ...connect, settings: { ...settings, kind: 'web-chat' } })
      .thenRefused(InboxKindFixed, { code: 'INBOX.KIND_FIXED', kind: 'email', asked: 'web-chat' });
  });
  it('is disconnected, once, and connected again', () => {
    givenInbox(connected)
      .when(disconnect)
      .then(fact('InboxDisconnected', { cause: 'k1' }));
    givenInbox(connected, disconnected).when(disconnect).thenNothing();
    givenInbox(connected, disconnected)
      .when(connect)
      .then(fact('InboxConnected', { ...settings, cause: 'k1' }));
  });
  it('that never was connected cannot be disconnected', () => {
    givenInbox().when(disconnect).thenRefused(InboxNotFound, { code: 'INBOX.NOT_FOUND' });
  });
  it('is not given old settings again by a command that is only repeated', () => {
    const newer = happened(minute(2), 'InboxConnected', { ...settings, address: 'new@desk.example', cause: 'k2' });
    givenInbox(connected, newer)
      .when({ ...connect, commandId: 'k0' })
      .thenNothing();
  });
});

describe('What cannot be read', () => {
  const { reason: _, ...place } = fact('EnvelopeQuarantined', { envelope: '7', item: 'row 3', parser: 'cdr@1' }).clear;
  const refusal = { ...place, reason: 'PHONE.ROW_BROKEN' };
  const quarantine: QuarantineEnvelope = { kind: 'QuarantineEnvelope', ...asked('k1', minute(0)), refusal };
  const release: ReleaseEnvelope = {
    kind: 'ReleaseEnvelope',
    ...asked('k2', minute(1)),
    release: { ...place, parser: 'cdr@2' },
  };
  const set = happened(minute(0), 'EnvelopeQuarantined', refusal);
  const free = happened(minute(1), 'EnvelopeReleased', release.release);

  it('is set aside with its reason, once', () => {
    givenInbox().when(quarantine).then(fact('EnvelopeQuarantined', refusal));
    givenInbox(set).when(quarantine).thenNothing();
    givenInbox(set)
      .when({ ...quarantine, refusal: { ...refusal, parser: 'cdr@2' } })
      .thenNothing();
  });
  it('is set aside part by part', () => {
    const next = { ...refusal, item: 'row 4' };
    givenInbox(set)
      .when({ ...quarantine, refusal: next })
      .then(fact('EnvelopeQuarantined', next));
  });
  it('is released when it could be read after all, once', () => {
    givenInbox(set).when(release).then(fact('EnvelopeReleased', release.release));
    givenInbox(set, free).when(release).thenNothing();
  });
  it('is released at the asker’s word when it is remembered no more', () => {
    givenInbox().when(release).then(fact('EnvelopeReleased', release.release));
    givenInbox(free).when(release).thenNothing();
  });
  it('goes back only when another parser fails on it: the same failure is only repeated', () => {
    givenInbox(set, free).when(quarantine).thenNothing();
    const newer = { ...refusal, parser: 'cdr@3' };
    givenInbox(set, free)
      .when({ ...quarantine, refusal: newer })
      .then(fact('EnvelopeQuarantined', newer));
  });
});

describe('A provider’s notice', () => {
  const notice = fact('NoticeReceived', { noticeId: 'i1', notice: 'account_update' }).clear;
  const receive: ReceiveNotice = { kind: 'ReceiveNotice', ...asked('i1', minute(0)), notice };

  it('is kept, once', () => {
    givenInbox().when(receive).then(fact('NoticeReceived', notice));
    givenInbox(happened(minute(0), 'NoticeReceived', notice))
      .when(receive)
      .thenNothing();
  });
});
