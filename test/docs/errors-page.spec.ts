import { readFileSync } from 'node:fs';
import { problemKinds } from '../../apps/api/src/problems/problem-table.js';
import { errorCodes } from '../../tools/docs/error-codes.js';
import { errorsPage } from '../../tools/docs/errors-page.js';

const page = readFileSync('docs/errors.md', 'utf8');
const told = [...page.matchAll(/^\| `([A-Z_]+\.[A-Z_]+)`/gm)].map(([, code]) => code);

describe('the page of the manual about errors', () => {
  it('tells of every code in the source', () => {
    expect([...errorCodes().all].filter((code) => !told.includes(code))).toEqual([]);
  });

  it('tells of no code that is not in the source', () => {
    const { all } = errorCodes();
    expect(told.filter((code) => !all.has(code ?? ''))).toEqual([]);
  });

  it('tells of each code once', () => {
    expect(told.filter((code, place) => told.indexOf(code) !== place)).toEqual([]);
  });

  it('tells of every code that has a status of its own', () => {
    expect([...problemKinds.keys()].filter((code) => !told.includes(code))).toEqual([]);
  });

  it('is what source and texts say (npm run docs writes it again)', async () => {
    expect(page).toBe(await errorsPage());
  });
});
