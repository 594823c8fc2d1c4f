import { outboxLease } from '#desk-store';
import type { EarlyStatus } from '#desk-store';
import { email, message, TestDesk, testStores } from '../../testing/index.js';
import { recordersOver } from '../recording/recorders.js';
import { EarlyStatuses } from './early-statuses.js';
import { OutcomeRecorder } from './outcome-recorder.js';
import type { Written } from './reply-story.js';

const at = '2026-03-01T09:00:00.000Z';
const delivered: EarlyStatus = {
  ...{ statusId: 's1', nativeKey: 'wamid key', inbox: 'help', status: 'delivered', reason: '', occurredAt: at },
  ...{ envelope: '7', parser: 'whatsapp-cloud@1' },
};

describe('what a provider tells of a reply', () => {
  let [stores, desk, early, written, epoch] = [] as unknown as [
    Awaited<ReturnType<typeof testStores>>,
    TestDesk,
    EarlyStatuses,
    Written,
    number,
  ];
  beforeEach(async () => {
    stores = await testStores();
    desk = await TestDesk.open(stores);
    const { log, store, sealer, keys } = stores;
    await desk.connect('help', 'email');
    await desk.push('help', [message({ by: [email('lina@example.com')], id: 'm1' })]);
    await desk.settle();
    const ticketId = String((await ofType('TicketOpened'))[0]?.clear['ticketId']);
    await desk.commands.execute('answer', { class: 'agent', id: 'ali' }, { kind: 'WriteReply', ticketId, text: 'Hello' }); // prettier-ignore
    written = (await ofType('ReplyWritten'))[0] as Written;
    epoch = (await store.leases.acquire(outboxLease, 'test', at, 60))?.epoch ?? NaN;
    early = new EarlyStatuses(store.outbox, store.sequencer, new OutcomeRecorder(recordersOver(log, sealer), keys));
  });
  const ofType = async (type: string) => (await desk.events()).filter((event) => event.type === type);
  const keep = async (status: EarlyStatus) => {
    const { position, hash } = await stores.log.head();
    await stores.store.outbox.take(epoch, { replies: [], statuses: [status], upTo: { position, hash } });
  };
  const standsBesideIt = async () => {
    expect(await ofType('ReplyDelivered')).toMatchObject([{ stream: written.stream, clear: { statusId: 's1' } }]);
    expect(await stores.store.outbox.oldestStatuses(9)).toEqual([]);
  };

  it('stands beside it when it came before the reply had left', async () => {
    await keep(delivered);
    await early.applyTo({ name: outboxLease, epoch }, delivered.nativeKey, written);
    await standsBesideIt();
  });

  it('stands beside it at once when it came right after, before the look-up index knows the reply', async () => {
    await early.applyTo({ name: outboxLease, epoch }, delivered.nativeKey, written);
    await keep(delivered);
    await early.applyKnown({ name: outboxLease, epoch }, at);
    expect(await ofType('ReplyDelivered')).toEqual([]);
    await early.applyLate({ name: outboxLease, epoch }, [delivered]);
    await standsBesideIt();
  });

  it('waits while it is of nobody, and is forgotten after a week', async () => {
    await keep({ ...delivered, nativeKey: 'somebody else’s' });
    await early.applyLate({ name: outboxLease, epoch }, [{ ...delivered, nativeKey: 'somebody else’s' }]);
    await early.applyKnown({ name: outboxLease, epoch }, '2026-03-08T08:59:59.000Z');
    expect(await stores.store.outbox.oldestStatuses(9)).toHaveLength(1);
    await early.applyKnown({ name: outboxLease, epoch }, '2026-03-08T09:00:01.000Z');
    expect(await stores.store.outbox.oldestStatuses(9)).toEqual([]);
    expect(await ofType('ReplyDelivered')).toEqual([]);
  });
});
