import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSealingKeys } from './open.js';
import { KeysUrlUnknown } from './sealing.errors.js';

describe('opening keys by their URL', () => {
  it('finds the same file again, and makes its folder the first time', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'sijil-keys-'));
    const url = `sqlite:${join(folder, 'new', 'keys.db')}`;
    const first = await openSealingKeys(url);
    const handleKey = await first.handleKey();
    await first.close();
    const second = await openSealingKeys(url);
    expect(await second.handleKey()).toEqual(handleKey);
    await second.close();
    await rm(folder, { recursive: true });
  });

  it('gives every caller of memory: keys of its own', async () => {
    const [one, other] = [await openSealingKeys('memory:'), await openSealingKeys('memory:')];
    expect(await one.handleKey()).not.toEqual(await other.handleKey());
  });

  it.each(['', 'sqlite:', 'mysql://desk', 'keys.db'])('refuses "%s", which no driver goes by', async (url) => {
    await expect(openSealingKeys(url)).rejects.toThrow(KeysUrlUnknown);
  });
});
