import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { holdFile } from './hold-file.js';

class InUse extends Error {}
const inUse = () => new InUse();

let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sijil-hold-'));
  path = join(folder, 'log.db');
});
afterEach(() => rm(folder, { recursive: true }));

it('keeps a second holder out until the first lets go', () => {
  const first = holdFile(path, inUse);
  expect(() => holdFile(path, inUse)).toThrow(InUse);
  first.release();
  holdFile(path, inUse).release();
});

it('may be let go of twice', () => {
  const held = holdFile(path, inUse);
  held.release();
  expect(() => held.release()).not.toThrow();
});

it('does not call a file in use when the lock cannot be made at all', () => {
  expect(() => holdFile(join(folder, 'no such folder', 'log.db'), inUse)).toThrow('unable to open database file');
});

it('is let go of when the process that holds it is killed', async () => {
  const holdForEver = `
    import { holdFile } from ${JSON.stringify(new URL('./hold-file.js', import.meta.url).href)};
    holdFile(process.argv[1], () => new Error());
    console.log('held');
    setInterval(() => undefined, 1000);`;
  const holder = spawn(process.execPath, ['--input-type=module', '--eval', holdForEver, path]);
  await once(holder.stdout, 'data');
  expect(() => holdFile(path, inUse)).toThrow(InUse);
  holder.kill('SIGKILL');
  await once(holder, 'close');
  holdFile(path, inUse).release();
});
