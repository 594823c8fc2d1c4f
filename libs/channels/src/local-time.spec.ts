import fc from 'fast-check';
import { instantOfWallClock } from './local-time.js';

/** Seconds within two hours of when one of these clocks changed, to and from summer time, and of a day that never was. */
const aroundChanges = fc
  .tuple(
    fc.constantFrom(
      ...['2026-03-29T01:00Z', '2026-10-25T01:00Z', '2026-04-23T22:00Z', '2026-10-29T21:00Z', '2026-03-08T07:00Z'],
      ...['2026-11-01T06:00Z', '2026-04-04T15:00Z', '2026-10-03T15:30Z', '2011-12-30T10:00Z'],
    ),
    fc.integer({ min: -7200, max: 7200 }),
  )
  .map(([change, seconds]) => Date.parse(change) / 1000 + seconds);

describe('a wall clock', () => {
  it.each([
    ['2026-03-01 08:00:00', 'Asia/Riyadh', '2026-03-01T05:00:00.000Z'],
    ['2026-01-15 08:00:00', 'Europe/Berlin', '2026-01-15T07:00:00.000Z'],
    ['2026-07-15 08:00:00', 'Europe/Berlin', '2026-07-15T06:00:00.000Z'],
    ['2009-01-14 23:51:15', 'UTC', '2009-01-14T23:51:15.000Z'],
  ])('of %s in %s means %s', (text, zone, instant) => {
    expect(instantOfWallClock(text, zone)).toBe(instant);
  });

  it('that skips an hour is read as if it had not', () => {
    expect(instantOfWallClock('2026-03-29 02:30:00', 'Europe/Berlin')).toBe('2026-03-29T01:30:00.000Z');
    expect(instantOfWallClock('2024-04-26 00:30:00', 'Africa/Cairo')).toBe('2024-04-25T22:30:00.000Z');
  });

  it('that shows an hour twice means the first', () => {
    expect(instantOfWallClock('2026-10-25 02:30:00', 'Europe/Berlin')).toBe('2026-10-25T00:30:00.000Z');
  });

  it.each(['', 'yesterday', '2026-02-30 08:00:00', '2026-03-01 25:00:00', '2026-03-01', '01/03/2026 08:00:00'])(
    'does not show "%s"',
    (text) => {
      expect(instantOfWallClock(text, 'Asia/Riyadh')).toBeUndefined();
    },
  );

  it('shows every hour that was, and is read back as it stood', () => {
    const zones = fc.constantFrom('Asia/Riyadh', 'Europe/Berlin', 'Africa/Cairo', 'America/New_York', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'Pacific/Apia'); // prettier-ignore
    const anywhere = fc.integer({ min: Date.UTC(1995) / 1000, max: Date.UTC(2030) / 1000 });
    const seconds = fc.oneof(anywhere, aroundChanges);
    fc.assert(
      fc.property(zones, seconds, (timeZone, second) => {
        const form = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
        const shown = form.format(second * 1000);
        const instant = instantOfWallClock(shown, timeZone) ?? '';
        expect(form.format(new Date(instant))).toBe(shown);
        expect(Date.parse(instant)).toBeLessThanOrEqual(second * 1000);
      }),
      { numRuns: 500 },
    );
  });
});
