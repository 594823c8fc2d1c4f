import type { Sender, SendOutcome } from '#channels';
import type { RecordedEvent } from '#event-log';
import { email, message, TestDesk, testStores } from '../../testing/index.js';
import { InboxRegister } from '../inboxes/inbox-register.js';
import { recordersOver } from '../recording/recorders.js';
import { createOutbox } from './create-outbox.js';

const ali = { class: 'agent', id: 'ali' } as const;
const now = '2026-03-01T09:00:00.000Z';

describe('the outbox', () => {
  let [stores, desk] = [] as unknown as [Awaited<ReturnType<typeof testStores>>, TestDesk];
  beforeEach(async () => {
    stores = await testStores();
    desk = await TestDesk.open(stores);
  });

  /** So many customers write to an inbox, and each is answered. */
  async function answered(inbox: string, customers: number): Promise<void> {
    await desk.connect(inbox, 'email');
    const writers = Array.from({ length: customers }, (_, n) => email(`customer${n}@${inbox}.example`));
    await desk.push(inbox, writers.map((by, n) => message({ by: [by], id: `${inbox}-${n}` }))); // prettier-ignore
    await desk.settle();
    const tickets = (await desk.events()).filter(
      ({ type, clear }) => type === 'TicketOpened' && clear['inbox'] === inbox,
    );
    for (const { clear } of tickets) {
      const ticketId = String(clear['ticketId']);
      await desk.commands.execute(`answer ${ticketId}`, ali, { kind: 'WriteReply', ticketId, text: 'Hello' });
    }
  }

  /** An outbox at work until `stop`, under a name of its own and by a clock of its own. */
  async function atWork(
    senderOf: (inbox: string) => Sender,
    { holder = 'test', at = now, meets = [] as string[] } = {},
  ) {
    const { log, store, sealer, keys } = stores;
    const inboxes = new InboxRegister(store.inboxes);
    await inboxes.load();
    const faults: unknown[] = [];
    const outbox = createOutbox({
      ...{ log, store, sealer, keys, inboxes, recorders: recordersOver(log, sealer), clock: { now: () => at } },
      senderOf: async ({ id }) => senderOf(id),
      onFault: (fault) => faults.push(fault),
    });
    if (!(await store.checkpoints.get('outbox')))
      await store.checkpoints.set('outbox', { position: 0n, hash: new Uint8Array(32) });
    const ending = new AbortController();
    const works = outbox.run(holder, ending.signal);
    return async () => {
      ending.abort();
      await works;
      expect(new Set(faults.map((fault) => (fault as { code?: string }).code))).toEqual(new Set(meets));
    };
  }

  /** Waits for so many facts of a type. */
  async function hasTold(type: string, count: number): Promise<readonly RecordedEvent[]> {
    const found: RecordedEvent[] = [];
    for await (const events of stores.log.follow(0n, 1, new AbortController().signal)) {
      found.push(...events.filter((event) => event.type === type));
      if (found.length >= count) return found;
    }
    return found;
  }

  it('does not let an inbox whose mail server is slow hold up the others', async () => {
    await answered('slow', 40);
    await answered('quick', 12);
    let [atOnce, most] = [0, 0];
    const slowness = Promise.withResolvers<SendOutcome>();
    const slow = async (): Promise<SendOutcome> => {
      most = Math.max(most, (atOnce += 1));
      return slowness.promise;
    };
    const sent = async (): Promise<SendOutcome> => ({ kind: 'sent' });
    const stop = await atWork((inbox) => ({ patienceSeconds: 60, send: inbox === 'slow' ? slow : sent, close: () => undefined })); // prettier-ignore
    const first = await hasTold('ReplySent', 12);
    expect(new Set(first.map(({ clear }) => clear['inbox']))).toEqual(new Set(['quick']));
    expect(most).toBe(8);
    slowness.resolve({ kind: 'sent' });
    expect(await hasTold('ReplySent', 52)).toHaveLength(52);
    await stop();
  });

  it('that slept while another took its place says nothing of what it was sending; the other says it may have gone twice', async () => {
    await answered('help', 1);
    const sending = [Promise.withResolvers<void>(), Promise.withResolvers<void>()] as const;
    const sent = [Promise.withResolvers<SendOutcome>(), Promise.withResolvers<SendOutcome>()] as const;
    const sender = (nth: 0 | 1) => () => ({
      patienceSeconds: 60,
      send: () => (sending[nth].resolve(), sent[nth].promise),
      close: () => undefined,
    });
    const sleeper = await atWork(sender(0), { holder: 'sleeper', meets: ['DESK.LEASE_LOST'] });
    await sending[0].promise;
    const other = await atWork(sender(1), { holder: 'other', at: '2026-03-01T09:10:00.000Z' });
    await sending[1].promise;
    sent[0].resolve({ kind: 'sent' });
    await sleeper();
    sent[1].resolve({ kind: 'sent' });
    expect(await hasTold('ReplySent', 1)).toMatchObject([{ clear: { maybeTwice: true } }]);
    await other();
  });
});
