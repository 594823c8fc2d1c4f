import { History, copied } from '../../testing/index.js';
import { quarterOf } from './volume.js';
import { volume } from './volume.table.js';

describe('volume', () => {
  let history: History;
  beforeEach(() => {
    history = new History();
  });
  const rows = async () => (await copied(history.events, [2])).rowsOf(volume);
  const at = (time: string) => ({ occurredAt: `2026-03-01T${time}:30.000Z` });

  it('counts messages, replies and calls by quarter of an hour, channel and inbox', async () => {
    history.record('MessageReceived', { messageId: 'm1' }, at('08:01'));
    history.record('TicketOpened', {}, at('08:01'));
    history.record('MessageReceived', { messageId: 'm2' }, at('08:14'));
    history.record('ReplyWritten', {}, at('08:20'));
    history.record('CallLogged', { conversationId: 'ann.c2', inbox: 'hotline', messageId: 'p1' }, at('08:20'));
    expect(await rows()).toEqual([
      {
        quarter: '2026-03-01T08:00:00.000Z',
        channel: 'email',
        inbox: 'support',
        messages: 2,
        automatic: 0,
        replies: 0,
        calls: 0,
        outboundCalls: 0,
      },
      {
        quarter: '2026-03-01T08:15:00.000Z',
        channel: 'email',
        inbox: 'support',
        messages: 0,
        automatic: 0,
        replies: 1,
        calls: 0,
        outboundCalls: 0,
      },
      {
        quarter: '2026-03-01T08:15:00.000Z',
        channel: 'phone',
        inbox: 'hotline',
        messages: 0,
        automatic: 0,
        replies: 0,
        calls: 1,
        outboundCalls: 0,
      },
    ]);
  });
  it('counts a late fact when it happened', async () => {
    history.record('MessageReceived', { messageId: 'm1' }, at('09:00'));
    history.record('CallLogged', { conversationId: 'ann.c2', messageId: 'p1', direction: 'outbound' }, at('07:59'));
    expect(await rows()).toMatchObject([
      { quarter: '2026-03-01T07:45:00.000Z', outboundCalls: 1, calls: 0 },
      { quarter: '2026-03-01T09:00:00.000Z', messages: 1 },
    ]);
  });
  it('says how many of the messages a machine wrote', async () => {
    history.record('MessageReceived', { messageId: 'm1', automatic: 'bounce' }, at('08:00'));
    history.record('MessageReceived', { messageId: 'm2' }, at('08:00'));
    expect(await rows()).toMatchObject([{ messages: 2, automatic: 1 }]);
  });
  it.each([
    ['2026-03-01T08:00:00.000Z', '2026-03-01T08:00:00.000Z'],
    ['2026-03-01T08:14:59.999Z', '2026-03-01T08:00:00.000Z'],
    ['2026-03-01T08:59:59.999Z', '2026-03-01T08:45:00.000Z'],
  ])('puts %s into the quarter from %s', (instant, quarter) => {
    expect(quarterOf(instant)).toBe(quarter);
  });
});
