import fc from 'fast-check';
import { linkBetween } from './link.js';
import type { Link } from './link.js';
import { chainBetween, peopleOf, personOf } from './people.js';

const names = ['ann', 'bob', 'eve', 'kim', 'lou', 'max', 'noa', 'sam'] as const;
const name = fc.constantFrom(...names);
const link = fc
  .tuple(name, name)
  .filter(([one, other]) => one !== other)
  .map(([one, other]) => linkBetween(one, other));
const links = fc.array(link, { maxLength: 10, size: 'max' });
const same = ([a, b]: Link, [c, d]: Link): boolean => a === c && b === d;

/** Whether two hang together, found the slow way: by naming everybody's group until nothing changes. */
function togetherSlowly(one: string, other: string, all: readonly Link[]): boolean {
  const group = new Map<string, string>(names.map((each) => [each, each]));
  for (const _ of names) {
    for (const [a, b] of all) {
      const lowest = [group.get(a) ?? a, group.get(b) ?? b].sort()[0] ?? a;
      group.set(a, lowest).set(b, lowest);
    }
  }
  return group.get(one) === group.get(other);
}

describe('People', () => {
  it('are the customers that hang together by links', () => {
    const all: Link[] = [
      ['bob', 'eve'],
      ['ann', 'bob'],
      ['kim', 'lou'],
    ];
    expect(peopleOf(all)).toEqual([
      ['ann', 'bob', 'eve'],
      ['kim', 'lou'],
    ]);
    expect(personOf('eve', all)).toEqual(['ann', 'bob', 'eve']);
    expect(personOf('sam', all)).toEqual(['sam']);
  });

  it('are found as the slow way finds them, for any links', () => {
    fc.assert(
      fc.property(links, name, name, (all, one, other) => {
        expect(personOf(one, all).includes(other)).toBe(togetherSlowly(one, other, all));
      }),
    );
  });

  it('are joined by a chain that leads from one to the other, or by none', () => {
    fc.assert(
      fc.property(links, name, name, (all, one, other) => {
        const chain = chainBetween(one, other, all);
        expect(chain !== undefined).toBe(togetherSlowly(one, other, all));
        expect(chain?.every((step) => all.some((known) => same(known, step))) ?? true).toBe(true);
        expect(togetherSlowly(one, other, chain ?? all)).toBe(chain !== undefined);
      }),
    );
  });

  it('are the same as before when two are merged and unmerged again', () => {
    fc.assert(
      fc.property(links, link, (all, added) => {
        const before = all.filter((known) => !same(known, added));
        const after = [...before, added].filter((known) => !same(known, added));
        expect(peopleOf(after)).toEqual(peopleOf(before));
      }),
    );
  });
});
