import { KeyedDigest } from '#sealing';
import type { Item, Refusal } from '#channels';
import { email, message } from '../../../testing/index.js';
import { IntakeKeys } from '../keys.js';
import type { Arrival } from './arrival.js';
import { outlineEnvelope } from './outline.js';
import { portionsOf } from './portions.js';

const keys = new IntakeKeys(new KeyedDigest(new Uint8Array(32)));
const inbox = { id: 'help', kind: 'email', address: '', ownAddresses: [], region: '', timeZone: 'UTC', reopenWindowSeconds: 0, silenceSeconds: 0 } as const; // prettier-ignore

function arrival(position: bigint, items: readonly Item[], refusals: readonly Refusal[] = []): Arrival {
  const kept = { inbox: 'help', nativeId: 'n', sha256: String(position), lane: 'bulk', contentType: '', receivedAt: '', size: 0, context: '', position } as const; // prettier-ignore
  return { envelope: kept, inbox, parsed: outlineEnvelope({ parser: 'test@1', items, refusals }) };
}
const written = (...ids: readonly string[]) => ids.map((id) => message({ by: [email('lina@example.com')], id }));
const cut = (arrivals: readonly Arrival[], most: number) =>
  [...portionsOf(arrivals, keys, most)].map(({ items, refused, upTo }) => ({
    items: items.map(({ item }) => item.nativeId),
    refused: refused.length,
    upTo,
  }));

describe('what arrived is cut into portions', () => {
  it('of which each says up to where it is done', () => {
    expect(cut([arrival(4n, written('a')), arrival(7n, written('b', 'c'))], 10)).toEqual([
      { items: ['a', 'b', 'c'], refused: 0, upTo: 7n },
    ]);
  });

  it('so that one file of many calls holds up nobody: its place moves only when its last part is in', () => {
    expect(cut([arrival(4n, written('a')), arrival(7n, written('b', 'c', 'd', 'e'))], 2)).toEqual([
      { items: ['a', 'b'], refused: 0, upTo: 4n },
      { items: ['c', 'd'], refused: 0, upTo: undefined },
      { items: ['e'], refused: 0, upTo: 7n },
    ]);
  });

  it('in which each item stands once, and what could not be read counts', () => {
    const bad = (place: string) => ({ place, reason: 'TEST.BAD', detail: '' });
    expect(cut([arrival(1n, written('a', 'a'), [bad('1'), bad('2')]), arrival(2n, written('a'))], 2)).toEqual([
      { items: ['a'], refused: 1, upTo: undefined },
      { items: [], refused: 1, upTo: 2n },
    ]);
  });

  it('which are none when nothing arrived, and an empty one for an envelope without content', () => {
    expect(cut([], 2)).toEqual([]);
    expect(cut([arrival(3n, [])], 2)).toEqual([{ items: [], refused: 0, upTo: 3n }]);
  });
});
