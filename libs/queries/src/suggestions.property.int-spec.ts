import fc from 'fast-check';
import { likenesses } from '#domain';
import type { Likeness } from '#domain';
import { openReadStore } from '#read-store/open';
import { everyPagePlace } from '#read-store/testing';
import { openTestDesk, Writers } from '../testing/index.js';
import type { TestDesk } from '../testing/index.js';
import type { Suggestion } from './index.js';

const names = ['Lina Haddad', 'Haddad, Lina', 'لينا حداد', 'لِينا حدّاد', 'Lina', 'Sami Khan', ''];
const mailboxes = ['lina.haddad', 'linahaddad+shop', 'lina_haddad', 'sami.khan', 'sami', 'info'];
interface Wrote {
  readonly name: string;
  readonly mailbox: string;
  readonly at: number;
}
const writer: fc.Arbitrary<Wrote> = fc.record({
  name: fc.constantFrom(...names),
  mailbox: fc.constantFrom(...mailboxes),
  at: fc.nat(2),
});
const everybody = Array.from({ length: 8 }, (_, n) => `k${n}`);
const writers = fc.array(writer, { minLength: 2, maxLength: 8 });
const dismissed = fc.record({
  pair: fc.uniqueArray(fc.nat(7), { minLength: 2, maxLength: 2 }),
  as: fc.subarray([...likenesses], { minLength: 1 }),
});
const links = fc.array(fc.uniqueArray(fc.nat(7), { minLength: 2, maxLength: 2 }), { maxLength: 3 });

/** What speaks for two being one person, from whichever side it is told. */
const evidence = ({ reasons }: Suggestion): readonly string[] =>
  reasons.map(({ because, heldBy }) => `${because} ${heldBy}`).sort();

/** Every customer with those suggested for them: `a b` has what speaks for b, asked of a. */
async function suggestedAmong({ questions }: TestDesk, customerIds: readonly string[]) {
  const suggested = new Map<string, readonly string[]>();
  for (const asked of customerIds) {
    const answer = await questions.suggestions(asked);
    for (const suggestion of answer.suggestions) {
      expect(answer.customerIds).not.toEqual(expect.arrayContaining([...suggestion.customerIds]));
      for (const other of suggestion.customerIds) suggested.set(`${asked} ${other}`, evidence(suggestion));
    }
  }
  return suggested;
}

interface Said {
  readonly pair: readonly number[];
  readonly as: readonly Likeness[];
}

/** Everybody who wrote, and who is one person, in the pages. */
async function deskOf(
  desk: TestDesk,
  people: readonly Wrote[],
  merges: readonly (readonly number[])[],
): Promise<TestDesk> {
  const history = new Writers(desk.history);
  for (const [n, { name, mailbox, at }] of people.entries())
    history.writes(`k${n}`, { name, email: `${mailbox}@${n}.example${at}` });
  for (const pair of merges) history.merge(...inOrder(pair));
  await desk.copy();
  return desk;
}

/** Once this is dismissed, exactly those are suggested in whom something speaks for it that was not. */
async function expectDismissed({ questions, history, copy }: TestDesk, dismissals: readonly Said[]): Promise<void> {
  const ask = () => Promise.all(everybody.map((customerId) => questions.suggestions(customerId)));
  const before = await ask();
  const last = lastOfEachPair(dismissals);
  for (const { pair, as } of last) new Writers(history).dismiss(...inOrder(pair), ...as);
  await copy();
  for (const [place, { customerIds, suggestions }] of (await ask()).entries()) {
    const isNews = (suggestion: Suggestion) => {
      const between = last.filter(({ pair }) => isBetween(pair, customerIds, suggestion.customerIds));
      const without = new Set<Likeness>(between.flatMap(({ as }) => as));
      return suggestion.reasons.some(({ because }) => !without.has(because));
    };
    expect(suggestions).toEqual(before[place]?.suggestions.filter(isNews));
  }
}

const inOrder = (pair: readonly number[]): [string, string] => [`k${Math.min(...pair)}`, `k${Math.max(...pair)}`];

/** A fact about a pair holds all that was dismissed of it: the last stands. */
const lastOfEachPair = (said: readonly Said[]): readonly Said[] => [
  ...new Map(said.map((one) => [inOrder(one.pair).join(' '), one])).values(),
];

function isBetween(pair: readonly number[], one: readonly string[], other: readonly string[]): boolean {
  const [first, second] = inOrder(pair);
  return (one.includes(first) && other.includes(second)) || (one.includes(second) && other.includes(first));
}

/** Few where a server makes the tables of each: what differs there are words of SQL, not what they mean. */
const runs = { SQLite: 25, PostgreSQL: 4 };

describe.each(await everyPagePlace())('who may be the same person ($driver)', ({ driver, freshUrl }) => {
  it('is told of both alike, with the same evidence, never of two who are one already, nor of whom it was dismissed for all of it', async () => {
    const said = fc.array(dismissed, { maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(writers, links, said, async (people, merges, dismissals) => {
        const desk = await openTestDesk(openReadStore, freshUrl());
        try {
          await deskOf(desk, people, merges);
          const suggested = await suggestedAmong(desk, everybody);
          for (const [pair, told] of suggested)
            expect(suggested.get(pair.split(' ').reverse().join(' '))).toEqual(told);
          await expectDismissed(desk, dismissals);
        } finally {
          await desk.dispose();
        }
      }),
      { numRuns: runs[driver] },
    );
  });
});
