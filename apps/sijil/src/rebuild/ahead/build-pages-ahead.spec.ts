import { PagesFull } from '#read-store';
import { mustFit } from './build-pages-ahead.js';

describe('room for pages ahead', () => {
  const gigabyte = 1024 ** 3;

  it('is looked for before anything is written: what the sets need together, and some that stays free', () => {
    const free = 10 * gigabyte;
    expect(() => mustFit([{ needed: 4 * gigabyte, free }, { needed: 4 * gigabyte, free }])).not.toThrow(); // prettier-ignore
    expect(() => mustFit([{ needed: 4 * gigabyte, free }, { needed: 5 * gigabyte, free }])).toThrow(PagesFull); // prettier-ignore
    expect(() => mustFit([{ needed: 0, free: gigabyte / 8 }])).toThrow('pages ahead need about 0.3 GiB');
  });
});
