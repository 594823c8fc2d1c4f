import type { InboxProfile } from '#channels';
import { emptyInbox } from '#domain';
import { KeyedDigest } from '#sealing';
import { inboxSettings, testStores } from '../../../testing/index.js';
import type { TestStores } from '../../../testing/index.js';
import { Door } from '../../door/door.js';
import { InboxRegister } from '../../inboxes/inbox-register.js';
import { IntakeKeys } from '../keys.js';
import { LaneReader } from './lane-reader.js';

const keys = new IntakeKeys(new KeyedDigest(new Uint8Array(32)));
const clock = { now: () => '2026-03-01T08:00:00.000Z' };

describe('one who reads a lane on a thread of his own', () => {
  let stores: TestStores;
  /** Of the thread where people connect inboxes, and where the door is. */
  let settings: InboxRegister;
  let reader: LaneReader;
  /** The time zones by which envelopes were read. */
  let readBy: string[];
  beforeEach(async () => {
    [stores, readBy] = [await testStores(), []];
    const [here, there] = [new InboxRegister(stores.store.inboxes), new InboxRegister(stores.store.inboxes)];
    await Promise.all([here.load(), there.load()]);
    settings = here;
    const parse = async (_: unknown, { timeZone }: InboxProfile) => {
      readBy.push(timeZone);
      return { parser: 'test@1', items: [], refusals: [] };
    };
    reader = new LaneReader('live', stores.store.inbound, keys, { inboxes: there, parse, blobs: stores.blobs });
  });
  const set = (timeZone: string, version: number) =>
    settings.learn(
      'help',
      { ...emptyInbox(), settings: { ...inboxSettings('email'), timeZone }, connected: true },
      version,
    );
  const push = (text: string) =>
    new Door(stores.store.inbound, stores.blobs, settings, clock).keep('help', [
      { bytes: Buffer.from(text), contentType: '', lane: 'live' },
    ]);
  const refusals = async () => (await reader.take())?.refused.map(({ refusal }) => refusal.reason);

  it('knows an inbox that was connected elsewhere when the first envelope of it comes', async () => {
    expect(await reader.take()).toBeUndefined();
    await set('Asia/Riyadh', 1);
    await push('first');
    expect(await refusals()).toEqual([]);
    expect(readBy).toEqual(['Asia/Riyadh']);
  });

  it('reads what came after a change of settings by the new ones', async () => {
    await set('Asia/Riyadh', 1);
    await push('before');
    await reader.take();
    expect(await reader.take()).toBeUndefined();
    await set('Europe/Berlin', 2);
    await push('after');
    await reader.take();
    expect(readBy).toEqual(['Asia/Riyadh', 'Europe/Berlin']);
  });

  it('reads an envelope that was set aside again by the settings of now', async () => {
    await set('Nowhere/Else', 1);
    await push('a call record');
    await reader.take();
    await set('Asia/Riyadh', 2);
    const [envelope] = await stores.store.inbound.read('live', 0n, 1, 1);
    if (envelope) await reader.readAgain(envelope);
    expect(readBy).toEqual(['Nowhere/Else', 'Asia/Riyadh']);
  });

  it('asks for settings only when there is something to read', async () => {
    stores.store.inboxes.changedSince = () => Promise.reject(new Error('nobody needs to know'));
    expect(await reader.take()).toBeUndefined();
  });

  it('reads the same envelopes later when the settings cannot be had now', async () => {
    await set('Asia/Riyadh', 1);
    await push('first');
    const { inboxes } = stores.store;
    const { changedSince } = inboxes;
    inboxes.changedSince = () => Promise.reject(new Error('away'));
    await expect(reader.take()).rejects.toThrow('away');
    inboxes.changedSince = changedSince;
    expect(await refusals()).toEqual([]);
    expect(readBy).toEqual(['Asia/Riyadh']);
  });
});
