import type { RecordedEvent } from '#event-log';
import { email, message, mortalStores, ProcessDied, TestDesk, testStores } from '../../testing/index.js';
import type { Death, Sizes, TestStores } from '../../testing/index.js';

const size = (parts: number) => ({ envelopes: 8, bytes: 1e6, parts });
const portionsOf = (parts: number): Sizes => ({ live: size(parts), bulk: size(parts) });
const by = (name: string) => [email(`${name}@example.com`)];
const answerTo = (id: string, name: string) => message({ by: by(name), id: `to-${id}`, thread: { inReplyTo: [id] } });

describe('what a crash left half done', () => {
  let stores: TestStores;
  let desk: TestDesk;
  beforeEach(async () => {
    stores = await testStores();
    desk = await TestDesk.open(stores);
    await desk.connect('mail', 'email');
  });
  const dies = async (death: Death, sizes?: Sizes, work = (dying: TestDesk) => dying.settle()) => {
    const dying = await TestDesk.open(mortalStores(stores, death), sizes);
    await expect(work(dying)).rejects.toThrow(ProcessDied);
  };
  const named = async (type: string) => (await desk.events()).filter((event) => event.type === type);
  const fileOf = (events: readonly RecordedEvent[], at: number) => events.at(at)?.stream;

  it('is finished to the end of its envelope before an answer to it is taken, also in smaller portions', async () => {
    await desk.push('mail', ['m1', 'm2', 'm3', 'm4', 'm5'].map((id) => message({ by: by(id), id })), 'bulk'); // prettier-ignore
    await dies({ of: 'route', write: 2, when: 'after' }, portionsOf(2));
    await desk.push('mail', [answerTo('m5', 'm5'), answerTo('m3', 'm3')]);
    await (await TestDesk.open(stores, portionsOf(1))).settle();
    const received = await named('MessageReceived');
    expect(received.map(({ clear }) => clear['lane'])).toEqual([...Array<string>(5).fill('bulk'), 'live', 'live']);
    expect([fileOf(received, 5), fileOf(received, 6)]).toEqual([fileOf(received, 4), fileOf(received, 2)]);
    expect(await named('TicketOpened')).toHaveLength(5);
  });

  it('is all of the portion, where it died between the halves around an item that no log can hold', async () => {
    const poison = message({ by: by('nobody'), id: 'bad', at: '0000' });
    for (const item of [message({ by: by('lina'), id: 'm1' }), poison, message({ by: by('sami'), id: 'm2' })]) {
      await desk.push('mail', [item], 'bulk');
    }
    await dies({ of: 'route', write: 3, when: 'before' });
    expect(await named('MessageReceived')).toHaveLength(1);
    await desk.push('mail', [answerTo('m2', 'sami')]);
    await (await TestDesk.open(stores)).settle();
    const received = await named('MessageReceived');
    expect(received.map(({ clear }) => clear['lane'])).toEqual(['bulk', 'bulk', 'live']);
    expect(fileOf(received, 2)).toBe(fileOf(received, 1));
    expect(await named('TicketOpened')).toHaveLength(2);
    expect(await named('EnvelopeQuarantined')).toMatchObject([{ clear: { reason: 'INTAKE.UNDECIDABLE' } }]);
  });

  it('is an envelope that was read again, although no lane will come by it', async () => {
    stores.unreadable.add('row 1');
    await desk.push('mail', [{ ...message({ by: by('lina'), id: 'm1' }), place: 'row 1' }]);
    await desk.settle();
    stores.unreadable.clear();
    await dies({ of: 'route', write: 1, when: 'after' }, undefined, (dying) => dying.retry(1n, ['row 1']));
    await desk.push('mail', [answerTo('m1', 'lina')]);
    desk = await TestDesk.open(stores);
    await desk.settle();
    const received = await named('MessageReceived');
    expect(received.map(({ clear }) => clear['envelope'])).toEqual(['1', '2']);
    expect(fileOf(received, 1)).toBe(fileOf(received, 0));
    await desk.retry(1n, ['row 1']);
    expect(await named('EnvelopeReleased')).toHaveLength(1);
    expect(await named('MessageReceived')).toHaveLength(2);
  });

  it('is nothing any more once the intake has come to rest', async () => {
    await desk.push('mail', [message({ by: by('lina'), id: 'm1' })], 'bulk');
    await dies({ of: 'route', write: 1, when: 'after' });
    expect(await stores.store.sequencer.underWay()).toEqual({ lane: 'bulk', first: 1n, last: 1n });
    await (await TestDesk.open(stores)).settle();
    expect(await stores.store.sequencer.underWay()).toBeUndefined();
    expect(await stores.store.sequencer.checkpoint('bulk')).toBe(1n);
  });
});
