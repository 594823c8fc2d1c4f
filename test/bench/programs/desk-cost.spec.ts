import { costOf } from './desk-cost.js';
import { processTimes, readStat } from './process-times.js';

describe('what a message costs', () => {
  const thread = (tid: number, microseconds: number) => ({ tid, name: `thread ${tid}`, microseconds });
  const before = { microseconds: 10_000, threads: [thread(1, 8_000), thread(2, 2_000)] };

  it('is the time between two looks, by thread, dearest first', () => {
    const after = { microseconds: 70_000, threads: [thread(1, 18_000), thread(2, 42_000)] };
    expect(costOf(before, after, 10)).toEqual({ microseconds: 6_000, threads: [thread(2, 4_000), thread(1, 1_000)] });
  });

  it('counts threads that came in between, and in all also those that ended', () => {
    const after = { microseconds: 100_000, threads: [thread(1, 8_000), thread(3, 50_000)] };
    expect(costOf(before, after, 10)).toEqual({ microseconds: 9_000, threads: [thread(3, 5_000)] });
  });

  it('is read from lines of Linux, whatever a thread is called', () => {
    const line = '4711 (a (strange) name) S 1 1 1 0 -1 4194560 9 0 0 0 150 25 0 0 20 0 11 0 1 2';
    expect(readStat(line)).toEqual({ tid: 4711, name: 'a (strange) name', microseconds: 1_750_000 });
  });

  it('is not known of a process that is not there', async () => expect(await processTimes(0)).toBeUndefined());
});
