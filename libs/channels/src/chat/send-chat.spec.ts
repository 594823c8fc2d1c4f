import { outgoing } from '../../testing/index.js';
import type { ChatPush, PushOutcome } from '../sender.js';
import { ChatSender } from './send-chat.js';

const inbox = { id: 'chat', address: 'shop.example' };

describe('a reply by web chat', () => {
  const pushed: ChatPush[] = [];
  const send = (outcome: PushOutcome, text = 'مرحبا لينا') => {
    const push = async (one: ChatPush): Promise<PushOutcome> => {
      pushed.push(one);
      return outcome;
    };
    return new ChatSender({ push }).send(outgoing({ text }), inbox);
  };

  it('goes to the visitor’s windows under the same id at every try, in the direction it is read', async () => {
    await send('acknowledged');
    await send('acknowledged', 'Hello Lina');
    const same = { session: 'session', id: 'r1', html: '', at: '2026-03-01T09:00:00.000Z' };
    expect(pushed).toEqual([
      { ...same, text: 'مرحبا لينا', dir: 'rtl' },
      { ...same, text: 'Hello Lina', dir: 'ltr' },
    ]);
  });

  it('has arrived when a window says so', async () => {
    expect(await send('acknowledged')).toEqual({ kind: 'delivered' });
  });

  it.each<[PushOutcome, string]>([
    ['away', 'CHAT.VISITOR_AWAY'],
    ['silent', 'CHAT.NOT_ACKNOWLEDGED'],
  ])('waits for the visitor to come back when the windows are %s', async (outcome, reason) => {
    expect(await send(outcome)).toEqual({ kind: 'away', awaits: 'session', reason });
  });
});
