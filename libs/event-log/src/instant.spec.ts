import fc from 'fast-check';
import { InstantWriter, isInstant } from './instant.js';

it('writes every instant of ten thousand years as the language itself does', () => {
  const writer = new InstantWriter();
  const milliseconds = fc.integer({ min: Date.UTC(0, 0), max: Date.UTC(9999, 11, 31, 23, 59, 59, 999) });
  fc.assert(fc.property(milliseconds, (given) => writer.write(given) === new Date(given).toISOString()));
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
