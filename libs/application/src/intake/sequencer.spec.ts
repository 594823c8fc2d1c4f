import type { Handle } from '#channels';
import type { RecordedEvent } from '#event-log';
import { call, chat, email, message, phone, TestDesk, testStores } from '../../testing/index.js';

const said = (events: readonly RecordedEvent[]) =>
  events
    .filter(({ stream }) => !stream.startsWith('inbox-'))
    .map(({ stream, type }) => `${stream.split('-')[0]} ${type}`);
const files = (events: readonly RecordedEvent[]) =>
  new Set(events.flatMap(({ stream }) => (stream.startsWith('customer-') ? [stream] : [])));

describe('the intake', () => {
  let desk: TestDesk;
  let stores: Awaited<ReturnType<typeof testStores>>;
  beforeEach(async () => {
    stores = await testStores();
    desk = await TestDesk.open(stores);
    await desk.connect('mail', 'email');
    await desk.connect('web', 'web-chat');
    await desk.connect('line', 'asterisk-cdr');
  });

  it('opens a file, a ticket and a handle for a customer who writes for the first time', async () => {
    await desk.push('mail', [message({ by: [email('lina@example.com')], id: 'm1' })]);
    await desk.settle();
    expect(said(await desk.events())).toEqual([
      'handle HandleClaimed',
      'customer MessageReceived',
      'customer TicketOpened',
    ]);
  });

  it('keeps one message once, however often and by whichever lane it comes', async () => {
    const mail = message({ by: [email('lina@example.com')], id: 'm1', at: '2026-02-28T10:00:00.000Z' });
    await desk.push('mail', [mail], 'live', 'a');
    await desk.push('mail', [mail], 'live', 'b');
    await desk.settle();
    await desk.push('mail', [mail, mail], 'bulk', 'c');
    await desk.settle();
    expect((await desk.events()).filter(({ type }) => type === 'MessageReceived')).toHaveLength(1);
  });

  it('rests with a checkpoint only beside an index that knows the end of the log', async () => {
    await desk.push('mail', [message({ by: [email('lina@example.com')], id: 'm1' })]);
    await desk.settle();
    expect(await stores.store.sequencer.checkpoint('live')).toBe(1n);
    expect((await stores.store.sequencer.indexMark()).position).toBe((await stores.log.head()).position);
  });

  it('puts an answer into the conversation it answers, also when both come together', async () => {
    const by = [email('lina@example.com')];
    await desk.push('mail', [message({ by, id: 'm1' }), message({ by, id: 'm2', thread: { inReplyTo: ['m1'] } })]);
    await desk.settle();
    await desk.push('mail', [message({ by: [email('sami@example.com')], id: 'm3', thread: { references: ['m2'] } })]);
    await desk.settle();
    const messages = (await desk.events()).filter(({ type }) => type === 'MessageReceived');
    expect(new Set(messages.map(({ clear }) => clear['conversationId'])).size).toBe(1);
    expect(messages.map(({ clear }) => clear['joinedBy'])).toEqual(['first', 'in-reply-to', 'references']);
    expect((await desk.events()).filter(({ type }) => type === 'TicketOpened')).toHaveLength(1);
  });

  it('finds a customer who comes back on another channel', async () => {
    await desk.push('mail', [message({ by: [email('lina@example.com')], id: 'm1' })]);
    await desk.push('web', [
      message({ by: [chat('v1'), email('lina@example.com'), phone('+966500000001')], id: 'c1' }),
    ]);
    await desk.push('line', [call([phone('+966500000001')], 'call-1', '2026-03-01T07:00:00.000Z')]);
    await desk.settle();
    expect(files(await desk.events()).size).toBe(1);
  });

  it('knows the records of one call for one, in one envelope, in several, and when they come again', async () => {
    const [withheld, inside] = [{ kind: 'phone', value: '', class: 'none' } as const, phone('+966500000009')];
    const record = (id: string, by: Handle, began = true) =>
      call([by], id, '2026-03-01T07:00:00.000Z', { id: 'call-7', began });
    for (const records of [
      [record('r1', withheld), record('r2', inside, false)],
      [record('r3', withheld)],
      [record('r4', inside, false), record('r1', withheld)],
    ]) {
      await desk.push('line', records);
      await desk.settle();
    }
    expect(said(await desk.events())).toEqual([
      'customer CallLogged',
      'customer TicketOpened',
      ...Array.from({ length: 3 }, () => 'customer CallLegLogged'),
    ]);
    expect(files(await desk.events()).size).toBe(1);
  });

  it('holds a record of a line that came in later for a call of its own, where the call itself comes after it', async () => {
    const record = (id: string, by: Handle, began: boolean) =>
      call([by], id, '2026-03-01T07:00:00.000Z', { id: 'call-7', began });
    const [lina, inside] = [phone('+966500000001'), phone('+966500000009')];
    await desk.push('line', [record('r1', inside, false)], 'live', 'a');
    await desk.push('line', [record('r2', lina, true), record('r3', inside, false)], 'live', 'b');
    await desk.settle();
    const events = (await desk.events()).filter(({ type }) => type.startsWith('Call'));
    expect(events.map(({ type }) => type)).toEqual(['CallLogged', 'CallLogged', 'CallLegLogged']);
    expect(new Set(events.slice(1).map(({ stream }) => stream)).size).toBe(1);
    expect(files(events).size).toBe(2);
  });

  it('lets answers follow a message that was moved into a conversation of its own', async () => {
    const by = [email('lina@example.com')];
    await desk.push('mail', [message({ by, id: 'm1' }), message({ by, id: 'm2', thread: { inReplyTo: ['m1'] } })]);
    await desk.settle();
    const moved = (await desk.events()).filter(({ type }) => type === 'MessageReceived')[1]?.clear;
    await desk.commands.execute(
      'move',
      { class: 'agent', id: 'a1' },
      {
        kind: 'MoveMessage',
        messageId: String(moved?.['messageId']),
        fromConversationId: String(moved?.['conversationId']),
      },
    );
    await desk.push('mail', [message({ by, id: 'm3', thread: { inReplyTo: ['m2'], references: ['m1'] } })]);
    await desk.settle();
    const answer = (await desk.events()).findLast(({ type }) => type === 'MessageReceived');
    expect(answer?.clear['conversationId']).not.toBe(moved?.['conversationId']);
  });

  it('takes a transferred message to its customer with its words, and counts it once', async () => {
    await desk.push('mail', [message({ by: [email('lina@example.com')], id: 'm1' })]);
    await desk.push('mail', [message({ by: [email('sami@example.com')], id: 'm2', text: 'of Lina' })]);
    await desk.settle();
    const [lina, sami] = (await desk.events()).filter(({ type }) => type === 'MessageReceived');
    const transfer = {
      kind: 'TransferMessage',
      messageId: String(sami?.clear['messageId']),
      fromConversationId: String(sami?.clear['conversationId']),
      toCustomerId: String(lina?.stream.slice('customer-'.length)),
    } as const;
    await desk.commands.execute('transfer', { class: 'agent', id: 'a1' }, transfer);
    await desk.commands.execute('transfer', { class: 'agent', id: 'a1' }, transfer);
    const arrived = (await desk.events()).filter(({ type }) => type === 'MessageTransferredIn');
    expect(arrived.map(({ stream }) => stream)).toEqual([lina?.stream]);
    const content = arrived[0]?.sealed['content'];
    expect(content?.owner).toBe(transfer.toCustomerId);
    expect(String(content && (await stores.sealer.open(content, 'content')))).toContain('of Lina');
  });

  it('links two files when one envelope vouches for both', async () => {
    await desk.push('mail', [message({ by: [email('lina@example.com')], id: 'm1' })]);
    await desk.push('line', [call([phone('+966500000001')], 'call-1', '2026-03-01T07:00:00.000Z')]);
    await desk.settle();
    await desk.push('web', [
      message({ by: [chat('v1'), email('lina@example.com'), phone('+966500000001')], id: 'c1' }),
    ]);
    await desk.settle();
    const events = await desk.events();
    expect(files(events).size).toBe(2);
    expect(events.filter(({ type }) => type === 'CustomersMerged')).toHaveLength(1);
  });

  it('sets aside what cannot be read, with its reason, and goes on with the rest', async () => {
    await desk.push('mail', [
      { refuse: 'TEST.BAD', place: 'row 2' } as never,
      message({ by: [email('lina@example.com')], id: 'm1' }),
    ]);
    await desk.settle();
    const events = await desk.events();
    expect(events.find(({ type }) => type === 'EnvelopeQuarantined')?.clear).toMatchObject({
      reason: 'TEST.BAD',
      item: 'row 2',
    });
    expect(events.filter(({ type }) => type === 'MessageReceived')).toHaveLength(1);
  });

  it('finds itself done when a batch is taken again after a crash', async () => {
    await desk.push('mail', [message({ by: [email('lina@example.com')], id: 'm1' })]);
    await desk.settle();
    const before = await desk.events();
    await rewind('live');
    await (await TestDesk.open(stores)).settle();
    expect(await desk.events()).toEqual(before);
  });

  /** As after a crash between append and checkpoint. */
  async function rewind(lane: 'live'): Promise<void> {
    const lease = await stores.store.leases.acquire('sequencer', 'rewind', '2027-01-01T00:00:00.000Z', 60);
    if (!lease) throw new Error('somebody works');
    await stores.store.sequencer.route(lease.epoch, [], [{ lane, position: 0n }]);
    await stores.store.leases.release(lease);
  }
});
