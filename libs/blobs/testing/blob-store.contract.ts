import { hash } from 'node:crypto';
import { BlobDamaged } from '../src/index.js';
import type { BlobStore } from '../src/index.js';

const nameOf = (bytes: Uint8Array): string => hash('sha256', bytes, 'hex');
/** All names a store lists. */
export async function namesIn(blobs: BlobStore): Promise<string[]> {
  const names: string[] = [];
  for await (const name of blobs.list()) names.push(name);
  return names;
}

const voice = Buffer.from('a voice message');
const picture = Buffer.alloc(300_000, 'p');

/** The contract all drivers share. */
export function describeBlobStore(driver: string, open: () => Promise<BlobStore>): void {
  describe(`blob store on ${driver}`, () => {
    let blobs: BlobStore;
    beforeEach(async () => {
      blobs = await open();
    });

    it('gives bytes back by their name', async () => {
      await blobs.put(nameOf(voice), voice);
      await blobs.put(nameOf(picture), picture);
      expect(Buffer.from((await blobs.get(nameOf(voice))) ?? [])).toEqual(voice);
      expect(Buffer.from((await blobs.get(nameOf(picture))) ?? []).equals(picture)).toBe(true);
    });

    it('says that it has nothing by a name it never saw', async () => {
      expect(await blobs.get(nameOf(voice))).toBeUndefined();
      expect(await blobs.get('../../etc/passwd')).toBeUndefined();
      await expect(blobs.delete('../../etc/passwd')).resolves.toBeUndefined();
    });

    it('keeps the same bytes once, however often they come, and at the same time', async () => {
      await Promise.all([1, 2, 3, 4].map(() => blobs.put(nameOf(voice), voice)));
      expect(await namesIn(blobs)).toEqual([nameOf(voice)]);
    });

    it('refuses bytes under a name that is not theirs', async () => {
      await expect(blobs.put(nameOf(voice), picture)).rejects.toThrow(BlobDamaged);
      expect(await blobs.get(nameOf(voice))).toBeUndefined();
    });

    it('forgets what it is told to forget, and may be told twice', async () => {
      await blobs.put(nameOf(voice), voice);
      await blobs.put(nameOf(picture), picture);
      await blobs.delete(nameOf(voice));
      await blobs.delete(nameOf(voice));
      expect(await blobs.get(nameOf(voice))).toBeUndefined();
      expect(await namesIn(blobs)).toEqual([nameOf(picture)]);
    });

    it('lists all of its names', async () => {
      const many = Array.from({ length: 30 }, (_, n) => Buffer.from(`attachment ${n}`));
      await Promise.all(many.map((bytes) => blobs.put(nameOf(bytes), bytes)));
      expect((await namesIn(blobs)).sort()).toEqual(many.map(nameOf).sort());
    });
  });
}
