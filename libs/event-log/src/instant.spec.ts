import fc from 'fast-check';
import { InstantWriter, isInstant } from './instant.js';

const day = 86_400_000;

it('writes every instant of ten thousand years as the language itself does', () => {
  const [first, last] = [Date.parse('0000-01-01T00:00:00.000Z'), Date.parse('9999-12-31T23:59:59.999Z')];
  const anywhere = fc.integer({ min: first, max: last });
  // A column tells one day after the other, mostly the same; at midnight they part.
  const midnight = fc.integer({ min: first / day, max: (last + 1) / day - 1 }).map((days) => days * day);
  const near = fc.array(fc.integer({ min: -2 * day, max: 2 * day }), { minLength: 1 });
  fc.assert(
    fc.property(fc.oneof(anywhere, midnight), near, (around, distances) => {
      const [writer, seconds] = [new InstantWriter(), [0, -1, 1, 999, 1000]];
      const given = [...seconds, ...distances].map((distance) => Math.min(Math.max(around + distance, first), last));
      expect(given.map((each) => writer.write(each))).toEqual(given.map((each) => new Date(each).toISOString()));
    }),
    { numRuns: 500 },
  );
});

it.each(['2026-03-01T08:00:00.000Z', '1969-12-31T23:59:59.999Z', '2024-02-29T00:00:00.000Z'])('takes %s', (text) => {
  expect(isInstant(text)).toBe(true);
});

it.each([
  '2026-03-01T08:00:00Z',
  '2026-02-29T08:00:00.000Z',
  '2026-03-01T24:00:00.000Z',
  '2026-03-01T08:00:00.000+00:00',
  '+010000-01-01T00:00:00.00Z',
  'yesterday',
  '',
])('does not take "%s"', (text) => {
  expect(isInstant(text)).toBe(false);
});
