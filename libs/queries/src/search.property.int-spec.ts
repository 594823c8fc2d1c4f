import fc from 'fast-check';
import { foldText } from '#projections';
import { openReadStore } from '#read-store/open';
import { everyPagePlace } from '#read-store/testing';
import { openTestDesk } from '../testing/index.js';

/** Few pieces, so that words meet: both scripts, spellings of one word, numbers, an address, and what is between words. */
const pieces = ['late', 'Late', 'latest', 'لديّ', 'لدي', 'فاتورة', 'الفاتوره', '12', '١٢', 'a@b.co', 'Zoë', 'zoe', '中文', '٪', '-', '\u200f', 'O’Neil', '\u0000']; // prettier-ignore
const texts = fc
  .array(fc.tuple(fc.constantFrom(...pieces), fc.constantFrom(' ', ' ', '  ', ', ', '\n')), {
    minLength: 1,
    maxLength: 9,
  })
  .map((said) => said.flat().join(''));
const typed = fc
  .array(
    fc.oneof(
      fc.constantFrom(...pieces),
      fc.constantFrom('lat*', 'فات*', 'z*'),
      texts.map((text) => `"${text}"`),
      fc.tuple(fc.constantFrom(...pieces), fc.constantFrom(...pieces)).map(([one, other]) => `"${one} ${other}"`),
    ),
    { minLength: 1, maxLength: 2 },
  )
  .map((terms) => terms.join(' '));

/** Few where a server makes the tables of each; each asks much. */
const runs = { SQLite: 20, PostgreSQL: 4 };

const wordsOf = (text: string): readonly string[] => foldText(text).split(/[^\p{L}\p{N}]+/u).filter((word) => word !== ''); // prettier-ignore

/** Whether words stand one after the other somewhere; the last of them may only be begun. */
function standsIn(said: readonly string[], sought: readonly string[], isBeginning: boolean): boolean {
  const fits = (word: string | undefined, place: number) =>
    isBeginning && place === sought.length - 1 ? word?.startsWith(sought[place] ?? '') : word === sought[place];
  return said.some((_, from) => sought.every((_, place) => fits(said[from + place], place)));
}

/** What is looked for, told apart by eye: pieces between blanks, or between quotes. */
function isFoundIn(fields: readonly string[], asked: string): boolean {
  const terms = [...asked.matchAll(/"([^"]*)"|[^\s"]+/gu)].map(([piece, phrase]) => [phrase ?? piece, phrase === undefined && piece.endsWith('*')] as const); // prettier-ignore
  const sought = terms.map(([text, isBeginning]) => [wordsOf(text), isBeginning] as const).filter(([words]) => words.length > 0); // prettier-ignore
  if (sought.length === 0) return false;
  return sought.every(([words, isBeginning]) => fields.some((field) => standsIn(wordsOf(field), words, isBeginning)));
}

describe.each(await everyPagePlace())('a search ($driver)', ({ driver, freshUrl }) => {
  it('finds the entries in whose subject, text or sender every word and phrase stands, and no others', async () => {
    const messages = fc.array(fc.record({ subject: texts, text: texts, name: texts }), {
      minLength: 1,
      maxLength: 12,
      size: 'max',
    });
    await fc.assert(
      fc.asyncProperty(
        messages,
        fc.array(typed, { minLength: 20, maxLength: 40, size: 'max' }),
        async (said, questions) => {
          const desk = await openTestDesk(openReadStore, freshUrl());
          try {
            said.forEach(({ subject, text, name }, place) =>
              desk.history.record(
                'MessageReceived',
                { messageId: `m${place}` },
                { parts: { content: { subject, text }, sender: { name, address: '', replyTo: '', recipients: [] } } },
              ),
            );
            await desk.copy();
            for (const asked of questions) {
              const { hits } = await desk.questions.search(asked, { limit: 20 });
              const expected = said.flatMap((one, place) => (isFoundIn(Object.values(one), asked) ? `m${place}` : []));
              expect([asked, hits.map(({ id }) => id).reverse()]).toEqual([asked, expected]);
            }
          } finally {
            await desk.dispose();
          }
        },
      ),
      { numRuns: runs[driver] },
    );
  });
});
