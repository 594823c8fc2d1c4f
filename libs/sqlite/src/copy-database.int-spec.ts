import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { notesIn, openNotebook } from '../testing/notebook.js';
import { copyDatabase } from './copy-database.js';

let folder: string;
let path: string;
let copy: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sijil-copy-'));
  [path, copy] = [join(folder, 'notebook.db'), join(folder, 'copy.db')];
});
afterEach(() => rm(folder, { recursive: true }));

it('copies what was durable when it began, while others go on writing', async () => {
  const notebook = openNotebook(path);
  await Promise.all(Array.from({ length: 500 }, (_, at) => notebook.submit({ text: `before ${at}` })));
  const copied = copyDatabase(path, copy);
  await Promise.all(Array.from({ length: 100 }, (_, at) => notebook.submit({ text: `meanwhile ${at}` })));
  await copied;
  await notebook.close();

  const notes = notesIn(copy);
  expect(notes.length).toBeGreaterThanOrEqual(500);
  expect(notes).toEqual(notesIn(path).slice(0, notes.length));
});

it('takes the place of an older copy, and of one that was never finished', async () => {
  const notebook = openNotebook(path);
  await notebook.submit({ text: 'note' });
  await writeFile(copy, 'an older copy');
  await writeFile(`${copy}.unfinished`, 'half a copy');
  await copyDatabase(path, copy);
  await notebook.close();
  expect(notesIn(copy)).toEqual([{ commit: 1, text: 'note' }]);
  expect(await readdir(folder)).not.toContain('copy.db.unfinished');
});

it('leaves the older copy alone when there is nothing to copy', async () => {
  await writeFile(copy, 'an older copy');
  await expect(copyDatabase(join(folder, 'nothing.db'), copy)).rejects.toThrow();
  expect(await readdir(folder)).toEqual(['copy.db']);
});
