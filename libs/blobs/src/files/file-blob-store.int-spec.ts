import { hash } from 'node:crypto';
import { access, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describeBlobStore, namesIn } from '../../testing/index.js';
import { BlobDamaged, BlobStoreUnavailable } from '../blobs.errors.js';
import { FileBlobStore } from './file-blob-store.js';

const folders: string[] = [];
async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'sijil-blobs-'));
  folders.push(folder);
  return folder;
}
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true }))));

describeBlobStore('files', async () => new FileBlobStore(join(await newFolder(), 'not', 'yet', 'there')));

const voice = Buffer.from('a voice message');
const name = hash('sha256', voice, 'hex');
const pathIn = (folder: string): string => join(folder, name.slice(0, 2), name.slice(2, 4), name);

describe('blobs as files', () => {
  it('lie in two levels of folders, named by their digest', async () => {
    const folder = await newFolder();
    await new FileBlobStore(folder).put(name, voice);
    await expect(access(pathIn(folder))).resolves.toBeUndefined();
    expect(await readdir(dirname(pathIn(folder)))).toEqual([name]);
  });

  it('are told apart from spoilt ones when they are read', async () => {
    const folder = await newFolder();
    const blobs = new FileBlobStore(folder);
    await blobs.put(name, voice);
    await writeFile(pathIn(folder), 'a voice massage');
    await expect(blobs.get(name)).rejects.toThrow(BlobDamaged);
  });

  it('are written anew over a file that was cut short', async () => {
    const folder = await newFolder();
    const blobs = new FileBlobStore(folder);
    await blobs.put(name, voice);
    await writeFile(pathIn(folder), 'a vo');
    await blobs.put(name, voice);
    expect(await blobs.get(name)).toEqual(voice);
  });

  it('leave out what a crash left unfinished, and strangers', async () => {
    const folder = await newFolder();
    const blobs = new FileBlobStore(folder);
    await blobs.put(name, voice);
    await writeFile(`${pathIn(folder)}.0b1e`, 'half of a voi');
    await writeFile(join(folder, name), 'in the wrong place');
    expect(await namesIn(blobs)).toEqual([name]);
  });

  it('say that the store cannot be reached when its folder is a file', async () => {
    const file = join(await newFolder(), 'file');
    await writeFile(file, '');
    await expect(new FileBlobStore(file).put(name, voice)).rejects.toThrow(BlobStoreUnavailable);
  });
});
