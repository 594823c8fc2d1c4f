import { periodsOf } from './periods.js';

const range = (from: string, to: string) => ({ from: `${from}:00.000Z`, to: `${to}:00.000Z` });

describe('periods in local time', () => {
  it('of a day follow one another without a gap, whatever the clocks do', () => {
    const days = periodsOf({ zone: 'Europe/Paris', by: 'day', ...range('2026-03-27T23:00', '2026-03-30T22:00') });
    expect(days.map(({ name, from }) => [name, from])).toEqual([
      ['2026-03-28', '2026-03-27T23:00:00.000Z'],
      ['2026-03-29', '2026-03-28T23:00:00.000Z'],
      ['2026-03-30', '2026-03-29T22:00:00.000Z'],
    ]);
    expect(days.at(-1)?.to).toBe('2026-03-30T22:00:00.000Z');
  });

  it('of an hour tell the hour that comes twice apart', () => {
    const hours = periodsOf({ zone: 'Europe/Paris', by: 'hour', ...range('2026-10-25T00:00', '2026-10-25T02:00') });
    expect(hours.map(({ name }) => name)).toEqual(['2026-10-25T02+02:00', '2026-10-25T02+01:00']);
  });

  it('of an hour are right where clocks go back by half an hour', () => {
    const hours = periodsOf({
      zone: 'Australia/Lord_Howe',
      by: 'hour',
      ...range('2026-04-04T14:00', '2026-04-04T16:30'),
    });
    expect(hours).toEqual([
      { name: '2026-04-05T01+11:00', from: '2026-04-04T14:00:00.000Z', to: '2026-04-04T15:00:00.000Z' },
      { name: '2026-04-05T01+10:30', from: '2026-04-04T15:00:00.000Z', to: '2026-04-04T15:30:00.000Z' },
      { name: '2026-04-05T02+10:30', from: '2026-04-04T15:30:00.000Z', to: '2026-04-04T16:30:00.000Z' },
    ]);
  });

  it('of a day stand once where clocks go back just after midnight: a day that has begun goes on', () => {
    const zone = 'America/St_Johns';
    const days = periodsOf({ zone, by: 'day', ...range('2010-11-06T02:30', '2010-11-08T03:30') });
    expect(days).toEqual([
      { name: '2010-11-06', ...range('2010-11-06T02:30', '2010-11-07T02:30') },
      { name: '2010-11-07', ...range('2010-11-07T02:30', '2010-11-08T03:30') },
    ]);
    const within = range('2010-11-07T03:00', '2010-11-07T04:00');
    expect(periodsOf({ zone, by: 'day', ...within })).toEqual([{ name: '2010-11-07', ...within }]);
    expect(periodsOf({ zone, by: 'hour', ...within }).map(({ name }) => name)).toEqual([
      '2010-11-06T23-03:30',
      '2010-11-07T00-03:30',
    ]);
  });

  it('of a week are named by their Monday, also before the range begins', () => {
    const weeks = periodsOf({ zone: 'Asia/Riyadh', by: 'week', ...range('2026-03-03T21:00', '2026-03-09T21:00') });
    expect(weeks.map(({ name }) => name)).toEqual(['2026-03-02', '2026-03-09']);
  });

  it('of a month and of everything have their own names', () => {
    const within = range('2026-01-31T00:00', '2026-03-01T00:00');
    expect(periodsOf({ zone: 'UTC', by: 'month', ...within }).map(({ name }) => name)).toEqual(['2026-01', '2026-02']);
    expect(periodsOf({ zone: 'UTC', by: 'all', ...within }).map(({ name }) => name)).toEqual(['']);
  });
});
