import { cdrCuts } from './cdr-cuts.js';

async function* inChunks(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size);
}

async function partsOf(csv: string, largest: number) {
  const bytes = Buffer.from(csv);
  const { cuts, brokenAt } = await cdrCuts(inChunks(bytes, 11), bytes.length, largest);
  const text = (cut: { start: number; end: number }) => bytes.subarray(cut.start, cut.end).toString();
  const parts = cuts.map((cut) => ({ firstRow: cut.firstRow, text: text(cut) }));
  return { parts, ...(brokenAt && { broken: { firstRow: brokenAt.firstRow, text: text(brokenAt) } }) };
}

describe('a large call record', () => {
  it('is cut between rows, and counted through', async () => {
    const { parts } = await partsOf('a,1\nb,2\nc,3\nd,4\n', 8);
    expect(parts).toEqual([
      { firstRow: 1, text: 'a,1\nb,2\n' },
      { firstRow: 3, text: 'c,3\nd,4\n' },
    ]);
  });

  it('is never cut at a newline inside quotes', async () => {
    const rows = ['a,"one\ntwo\nthree"\n', 'ب,"أربعة\nخمسة"\n', 'c,3\n'];
    const { parts } = await partsOf(rows.join(''), 10);
    expect(parts.map(({ text }) => text)).toEqual(rows);
  });

  it('loses not a byte: parts put together are the file', async () => {
    const csv = '\ufeff' + Array.from({ length: 50 }, (_, n) => `"row ${n}","x${'y'.repeat(n % 7)}"\n`).join('');
    const { parts } = await partsOf(csv, 64);
    expect(parts.map(({ text }) => text).join('')).toBe(csv);
    expect(parts.length).toBeGreaterThan(5);
  });

  it('has a part that begins where a quote is broken, after the rows that stand', async () => {
    const { parts, broken } = await partsOf('a,1\nb,2\nc,"3" or 4\nd,5\n', 1_000);
    expect(parts).toEqual([{ firstRow: 1, text: 'a,1\nb,2\n' }]);
    expect(broken).toEqual({ firstRow: 3, text: 'c,"3" or 4\nd,5\n' });
  });

  it('has such a part also where a quote is never closed', async () => {
    const { parts, broken } = await partsOf('a,1\nb,"2\nc,3\n', 1_000);
    expect(parts).toEqual([{ firstRow: 1, text: 'a,1\n' }]);
    expect(broken).toEqual({ firstRow: 2, text: 'b,"2\nc,3\n' });
  });
});
