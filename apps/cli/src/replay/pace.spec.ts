import { speedArgument, waitBefore } from './pace.js';

describe('the pace of a replay', () => {
  it.each([
    ['max', Infinity],
    ['1x', 1],
    ['10x', 10],
    ['0.5x', 0.5],
  ])('%s is read', (text, speed) => {
    expect(speedArgument(text)).toBe(speed);
  });

  it.each(['', 'fast', '10', '0x', '-1x', 'x'])('%j is no speed', (text) => {
    expect(() => speedArgument(text)).toThrow('10x');
  });

  it('keeps the distances between events, so many times shorter', () => {
    const moments = { first: 1_000, then: 61_000, begunAt: 500_000, now: 501_000 };
    expect(waitBefore(1, moments)).toBe(59_000);
    expect(waitBefore(10, moments)).toBe(5_000);
  });

  it('waits for nothing when it is late, or goes as fast as it can', () => {
    const moments = { first: 1_000, then: 2_000, begunAt: 500_000, now: 509_000 };
    expect([waitBefore(1, moments), waitBefore(Infinity, moments)]).toEqual([0, 0]);
  });
});
