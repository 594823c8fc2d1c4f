import { lineOf, threadLines } from './report.js';

const spread = (value: number) => ({ median: value, least: value, most: value });
const result = {
  ...{ name: 'door', what: 'w', unit: 'envelopes/s', atLeast: '0.5 of raw' },
  product: { median: 30_000, least: 29_000, most: 31_000 },
  raws: [
    { name: 'same work', ...spread(60_000), ratio: 0.5, also: { 'client µs': spread(7) } },
    { name: 'SQLite alone', ...spread(150_000), ratio: 0.2, also: {} },
  ],
  ratio: 0.5,
  also: { 'settled after s': spread(1.5) },
  threads: Array.from({ length: 20 }, (_, tid) => ({ name: 'node', tid, microseconds: 100 - tid })),
};

describe('the report', () => {
  it('sets every raw program with its ratio, and all else that was seen, beside the figure', () => {
    expect(lineOf(result).split(' · ')).toEqual([
      'door         30,000 (29,000–31,000) envelopes/s',
      'same work 60,000, ratio 0.50, client µs 7',
      'SQLite alone 150,000, ratio 0.20',
      'settled after s 1.5',
      '(wanted: 0.5 of raw)',
    ]);
  });

  it('shows the dearest threads', () => {
    expect(threadLines(result)).toHaveLength(12);
    expect(threadLines(result)[0]).toBe('       100 µs  node (0)');
  });
});
