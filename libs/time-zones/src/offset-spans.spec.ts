import { BadTimeZone } from './time-zones.errors.js';
import { offsetSpans } from './offset-spans.js';

describe('the clocks of a time zone', () => {
  it('stand still in Riyadh', () => {
    const [from, to] = ['2026-01-01T00:00:00.000Z', '2027-01-01T00:00:00.000Z'];
    expect(offsetSpans('Asia/Riyadh', from, to)).toEqual([{ from, to, minutes: 180 }]);
  });
  it('change twice a year in Berlin, to the minute', () => {
    const spans = offsetSpans('Europe/Berlin', '2026-01-01T00:00:00.000Z', '2027-01-01T00:00:00.000Z');
    expect(spans).toEqual([
      { from: '2026-01-01T00:00:00.000Z', to: '2026-03-29T01:00:00.000Z', minutes: 60 },
      { from: '2026-03-29T01:00:00.000Z', to: '2026-10-25T01:00:00.000Z', minutes: 120 },
      { from: '2026-10-25T01:00:00.000Z', to: '2027-01-01T00:00:00.000Z', minutes: 60 },
    ]);
  });
  it('are off by quarters of an hour in places', () => {
    const [from, to] = ['2026-01-01T00:00:00.000Z', '2026-01-02T00:00:00.000Z'];
    expect(offsetSpans('Asia/Kathmandu', from, to)).toEqual([{ from, to, minutes: 345 }]);
    expect(offsetSpans('America/St_Johns', from, to)).toEqual([{ from, to, minutes: -210 }]);
  });
  it('go on over a new year, and are the same when they are asked for again', () => {
    const [from, to] = ['2025-11-03T10:15:00.000Z', '2026-03-29T01:15:00.000Z'];
    const told = [
      { from, to: '2026-03-29T01:00:00.000Z', minutes: 60 },
      { from: '2026-03-29T01:00:00.000Z', to, minutes: 120 },
    ];
    expect(offsetSpans('Europe/Berlin', from, to)).toEqual(told);
    expect(offsetSpans('Europe/Berlin', from, to)).toEqual(told);
  });
  it('are unknown on the moon', () => {
    expect(() => offsetSpans('Moon/Tycho', '2026-01-01T00:00:00.000Z', '2026-01-02T00:00:00.000Z')).toThrow(
      BadTimeZone,
    );
  });
  it('have nothing to say about no time at all', () => {
    expect(offsetSpans('UTC', '2026-01-01T00:00:00.000Z', '2026-01-01T00:00:00.000Z')).toEqual([]);
  });
});
