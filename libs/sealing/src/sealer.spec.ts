import fc from 'fast-check';
import type { BlobStore } from '#blobs';
import { openBlobStore } from '#blobs/open';
import type { SealedPart } from '#event-log';
import { MemorySealingKeys } from './memory/memory-sealing-keys.js';
import { largestInPlace, Sealer } from './sealer.js';
import { KeysFull, PartTooLarge, SealBroken, SealerNotReady } from './sealing.errors.js';

const owner = 'customer-1';

/** Keys that remember what they were asked for, and can be out of space once. */
class WatchedKeys extends MemorySealingKeys {
  readonly found: (readonly number[])[] = [];
  leases = 0;
  full = false;

  override async find(keyIds: readonly number[]) {
    this.found.push(keyIds);
    return super.find(keyIds);
  }

  override async lease(size: number) {
    this.leases += 1;
    if (this.full) throw new KeysFull('no space');
    return super.lease(size);
  }
}

describe('sealing', () => {
  let keys: WatchedKeys;
  let blobs: BlobStore;
  let sealer: Sealer;
  beforeEach(async () => {
    keys = new WatchedKeys();
    blobs = await openBlobStore('memory:');
    sealer = new Sealer(keys, blobs, { blockSize: 4 });
  });

  it('gives back what was sealed, also to another process', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 2000, size: 'max' }),
        fc.string({ unit: 'grapheme' }),
        async (bytes, name) => {
          await sealer.ready(1);
          const part = sealer.seal(owner, name, bytes);
          expect(await sealer.open(part, name)).toEqual(Buffer.from(bytes));
          expect(await new Sealer(keys, blobs).open(part, name)).toEqual(Buffer.from(bytes));
        },
      ),
    );
  });

  it('writes IV, ciphertext and tag: 28 bytes more than the text', async () => {
    await sealer.ready(1);
    const part = sealer.seal(owner, 'content', 'مرحبا');
    expect(part.bytes).toHaveLength(10 + 28);
    expect((await sealer.open(part, 'content'))?.toString('utf8')).toBe('مرحبا');
  });

  it('uses one key a part, in rising order, and never the same bytes twice', async () => {
    await sealer.ready(9);
    const parts = Array.from({ length: 9 }, () => sealer.seal(owner, 'content', 'the same text'));
    expect(parts.map(({ keyId }) => keyId)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(new Set(parts.map(({ bytes }) => Buffer.from(bytes ?? []).toString('hex'))).size).toBe(9);
  });

  it('notices any changed bit', async () => {
    await sealer.ready(1);
    const part = sealer.seal(owner, 'content', 'pay 10');
    for (let bit = 0; bit < 8 * (part.bytes?.length ?? 0); bit += 1) {
      const bytes = Buffer.from(part.bytes ?? []);
      bytes.writeUInt8(bytes.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
      await expect(sealer.open({ ...part, bytes }, 'content')).rejects.toThrow(SealBroken);
    }
  });

  it('notices bytes that were passed off as another part, cut short, or taken away', async () => {
    await sealer.ready(2);
    const one = sealer.seal(owner, 'content', 'one');
    const other = sealer.seal(owner, 'content', 'other');
    const broken: [SealedPart, string][] = [
      [one, 'sender'],
      [{ ...one, keyId: other.keyId }, 'content'],
      [{ ...one, bytes: Buffer.from(one.bytes ?? []).subarray(0, 20) }, 'content'],
      [{ keyId: one.keyId, owner }, 'content'],
      [{ keyId: one.keyId, owner, blob: 'ab'.repeat(32) }, 'content'],
    ];
    for (const [part, name] of broken) await expect(sealer.open(part, name)).rejects.toThrow(SealBroken);
  });

  it('answers nothing once the key is destroyed, and everything else as before', async () => {
    await sealer.ready(3);
    const parts = ['one', 'two', 'three'].map((text) => ({
      name: 'content',
      part: sealer.seal(owner, 'content', text),
    }));
    await sealer.destroy([2]);
    const opened = await sealer.openMany(parts);
    expect(opened.map((plain) => plain?.toString())).toEqual(['one', undefined, 'three']);
  });

  it('reads the keys of many parts at once, each once', async () => {
    await sealer.ready(3);
    const parts = ['one', 'two', 'three'].map((text) => ({
      name: 'content',
      part: sealer.seal(owner, 'content', text),
    }));
    const reader = new Sealer(keys, blobs);
    await reader.openMany([...parts.toReversed(), ...parts]);
    expect(keys.found).toEqual([[1, 2, 3]]);
  });

  it('says so when nobody made it ready', () => {
    expect(() => sealer.seal(owner, 'content', 'text')).toThrow(SealerNotReady);
  });

  it('keeps its promise to everybody who waited', async () => {
    const writers = Array.from({ length: 20 }, async (_, n) => {
      await sealer.ready(n);
      return Array.from({ length: n }, () => sealer.seal(owner, 'content', 'text').keyId);
    });
    const keyIds = (await Promise.all(writers)).flat();
    expect(new Set(keyIds).size).toBe((19 * 20) / 2);
  });

  it('fetches the next block before the last one is used up', async () => {
    await sealer.ready(1);
    for (let n = 0; n < 3; n += 1) sealer.seal(owner, 'content', 'text');
    expect(keys.leases).toBe(2);
  });

  it('burns what is left of a block when the process ends', async () => {
    await sealer.ready(1);
    const last = sealer.seal(owner, 'content', 'text').keyId;
    const next = new Sealer(keys, blobs, { blockSize: 4 });
    await next.ready(1);
    expect(next.seal(owner, 'content', 'text').keyId).toBeGreaterThan(last + 3);
  });

  it('tells whoever waits that keys could not be leased, and tries again for the next', async () => {
    keys.full = true;
    await expect(sealer.ready(1)).rejects.toThrow(KeysFull);
    keys.full = false;
    await expect(sealer.ready(1)).resolves.toBeUndefined();
  });

  describe('large parts', () => {
    const recording = Buffer.alloc(largestInPlace + 1, 'r');

    it('lie sealed in the blob store before the part is named', async () => {
      const part = await sealer.sealLarge(owner, 'attachment-1', recording);
      expect(part).toEqual({ keyId: 1, owner, blob: expect.stringMatching(/^[0-9a-f]{64}$/) as string });
      const sealed = await blobs.get(part.blob ?? '');
      expect(sealed).toHaveLength(recording.length + 28);
      expect(Buffer.from(sealed ?? []).includes('rrrrrrrr')).toBe(false);
      expect((await sealer.open(part, 'attachment-1'))?.equals(recording)).toBe(true);
    });

    it('stand in place up to 64 KiB', async () => {
      const part = await sealer.sealLarge(owner, 'attachment-1', recording.subarray(1));
      expect(part.bytes).toHaveLength(largestInPlace + 28);
      expect(part.blob).toBeUndefined();
    });

    it('are refused where they would stand in the log', async () => {
      await sealer.ready(1);
      expect(() => sealer.seal(owner, 'attachment-1', recording)).toThrow(PartTooLarge);
    });

    it('answer nothing once the key is destroyed, also where the bytes are gone with it', async () => {
      const part = await sealer.sealLarge(owner, 'attachment-1', recording);
      await sealer.destroy([part.keyId]);
      await blobs.delete(part.blob ?? '');
      expect(await sealer.open(part, 'attachment-1')).toBeUndefined();
    });
  });
});
