import fc from 'fast-check';
import type { LiveChange } from './live.port.js';
import { RecentChanges } from './recent-changes.js';

const place = (teamId: string) => ({ inbox: 'mail', teamId, assigneeId: null });
const change = (ticketId: string, row: string, more: Partial<LiveChange> = {}): LiveChange => ({
  ticketId,
  row,
  hasNewEntry: false,
  ...more,
});

describe('what changed lately', () => {
  it('is told to whoever is behind: each ticket once, as it is now, wherever it stood meanwhile', () => {
    const recent = new RecentChanges();
    recent.add({ since: 0n, position: 3n, changes: [change('t1', 'new', { is: place('a') }), change('t2', 'new')] });
    recent.add({ since: 3n, position: 4n, changes: [change('t1', 'moved', { was: place('a'), is: place('b') })] });
    recent.add({ since: 4n, position: 5n, changes: [{ ticketId: 't1', hasNewEntry: true }] });
    expect(recent.after(3n)?.get('t1')).toEqual({
      ticketId: 't1', row: 'moved', is: place('b'), stoodAt: [place('a'), place('b')], hasNewEntry: true,
    }); // prettier-ignore
    expect([...(recent.after(0n)?.keys() ?? [])]).toEqual(['t1', 't2']);
    expect(recent.after(5n)?.size).toBe(0);
  });

  it('knows nothing of what came before something that is missing', () => {
    const recent = new RecentChanges();
    recent.add({ since: 0n, position: 3n, changes: [change('t1', 'a')] });
    expect(recent.add({ since: 5n, position: 6n, changes: [change('t2', 'b')] })).toBe(false);
    expect(recent.after(3n)).toBeUndefined();
    expect(recent.after(5n)?.size).toBe(1);
  });

  it('forgets the older half when it grows too long, and says so', () => {
    const recent = new RecentChanges();
    for (let n = 0n; n < 5_000n; n += 1n) recent.add({ since: n, position: n + 1n, changes: [change(`t${n}`, 'x')] });
    expect(recent.after(1n)).toBeUndefined();
    expect(recent.after(4_990n)?.size).toBe(10);
  });

  it('leads whoever reads it, however seldom, to the last row of every ticket', () => {
    const commits = fc.array(fc.array(fc.tuple(fc.nat(5), fc.string()), { maxLength: 4 }), {
      maxLength: 30,
      size: 'max',
    });
    fc.assert(
      fc.property(commits, fc.infiniteStream(fc.boolean()), (history, reads) => {
        const recent = new RecentChanges();
        const [now, seen] = [new Map<string, string>(), new Map<string, string | undefined>()];
        let told = 0n;
        const read = () => {
          for (const { ticketId, row } of recent.after(told)?.values() ?? []) seen.set(ticketId, row);
          told = recent.top;
        };
        for (const [n, commit] of history.entries()) {
          for (const [ticket, row] of commit) now.set(`t${ticket}`, row);
          const changes = commit.map(([ticket, row]) => change(`t${ticket}`, row));
          recent.add({ since: BigInt(n), position: BigInt(n + 1), changes });
          if (reads.next().value) read();
        }
        read();
        expect(seen).toEqual(now);
      }),
    );
  });
});
