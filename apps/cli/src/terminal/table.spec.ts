import { widthOf } from './fit.js';
import { tableLines } from './table.js';

interface Row {
  readonly name: string;
  readonly about: string;
  readonly count: number;
}
const columns = [
  { title: 'name', of: ({ name }: Row) => name },
  { title: 'about', of: ({ about }: Row) => about, most: 12 },
  { title: 'count', of: ({ count }: Row) => count },
];
const rows: readonly Row[] = [
  { name: 'Emma', about: 'An invoice for order 1', count: 7 },
  { name: 'سارة الحربي', about: 'فاتورة', count: 112 },
];
const isolate = (text: string) => `\u2068${text}\u2069`;

describe('a table on a terminal', () => {
  it('keeps Arabic in its cell, beside English', () => {
    const [, , line] = tableLines(columns, rows);
    expect(line).toContain(isolate('سارة الحربي'));
    expect(line).toContain(isolate('فاتورة'));
  });

  it('is aligned whatever script stands in it', () => {
    const widths = tableLines(columns, rows).map(widthOf);
    expect(new Set(widths).size).toBe(1);
  });

  it('puts numbers to the right', () => {
    expect(tableLines(columns, rows)[1]).toMatch(/ {2}7$/);
  });

  it('cuts what is too long and says so', () => {
    expect(tableLines(columns, rows)[1]).toContain('An invoice…');
  });

  it('never cuts a letter from its marks', () => {
    const vowelled = [{ name: 'x', about: 'مُحَمَّدٌ رَسُولٌ كَرِيمٌ', count: 1 }];
    const [, line = ''] = tableLines(columns, vowelled);
    expect(line).not.toMatch(/\u2068[\u064b-\u0652]/);
    expect(widthOf(line)).toBeLessThanOrEqual(4 + 2 + 12 + 2 + 5);
  });

  it('obeys nothing that a customer wrote: no escape sequences, no overrides of direction', () => {
    const hostile = [{ name: '\u001b[31mred\u0007', about: '\u202eevil\nline', count: 1 }];
    const text = tableLines(columns, hostile).join('');
    expect(text).not.toMatch(/[\u0000-\u001f\u202a-\u202e]/);
  });

  it('leaves out a column in which nothing stands', () => {
    expect(tableLines(columns, [{ name: 'Emma', about: '', count: 1 }])[0]).toBe('name  count');
  });
});
