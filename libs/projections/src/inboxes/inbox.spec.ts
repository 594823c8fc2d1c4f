import { minute } from '#domain/testing';
import { History, copied } from '../../testing/index.js';
import { quarantine } from '../quarantine/index.js';
import { inboxes } from './inboxes.table.js';

describe('inboxes', () => {
  let history: History;
  beforeEach(() => {
    history = new History();
  });
  const inbox = (at: number) => ({ stream: 'inbox-support', occurredAt: minute(at) });

  it('stand with their settings in force, and since when they are connected', async () => {
    history.record('InboxConnected', { kind: 'email', reopenWindowSeconds: 60 }, inbox(0));
    history.record('InboxConnected', { kind: 'email', reopenWindowSeconds: 90 }, inbox(5));
    const [support] = (await copied(history.events)).rowsOf(inboxes);
    expect(support).toMatchObject({
      inbox: 'support',
      reopenWindowSeconds: 90,
      connectedAt: minute(0),
      disconnectedAt: null,
    });
  });
  it('stay known when they are disconnected', async () => {
    history.record('InboxConnected', {}, inbox(0));
    history.record('InboxDisconnected', {}, inbox(5));
    expect((await copied(history.events)).rowsOf(inboxes)).toMatchObject([{ disconnectedAt: minute(5) }]);
    history.record('InboxConnected', {}, inbox(7));
    expect((await copied(history.events)).rowsOf(inboxes)).toMatchObject([
      { connectedAt: minute(7), disconnectedAt: null },
    ]);
  });
  it('keep what could not be read in quarantine, with the reason, until it is released', async () => {
    const row = { envelope: '12', item: 'row 7' };
    const refused = { ...row, parser: 'asterisk-cdr@1', reason: 'CDR.BAD_TIME' };
    history.record('EnvelopeQuarantined', refused, { ...inbox(1), parts: { detail: 'no such month: 13' } });
    history.record('EnvelopeQuarantined', { ...refused, item: 'row 9' }, inbox(1));
    expect((await copied(history.events)).rowsOf(quarantine)).toMatchObject([
      { inbox: 'support', envelope: '12', item: 'row 7', reason: 'CDR.BAD_TIME', detail: 'no such month: 13' },
      { item: 'row 9', detail: '' },
    ]);
    history.record('EnvelopeReleased', { ...row, parser: 'asterisk-cdr@2' }, inbox(2));
    expect((await copied(history.events)).rowsOf(quarantine)).toMatchObject([{ item: 'row 9' }]);
  });
  it('keep notices out of every page', async () => {
    history.record('NoticeReceived', {}, inbox(1));
    const tables = Object.values((await copied(history.events)).everything());
    expect(tables.flat()).toEqual([]);
  });
});
