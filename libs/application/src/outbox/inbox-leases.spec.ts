import { setTimeout as pause } from 'node:timers/promises';
import type { DeskStore } from '#desk-store';
import { openDeskStore } from '#desk-store/open';
import { InboxLeases } from './inbox-leases.js';
import type { InboxesInUse } from './inbox-leases.js';

const now = '2026-03-01T09:00:00.000Z';
const later = '2026-03-01T09:10:00.000Z';

/** Who attends, as processes on one desk store know it of each other. */
class Attendance {
  private readonly there = new Set<string>();

  async attend(name: string): Promise<void> {
    this.there.add(name);
  }
  async leave(name: string): Promise<void> {
    this.there.delete(name);
  }
  async attending(): Promise<readonly string[]> {
    return [...this.there];
  }
}

describe('the inboxes a process sends for', () => {
  let [store, errands] = [] as unknown as [DeskStore, Attendance];
  beforeEach(async () => {
    [store, errands] = [await openDeskStore('memory:'), new Attendance()];
  });
  const leasesOf = (clock = now, leaseSeconds = 0.03) =>
    new InboxLeases({ leases: store.leases, errands, clock: { now: () => clock }, leaseSeconds });
  const inUse = (inboxes: string, busy = ''): InboxesInUse => ({
    waiting: new Set(inboxes),
    isBusy: (inbox) => busy.includes(inbox),
  });
  /** Both look again and again until it is so. */
  const until = async (isSo: () => boolean, ...looks: (() => Promise<unknown>)[]) => {
    while (!isSo()) {
      for (const look of looks) await look();
      await pause(5);
    }
  };

  it('are all that replies wait in, where it is alone', async () => {
    const alone = leasesOf();
    expect(await alone.share('one', inUse('abc'))).toEqual(['a', 'b', 'c']);
    expect(await alone.share('one', inUse('abcd'))).toEqual(['d']);
    expect([alone.inboxes, alone.holdOf('d')]).toMatchObject([['a', 'b', 'c', 'd'], { name: 'outbox/d', epoch: 1 }]);
  });

  it('are half of them, where another one is there: it lets go of the rest', async () => {
    const [first, second] = [leasesOf(), leasesOf()];
    await first.share('one', inUse('abcde'));
    expect(await second.share('two', inUse('abcde'))).toEqual([]);
    const looks = [() => first.share('one', inUse('abcde')), () => second.share('two', inUse('abcde'))];
    await until(() => second.inboxes.length === 2, ...looks);
    expect([first.inboxes, second.inboxes]).toEqual([
      ['a', 'b', 'c'],
      ['d', 'e'],
    ]);
  });

  it('stay its own until what it is sending has ended, though nothing more is begun', async () => {
    const [first, second] = [leasesOf(), leasesOf()];
    await first.share('one', inUse('ab'));
    await second.share('two', inUse('ab'));
    await until(() => first.inboxes.length === 1, () => first.share('one', inUse('ab', 'b'))); // prettier-ignore
    expect(first.holdOf('b')).toBeDefined();
    await first.share('one', inUse('ab'));
    expect(first.holdOf('b')).toBeUndefined();
  });

  it('are let go when nothing waits in them any more', async () => {
    const [first, second] = [leasesOf(), leasesOf()];
    await first.share('one', inUse('ab'));
    await until(() => first.inboxes.length === 0, () => first.share('one', inUse(''))); // prettier-ignore
    expect(await second.share('two', inUse('ab'))).toEqual(['a']);
  });

  it('are another’s when it slept too long, and a lease it has anew is not lost with the old one', async () => {
    const [sleeper, other] = [leasesOf(now), leasesOf(later)];
    await sleeper.share('sleeper', inUse('a'));
    const old = sleeper.holdOf('a');
    expect(await other.share('other', inUse('a'))).toEqual(['a']);
    expect(other.holdOf('a')).toMatchObject({ epoch: 2 });
    await until(() => sleeper.holdOf('a') === undefined, () => sleeper.share('sleeper', inUse('a'))); // prettier-ignore
    await other.leave('other');
    await until(() => sleeper.holdOf('a') !== undefined, () => sleeper.share('sleeper', inUse('a'))); // prettier-ignore
    sleeper.lost(old ?? { name: '', epoch: 0 });
    expect(sleeper.holdOf('a')).toMatchObject({ epoch: 3 });
    sleeper.lost({ name: 'outbox/a', epoch: 3 });
    expect(sleeper.holdOf('a')).toBeUndefined();
  });
});
