import fc from 'fast-check';
import { openReadStore } from '#read-store/open';
import { everyPagePlace } from '#read-store/testing';
import { openTestDesk, Writers } from '../testing/index.js';
import type { TestDesk } from '../testing/index.js';
import type { Suggestion } from './index.js';

const names = ['Lina Haddad', 'Haddad, Lina', 'لينا حداد', 'لِينا حدّاد', 'Lina', 'Sami Khan', ''];
const mailboxes = ['lina.haddad', 'linahaddad+shop', 'lina_haddad', 'sami.khan', 'sami', 'info'];
const writer = fc.record({ name: fc.constantFrom(...names), mailbox: fc.constantFrom(...mailboxes), at: fc.nat(2) });
const everybody = Array.from({ length: 8 }, (_, n) => `k${n}`);
const writers = fc.array(writer, { minLength: 2, maxLength: 8 });
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

/** Few where a server makes the tables of each: what differs there are words of SQL, not what they mean. */
const runs = { SQLite: 25, PostgreSQL: 4 };

describe.each(await everyPagePlace())('who may be the same person ($driver)', ({ driver, freshUrl }) => {
  it('is told of both alike, with the same evidence, and never of two who are one already', async () => {
    await fc.assert(
      fc.asyncProperty(writers, links, async (people, merges) => {
        const desk = await openTestDesk(openReadStore, freshUrl());
        const history = new Writers(desk.history);
        for (const [n, { name, mailbox, at }] of people.entries())
          history.writes(`k${n}`, { name, email: `${mailbox}@${n}.example${at}` });
        for (const pair of merges) history.merge(`k${Math.min(...pair)}`, `k${Math.max(...pair)}`);
        await desk.copy();
        try {
          const suggested = await suggestedAmong(desk, everybody);
          for (const [pair, told] of suggested)
            expect(suggested.get(pair.split(' ').reverse().join(' '))).toEqual(told);
        } finally {
          await desk.dispose();
        }
      }),
      { numRuns: runs[driver] },
    );
  });
});
