import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { notesIn, openNotebook } from '../../testing/notebook.js';

let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sijil-notebook-'));
  path = join(folder, 'notebook.db');
});
afterEach(() => rm(folder, { recursive: true }));

const lines = (count: number): readonly string[] => Array.from({ length: count }, (_, index) => `line ${index}`);

describe('writing together', () => {
  it('lets all who come at the same time share one commit', async () => {
    const notebook = openNotebook(path);
    await Promise.all(lines(200).map((text) => notebook.submit({ text })));
    await notebook.close();
    expect(notesIn(path).map(({ text }) => text)).toEqual(lines(200));
    expect(new Set(notesIn(path).map(({ commit }) => commit)).size).toBe(1);
  });

  it('writes what came during a commit with the next one', async () => {
    const notebook = openNotebook(path);
    const first = notebook.submit({ text: 'first' });
    await new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
    await Promise.all([first, ...lines(20).map((text) => notebook.submit({ text }))]);
    await notebook.close();
    expect(notesIn(path).map(({ commit }) => commit)).toEqual([1, ...lines(20).map(() => 2)]);
  });

  it('writes no more than 8 MiB in one commit, and still all of it in order', async () => {
    const notebook = openNotebook(path, { maxWaitingBytes: Infinity });
    await Promise.all(lines(10).map((text) => notebook.submit({ text }, 3 * 1024 * 1024)));
    await notebook.close();
    expect(notesIn(path).map(({ text }) => text)).toEqual(lines(10));
    expect(notesIn(path).map(({ commit }) => commit)).toEqual([1, 1, 2, 2, 3, 3, 4, 4, 5, 5]);
  });

  it('refuses one request without a word to its neighbours', async () => {
    const notebook = openNotebook(path);
    const outcomes = await Promise.allSettled([
      notebook.submit({ text: 'one' }),
      notebook.submit({ text: 'no', fault: 'refused' }),
      notebook.submit({ text: 'two' }),
    ]);
    await notebook.close();
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(outcomes[1]).toMatchObject({ reason: { code: 'NOTEBOOK.REFUSED', message: 'no' } });
    expect(notesIn(path)).toEqual([
      { commit: 1, text: 'one' },
      { commit: 1, text: 'two' },
    ]);
  });

  it('writes each alone when one of them broke the common transaction', async () => {
    const notebook = openNotebook(path);
    const outcomes = await Promise.allSettled(['one', 'one', 'two'].map((text) => notebook.submit({ text })));
    await notebook.close();
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(outcomes[1]).toMatchObject({ reason: { code: 'WRITER.FAILED' } });
    expect(outcomes[0]).toEqual({ status: 'fulfilled', value: 1 });
    expect(notesIn(path).map(({ text }) => text)).toEqual(['one', 'two']);
  });

  it('says that the disk is full, keeps nothing half, and goes on when there is space again', async () => {
    const notebook = openNotebook(path);
    const tooLong = 'x'.repeat(50_000);
    await expect(notebook.submit({ text: tooLong, fault: 'full' })).rejects.toMatchObject({ code: 'WRITER.FULL' });
    await notebook.submit({ text: tooLong, fault: 'space' });
    await notebook.close();
    expect(notesIn(path).map(({ text }) => text)).toEqual([tooLong]);
  });
});

describe('waiting to be written', () => {
  it('turns requests away when too many wait', async () => {
    const notebook = openNotebook(path, { maxWaiting: 3 });
    const outcomes = await Promise.allSettled(lines(5).map((text) => notebook.submit({ text })));
    await notebook.close();
    expect(outcomes.map(({ status }) => status)).toEqual([
      'fulfilled',
      'fulfilled',
      'fulfilled',
      'rejected',
      'rejected',
    ]);
    expect(outcomes[4]).toMatchObject({ reason: { code: 'WRITER.BUSY' } });
    expect(notesIn(path)).toHaveLength(3);
  });

  it('turns requests away when too many bytes wait, yet takes one that is larger than all that may wait', async () => {
    const notebook = openNotebook(path, { maxWaitingBytes: 100 });
    const sizes = [500, 1, 1];
    const outcomes = await Promise.allSettled(sizes.map((bytes, at) => notebook.submit({ text: `line ${at}` }, bytes)));
    await notebook.close();
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected']);
  });

  it('takes requests again once those before them are written', async () => {
    const notebook = openNotebook(path, { maxWaiting: 1 });
    for (const text of lines(3)) await notebook.submit({ text });
    await notebook.close();
    expect(notesIn(path)).toHaveLength(3);
  });
});

describe('the end of a writer', () => {
  it('writes all that waits before it closes, and refuses what comes later', async () => {
    const notebook = openNotebook(path);
    const written = Promise.all(lines(3000).map((text) => notebook.submit({ text })));
    const closed = notebook.close();
    await expect(notebook.submit({ text: 'late' })).rejects.toMatchObject({ code: 'WRITER.CLOSED' });
    await Promise.all([written, closed, notebook.close()]);
    expect(notesIn(path)).toHaveLength(3000);
  });

  it('leaves nobody waiting when the thread dies: what it had in hand is uncertain, the rest is not written', async () => {
    const notebook = openNotebook(path);
    await notebook.submit({ text: 'kept' });
    const inHand = notebook.submit({ text: 'uncertain', fault: 'death' });
    const outcomes = Promise.allSettled([inHand, notebook.submit({ text: 'beside it' })]);
    await new Promise((resolve) => setImmediate(resolve));
    const behind = expect(notebook.submit({ text: 'behind' })).rejects.toMatchObject({ code: 'WRITER.DIED' });
    for (const outcome of await outcomes) expect(outcome).toMatchObject({ reason: { code: 'WRITER.LOST' } });
    await behind;
    await expect(notebook.submit({ text: 'later' })).rejects.toMatchObject({ code: 'WRITER.DIED' });
    await notebook.close();
    expect(notesIn(path).map(({ text }) => text)).toEqual(['kept']);
  });

  it('rejects everything when the thread cannot even begin', async () => {
    const notebook = openNotebook(join(folder, 'no such folder', 'notebook.db'));
    const outcomes = await Promise.allSettled(lines(3).map((text) => notebook.submit({ text })));
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    await notebook.close();
  });
});
