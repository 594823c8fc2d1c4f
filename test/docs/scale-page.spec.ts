import { readdirSync, readFileSync } from 'node:fs';

const page = readFileSync('docs/scale.md', 'utf8').replaceAll(/\s*\n\s*/g, ' ');
const number = String.raw`\d[\d,]*(?:\.\d+)?`;
/** A chain of numbers with × and ÷ between them, and what it is said to come to. */
const sums = [...page.matchAll(new RegExp(`(${number}(?: [×÷] ${number})+) = (${number})( million)?`, 'g'))];
const valueOf = (text: string): number => Number(text.replaceAll(',', ''));

function workedOut(chain: string): number {
  const [first = '', ...rest] = chain.split(' ');
  let value = valueOf(first);
  for (let at = 0; at < rest.length; at += 2) {
    const by = valueOf(rest[at + 1] ?? '');
    value = rest[at] === '×' ? value * by : value / by;
  }
  return value;
}

describe('docs/scale.md', () => {
  it('does its sums in sight', () => {
    expect(sums.length).toBeGreaterThan(20);
  });

  it.each(sums.map(([sum, chain = '', result = '', million = '']) => ({ sum, chain, result, million })))(
    'is right that $sum',
    ({ chain, result, million }) => {
      const said = valueOf(result) * (million === '' ? 1 : 1_000_000);
      expect(Math.abs(workedOut(chain) / said - 1)).toBeLessThan(0.02);
    },
  );

  it('names benches that there are', () => {
    const named = [...page.matchAll(/npm run bench -- ((?:[a-z][a-z-]* ?)+)/g)].flatMap(([, names = '']) => names.trim().split(' ')); // prettier-ignore
    const benches = readdirSync('test/bench').flatMap((file) => /^(.+)\.bench\.ts$/.exec(file)?.[1] ?? []);
    expect(named.filter((name) => !benches.includes(name))).toEqual([]);
  });
});
