import fc from 'fast-check';
import { nothingRecent, recalled, recentKeys, refreshed, remembered } from './recent.js';
import type { Recent } from './recent.js';

const saying = (recent: Recent<number>, keys: readonly string[]): Recent<number> =>
  keys.reduce((known, key, at) => remembered(known, key, at), recent);
const keysTo = (count: number): string[] => Array.from({ length: count }, (_, at) => `key-${at}`);

describe('What is recent', () => {
  it('knows the last thousand keys, whatever came before', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2500 }), (before) => {
        const recent = saying(saying(nothingRecent, keysTo(before)), keysTo(before + recentKeys).slice(before));
        const last = keysTo(before + recentKeys).slice(before);
        expect(last.every((key) => recalled(recent, key) !== undefined)).toBe(true);
      }),
      { numRuns: 20 },
    );
  });

  it('forgets what is older, so that it never grows beyond a run more', () => {
    const recent = saying(nothingRecent, keysTo(5000));
    const known = keysTo(5000).filter((key) => recalled(recent, key) !== undefined);
    expect(known.length).toBeGreaterThanOrEqual(recentKeys);
    expect(known.length).toBeLessThan(recentKeys + 50);
  });

  it('tells what was said last', () => {
    const recent = remembered(saying(remembered(nothingRecent, 'a', 1), keysTo(120)), 'a', 2);
    expect(recalled(recent, 'a')).toBe(2);
    expect(recalled(recent, 'b')).toBeUndefined();
  });

  it('tells what a map would tell, whatever keys and values are', () => {
    const key = fc.constantFrom('a', 'b', 'a\nb', 'a\\nb', '\n', '', 'key-1', 'key-11', '1');
    const sayings = fc.array(fc.tuple(key, fc.integer({ min: 1, max: 3 })), {
      minLength: 90,
      maxLength: 200,
      size: 'max',
    });
    fc.assert(
      fc.property(sayings, key, (said, asked) => {
        const recent = said.reduce<Recent<number>>((known, [about, at]) => remembered(known, about, at), nothingRecent);
        expect(recalled(recent, asked)).toBe(new Map(said).get(asked));
      }),
    );
  });

  it('leaves the older one as it was', () => {
    const before = saying(nothingRecent, keysTo(60));
    remembered(before, 'later', 1);
    expect(recalled(before, 'later')).toBeUndefined();
  });

  it('keeps a key that is said again and again without pushing out the quiet ones', () => {
    let recent = remembered(remembered<number>(nothingRecent, 'quiet', 1), 'talkative', 2);
    for (let time = 0; time < 5000; time++) recent = refreshed(recent, 'talkative', 2);
    expect([recalled(recent, 'quiet'), recalled(recent, 'talkative')]).toEqual([1, 2]);
  });

  it('keeps a key alive that is said again while others come', () => {
    let recent = remembered<number>(nothingRecent, 'old friend', 1);
    for (const key of keysTo(5000)) recent = refreshed(remembered(recent, key, 0), 'old friend', 1);
    expect(recalled(recent, 'old friend')).toBe(1);
  });
});
