import { lagOf, untilSettled } from './desk-status.js';
import type { DeskClient } from './desk-client.js';

const statusAt = (head: number, read: number, position: number, pages: number) => ({
  deskId: 'desk',
  epoch: 1,
  position: String(position),
  pages: String(pages),
  kpis: '35',
  lanes: { live: { head: '0', read: '0' }, bulk: { head: String(head), read: String(read) } },
  partsLost: 0,
});

/** A desk that is a little further at every look. */
function deskAt(...statuses: readonly ReturnType<typeof statusAt>[]): { client: DeskClient; looks: () => number } {
  let look = 0;
  const get = async () => statuses[Math.min(look++, statuses.length - 1)];
  return { client: { get } as unknown as DeskClient, looks: () => look };
}

describe('how far a desk is', () => {
  it('tells what each part still has to do', () => {
    expect(lagOf(statusAt(10, 7, 40, 38))).toEqual({ live: 0, bulk: 3, pages: 2, kpis: 5 });
  });

  it('is waited for until what was kept is read and stands in the pages', async () => {
    const { client } = deskAt(statusAt(2, 0, 0, 0), statusAt(2, 1, 3, 0), statusAt(2, 2, 6, 3), statusAt(2, 2, 6, 6));
    const left: number[] = [];
    await untilSettled(client, { everyMs: 0, show: (count) => left.push(count) });
    expect(left).toEqual([1, 0, 0]);
  });

  it('is not waited for beyond what was kept when the wait began', async () => {
    const { client, looks } = deskAt(statusAt(2, 0, 0, 0), statusAt(90, 2, 5, 0), statusAt(99, 9, 50, 5));
    await untilSettled(client, { everyMs: 0 });
    expect(looks()).toBe(3);
  });
});
