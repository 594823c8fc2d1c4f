import fc from 'fast-check';
import { countDay } from './count-day.js';
import { planDay } from './plan-day.js';

const bytesOf = (seed: number, customers: number): string =>
  JSON.stringify(planDay(seed, customers).moments, (_, value: unknown) =>
    value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value,
  );

describe('a planned day', () => {
  it('is the same to the last byte for the same seed', () => {
    expect(bytesOf(11, 40)).toBe(bytesOf(11, 40));
  });

  it('is another day for another seed', () => {
    expect(bytesOf(11, 40)).not.toBe(bytesOf(12, 40));
  });

  it('happens in order, whatever the seed', () => {
    fc.assert(
      fc.property(fc.nat(100_000), fc.integer({ min: 1, max: 60 }), (seed, customers) => {
        const times = planDay(seed, customers).moments.map(({ at }) => at);
        expect(times).toEqual(times.toSorted());
      }),
      { numRuns: 30 },
    );
  });

  it('lets one more customer change nobody else’s day', () => {
    const mails = (customers: number) =>
      planDay(5, customers)
        .moments.filter((moment) => moment.kind === 'delivery')
        .flatMap(({ sayings }) => sayings.map(({ name }) => name))
        .filter((name) => /^mail first\.[1-9]@/.test(name));
    expect(new Set(mails(10))).toEqual(new Set(mails(11)));
  });

  it('has every kind of story, however small it is: two files of one person, a bounce, a call that came late', () => {
    const { moments } = planDay(3, 9);
    const deliveries = moments.filter((moment) => moment.kind === 'delivery');
    const vouched = deliveries.flatMap(({ sayings }) => sayings).filter(({ handles }) => handles.length === 3);
    expect(vouched.length).toBeGreaterThan(0);
    expect(countDay({ seed: 3, customers: 9, moments })).toMatchObject({ quarantined: 4, turnedAway: 2 });
  });
});

describe('the count of a planned day', () => {
  it('counts people once, however many roads they take', () => {
    const { people } = countDay(planDay(21, 50));
    expect(people).toBe(50 + 5);
  });

  it('counts nothing that comes twice', () => {
    const day = planDay(4, 60);
    const twice = { ...day, moments: day.moments.flatMap((moment) => [moment, moment]) };
    const { repeated: _, turnedAway: __, ...once } = countDay(day);
    expect(countDay(twice)).toMatchObject(once);
  });
});
