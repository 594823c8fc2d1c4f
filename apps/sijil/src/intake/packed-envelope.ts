import type { OutlinedEnvelope, Plain } from '#application';

/** A part that is to be sealed: its name, and where its plaintext lies among all of them. */
type Place = readonly [name: string, start: number, length: number];

type OutlinedItem = OutlinedEnvelope['items'][number];

interface PackedEnvelope extends Omit<OutlinedEnvelope, 'items'> {
  readonly items: readonly (Pick<OutlinedItem, 'outline'> & { readonly plain: readonly Place[] })[];
}

/**
 * Packs envelopes that go to another thread together. Outlines go as JSON: so many small objects cross in half the time
 * they take one by one. What is to be sealed of all of them goes as the bytes of one buffer: that is handed over, not
 * copied, and keeps out of the heap of whoever gets it.
 */
export class EnvelopePacker {
  private readonly parts: Plain[] = [];
  private size = 0;

  /** The envelope as JSON; what is to be sealed of it will be among `plaintexts`. */
  pack(envelope: OutlinedEnvelope): string {
    const items = envelope.items.map(({ outline, plain }) => ({
      outline,
      plain: plain.map((part) => this.placeOf(part)),
    }));
    return JSON.stringify({ ...envelope, items } satisfies PackedEnvelope);
  }

  /** One behind the other, text as UTF-8. */
  plaintexts(): ArrayBuffer {
    const plaintexts = new ArrayBuffer(this.size);
    const page = Buffer.from(plaintexts);
    let end = 0;
    for (const { plaintext } of this.parts) {
      if (typeof plaintext === 'string') end += page.write(plaintext, end);
      else {
        page.set(plaintext, end);
        end += plaintext.length;
      }
    }
    return plaintexts;
  }

  private placeOf(part: Plain): Place {
    const [start, length] = [this.size, Buffer.byteLength(part.plaintext)];
    this.parts.push(part);
    this.size += length;
    return [part.name, start, length];
  }
}

/** What was packed, its plaintexts as views of what was handed over. */
export function unpackEnvelope(packed: string, plaintexts: ArrayBuffer): OutlinedEnvelope {
  const envelope = JSON.parse(packed) as PackedEnvelope;
  const plainAt = ([name, start, length]: Place): Plain => ({
    name,
    plaintext: new Uint8Array(plaintexts, start, length),
  });
  const items = envelope.items.map(({ outline, plain }) => ({ outline, plain: plain.map(plainAt) }));
  return { ...envelope, items };
}
