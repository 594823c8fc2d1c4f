import { TokenBuckets } from './token-buckets.js';

describe('a limit for each name', () => {
  let now = 0;
  const buckets = (perSecond: number, burst: number) => new TokenBuckets(perSecond, burst, () => now);
  const takeMany = (limit: TokenBuckets, times: number) => Array.from({ length: times }, () => limit.take('a', 1));

  it('lets a burst through, then says how long to wait', () => {
    expect(takeMany(buckets(2, 3), 5)).toEqual([0, 0, 0, 1, 1]);
  });

  it('fills up again with time, but never over its burst', () => {
    const limit = buckets(2, 3);
    takeMany(limit, 3);
    now += 500;
    expect(takeMany(limit, 2)).toEqual([0, 1]);
    now += 3_600_000;
    expect(takeMany(limit, 4)).toEqual([0, 0, 0, 1]);
  });

  it('lets a large cost through once and makes the next one wait for it', () => {
    const limit = buckets(10, 10);
    expect(limit.take('a', 30)).toBe(0);
    expect(limit.take('a', 1)).toBe(3);
    now += 2_100;
    expect(limit.take('a', 1)).toBe(0);
  });

  it('keeps names apart', () => {
    const limit = buckets(1, 1);
    expect([limit.take('a', 1), limit.take('a', 1), limit.take('b', 1)]).toEqual([0, 1, 0]);
  });
});
