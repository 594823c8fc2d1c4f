import { StandingPeople } from './standing-people.js';

/** Who stands from the end of which period on, and at which not any more; in the order in which they do. */
type Stay = readonly [person: number, first: number, last: number];

function counted(people: StandingPeople, periods: number, stays: readonly Stay[]): readonly number[] {
  const nothing = Int32Array.from(stays, () => 0);
  const spans = {
    ...{ openedQuarters: nothing, openedRests: nothing },
    persons: Int32Array.from(stays, ([person]) => person),
    firsts: Int32Array.from(stays, ([, first]) => first),
    lasts: Int32Array.from(stays, ([, , last]) => last),
  };
  people.begin();
  return Array.from({ length: periods }, (_, period) => {
    const from = spans.firsts.findIndex((first) => first === period);
    if (from >= 0) people.takeAll(spans, from, spans.firsts.lastIndexOf(period) + 1, period);
    return people.at(period);
  });
}

describe('people of whom anything stands', () => {
  it('are one each, whether their tickets overlap, follow each other, or lie one in the other', () => {
    const people = new StandingPeople(4);
    expect(counted(people, 4, [[7, 0, 2], [7, 1, 3], [9, 1, 2]])).toEqual([1, 2, 1, 0]); // prettier-ignore
    expect(counted(people, 4, [[7, 0, 1], [7, 1, 2], [7, 3, 4]])).toEqual([1, 1, 0, 1]); // prettier-ignore
    expect(counted(people, 4, [[7, 0, 4], [7, 1, 2], [8, 2, 3]])).toEqual([1, 1, 2, 1]); // prettier-ignore
  });

  it('are told apart from those of groups before, however many there were and whatever their numbers', () => {
    for (const people of [new StandingPeople(2, 10), new StandingPeople(2, 70_000)])
      for (let group = 0; group < 20; group += 1)
        expect(counted(people, 2, [[1, 0, 2], [100_000 * (group % 3), 1, 2]])).toEqual([1, 2]); // prettier-ignore
  });
});
