import { openReadStore } from '#read-store/open';
import { everyPagePlace } from '#read-store/testing';
import { openTestDesk } from '../testing/index.js';
import type { TestDesk } from '../testing/index.js';

describe.each(await everyPagePlace())('questions about volume ($driver)', ({ freshUrl }) => {
  let desk: TestDesk;
  beforeEach(async () => {
    desk = await openTestDesk(openReadStore, freshUrl());
  });
  afterEach(() => desk.dispose());

  const received = (at: string, inbox = 'support') =>
    desk.history.record('MessageReceived', { messageId: at + inbox, inbox }, { occurredAt: at });
  const counts = async (by: 'hour' | 'day' | 'week' | 'month' | 'all', zone: string, more: object = {}) => {
    const span = { from: '2026-01-01T00:00:00.000Z', to: '2027-01-01T00:00:00.000Z' };
    const { figures } = await desk.questions.volume({ ...span, by, zone, ...more });
    return figures.map(({ period, messages }) => [period, messages]);
  };

  it('count days as the clocks of a place do', async () => {
    received('2026-03-01T20:59:59.999Z');
    received('2026-03-01T21:00:00.000Z');
    await desk.copy();
    expect(await counts('day', 'UTC')).toEqual([['2026-03-01', 2]]);
    expect(await counts('day', 'Asia/Riyadh')).toEqual([
      ['2026-03-01', 1],
      ['2026-03-02', 1],
    ]);
  });
  it('count hours over the night the clocks change', async () => {
    for (const at of ['00:30', '01:30', '02:30']) received(`2026-10-25T${at}:00.000Z`);
    await desk.copy();
    expect(await counts('hour', 'Europe/Berlin')).toEqual([
      ['2026-10-25T02', 2],
      ['2026-10-25T03', 1],
    ]);
  });
  it('count weeks from Monday, months, and everything', async () => {
    for (const day of ['2026-03-01', '2026-03-02', '2026-03-08']) received(`${day}T12:00:00.000Z`);
    await desk.copy();
    expect(await counts('week', 'UTC')).toEqual([
      ['2026-02-23', 1],
      ['2026-03-02', 2],
    ]);
    expect(await counts('month', 'UTC')).toEqual([['2026-03', 3]]);
    expect(await counts('all', 'UTC')).toEqual([['', 3]]);
  });
  it('count one inbox or channel', async () => {
    received('2026-03-01T12:00:00.000Z');
    received('2026-03-01T12:00:00.000Z', 'sales');
    await desk.copy();
    expect(await counts('all', 'UTC', { inbox: 'sales' })).toEqual([['', 1]]);
    expect(await counts('all', 'UTC', { channel: 'phone' })).toEqual([]);
  });
});
