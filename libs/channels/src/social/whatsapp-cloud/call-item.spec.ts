import { bodyOf, read } from './fixtures/bodies.js';

describe('a WhatsApp call', () => {
  const call = {
    id: 'wacid.1',
    from: '966501234567',
    to: '966112223333',
    direction: 'USER_INITIATED',
    timestamp: '1772352120',
  };
  const itemOf = (change: object) => read(bodyOf({ calls: [{ ...call, ...change }] }, 'calls')).items[0];

  it('is told when it ends', () => {
    const ended = {
      event: 'terminate',
      status: 'COMPLETED',
      start_time: '1772352000',
      end_time: '1772352120',
      duration: 120,
    };
    expect(itemOf(ended)).toMatchObject({
      kind: 'call',
      nativeId: 'wacid.1',
      direction: 'inbound',
      outcome: 'answered',
      startedAt: '2026-03-01T08:00:00.000Z',
      answeredAt: '2026-03-01T08:00:00.000Z',
      endedAt: '2026-03-01T08:02:00.000Z',
      talkedSeconds: 120,
      senderName: 'لينا حداد',
    });
  });

  it('that nobody picked up was missed, or failed', () => {
    expect(itemOf({ event: 'terminate' })).toMatchObject({ outcome: 'missed', talkedSeconds: 0 });
    expect(itemOf({ event: 'terminate', status: 'FAILED' })).toMatchObject({ outcome: 'failed' });
  });

  it('of ours is with the one we called', () => {
    const ours = { event: 'terminate', direction: 'BUSINESS_INITIATED', from: '966112223333', to: '966501234567' };
    expect(itemOf(ours)).toMatchObject({
      direction: 'outbound',
      handles: [{ value: '966501234567' }, { kind: 'phone' }],
    });
  });

  it('that begins to ring is a notice', () => {
    expect(itemOf({ event: 'connect' })).toMatchObject({ kind: 'notice', notice: 'call' });
  });
});
