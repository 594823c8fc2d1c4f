import { inboxSettings, testStores } from '../../testing/index.js';
import type { TestStores } from '../../testing/index.js';
import { emptyInbox } from '#domain';
import { InboxRegister } from '../inboxes/inbox-register.js';
import { Door, isNativeId, largestInlineBody } from './door.js';
import { InboxNotFound, NativeIdMalformed } from './door.errors.js';

const at = '2026-03-01T08:00:00.000Z';
const bytes = Buffer.from('{"broken": ');

describe('the door', () => {
  let stores: TestStores;
  let door: Door;
  beforeEach(async () => {
    stores = await testStores();
    const inboxes = new InboxRegister(stores.store.inboxes);
    await inboxes.learn('help', { ...emptyInbox(), settings: inboxSettings('email'), connected: true }, 1);
    door = new Door(stores.store.inbound, stores.blobs, inboxes, { now: () => at });
  });
  const keep = (nativeId?: string, body: Uint8Array = bytes) =>
    door.keep('help', [{ bytes: body, contentType: 'text/plain', ...(nativeId === undefined ? {} : { nativeId }) }]);

  it('keeps bytes as they came, whatever they are, under their hash where they have no name', async () => {
    expect(await keep()).toMatchObject([{ position: 1n, repeated: false }]);
    const kept = await stores.store.inbound.at(1n);
    expect(kept).toMatchObject({
      inbox: 'help',
      lane: 'live',
      receivedAt: at,
      nativeId: kept?.sha256,
      size: bytes.length,
    });
    expect(Buffer.from(kept?.body ?? [])).toEqual(bytes);
  });

  it('keeps the same delivery once, and warns of the same name over other bytes', async () => {
    await keep('delivery-1');
    expect(await keep('delivery-1')).toMatchObject([{ position: 1n, repeated: true }]);
    expect(await keep('delivery-1', Buffer.from('other'))).toMatchObject([{ position: 2n, sameIdOtherBytes: true }]);
  });

  it('puts a large body into the blob store, and only names it', async () => {
    const large = Buffer.alloc(largestInlineBody + 1, 'a');
    await keep('large', large);
    const kept = await stores.store.inbound.at(1n);
    expect(kept?.body).toBeUndefined();
    expect(await stores.blobs.get(kept?.sha256 ?? '')).toHaveLength(large.length);
  });

  it('keeps nothing for an inbox nobody connected, nor under a name that cannot be printed', async () => {
    await expect(door.keep('other', [])).rejects.toThrow(InboxNotFound);
    await expect(keep('line\nbreak')).rejects.toThrow(NativeIdMalformed);
    expect(await stores.store.inbound.head('live')).toBe(0n);
  });

  it.each([
    ['wamid.HBgM', true],
    ['<a b@example.com>', true],
    ['رسالة', true],
    ['x'.repeat(512), true],
    ['x'.repeat(513), false],
    ['', false],
    [' leading', false],
    ['half a pair \ud800', false],
    ['nul\0', false],
  ])('takes %j as a name: %s', (name, isOne) => {
    expect(isNativeId(name)).toBe(isOne);
  });
});
