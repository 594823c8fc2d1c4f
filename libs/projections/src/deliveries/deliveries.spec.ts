import { minute } from '#domain/testing';
import { History, copied } from '../../testing/index.js';
import { deliveries } from './deliveries.table.js';

describe('deliveries', () => {
  let history: History;
  beforeEach(() => {
    history = new History();
  });
  const rows = async () => (await copied(history.events, [1])).rowsOf(deliveries);
  const report = (type: 'ReplySent' | 'ReplyDelivered' | 'ReplyRead' | 'ReplyFailed', at: number, said = {}) =>
    history.record(type, { nativeKey: 'k1', ...said }, { occurredAt: minute(at), parts: { detail: 'their words' } });

  it('shows how far a message of ours came', async () => {
    report('ReplySent', 1);
    report('ReplyDelivered', 2);
    report('ReplyRead', 3);
    expect(await rows()).toMatchObject([{ nativeKey: 'k1', status: 'read', at: minute(3) }]);
  });
  it('is not set back by reports that come late or twice', async () => {
    report('ReplyRead', 3);
    report('ReplyDelivered', 2);
    report('ReplyRead', 9);
    expect(await rows()).toMatchObject([{ status: 'read', at: minute(3) }]);
  });
  it('says why a message did not arrive', async () => {
    report('ReplySent', 1);
    report('ReplyFailed', 2, { reason: '131026' });
    expect(await rows()).toMatchObject([{ status: 'failed', reason: '131026', detail: 'their words' }]);
  });
  it('believes the one who has the message rather than a failure reported afterwards', async () => {
    report('ReplyDelivered', 1);
    report('ReplyFailed', 2);
    expect(await rows()).toMatchObject([{ status: 'delivered' }]);
  });
});
