import { hash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { BlobStoreUrlUnknown } from './blobs.errors.js';
import { openBlobStore } from './open.js';

const voice = Buffer.from('a voice message');
const name = hash('sha256', voice, 'hex');

describe('opening a blob store by its URL', () => {
  it('finds the same folder by path and by URL', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'sijil-blobs-'));
    await (await openBlobStore(`file:${folder}`)).put(name, voice);
    expect(await (await openBlobStore(pathToFileURL(folder).href)).get(name)).toEqual(voice);
    await rm(folder, { recursive: true });
  });

  it('gives every caller of memory: a store of its own', async () => {
    await (await openBlobStore('memory:')).put(name, voice);
    expect(await (await openBlobStore('memory:')).get(name)).toBeUndefined();
  });

  it.each(['', 'file:', 's3://attachments', './attachments'])('refuses "%s", which no driver goes by', async (url) => {
    await expect(openBlobStore(url)).rejects.toThrow(BlobStoreUrlUnknown);
  });
});
