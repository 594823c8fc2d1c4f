import { email, message, TestDesk, testStores } from '../../testing/index.js';
import type { TestStores } from '../../testing/index.js';
import { InboxRegister } from '../inboxes/inbox-register.js';
import { TicketNumbers } from '../intake/ticket-numbers.js';
import { recordersOver } from '../recording/recorders.js';
import { TransferFinisher } from './transfer-finisher.js';
import { Transfers } from './transfers.js';

const ali = { class: 'agent', id: 'ali' } as const;

describe('a message that belongs to another customer', () => {
  let stores: TestStores;
  let desk: TestDesk;
  let faults: unknown[];
  beforeEach(async () => {
    faults = [];
    stores = await testStores();
    desk = await TestDesk.open(stores);
    await desk.connect('help', 'email');
    await desk.push('help', [message({ by: [email('lina@example.com')], id: 'm1' })]);
    await desk.push('help', [message({ by: [email('sami@example.com')], id: 'm2', text: 'of Lina' })]);
    await desk.settle();
  });
  const named = async (type: string) => (await desk.events()).filter((event) => event.type === type);
  const customers = async () => (await named('MessageReceived')).map(({ stream }) => stream.slice('customer-'.length));
  const transferTo = async (place: number, commandId: string, from: string) => {
    const [messageId, toCustomerId = ''] = [(await named('MessageReceived'))[1]?.clear['messageId'], (await customers())[place]]; // prettier-ignore
    return desk.commands.execute(commandId, ali, { kind: 'TransferMessage', messageId: String(messageId), fromConversationId: from, toCustomerId }); // prettier-ignore
  };
  /** The first half happens, then the process dies. */
  const halfDone = async () => {
    const [, sami] = await customers();
    const appendMany = stores.log.appendMany.bind(stores.log);
    stores.log.appendMany = (appends) =>
      appends.some(({ stream }) => stream !== `customer-${sami}`)
        ? Promise.reject(new Error('the process died'))
        : appendMany(appends);
    await expect(transferTo(0, 'transfer', `${sami}.c1`)).rejects.toThrow('the process died');
    stores.log.appendMany = appendMany;
  };
  /** What a new process does that folds the log from its beginning. */
  const foldAnew = async () => {
    const inboxes = new InboxRegister(stores.store.inboxes);
    await inboxes.load();
    const transfers = new Transfers(stores.log, recordersOver(stores.log, stores.sealer), inboxes, new TicketNumbers(stores.store.numbers)); // prettier-ignore
    await new TransferFinisher(transfers, (fault) => faults.push(fault)).finish(await desk.events());
  };

  it('arrives there although the process died half way, once', async () => {
    await halfDone();
    expect(await named('MessageTransferredIn')).toEqual([]);
    await foldAnew();
    await foldAnew();
    const [lina] = await customers();
    expect((await named('MessageTransferredIn')).map(({ stream }) => stream)).toEqual([`customer-${lina}`]);
    expect(faults).toEqual([]);
  });

  it('arrives there before anything else is taken in', async () => {
    await halfDone();
    await desk.push('help', [message({ by: [email('sami@example.com')], id: 'm3', thread: { inReplyTo: ['m2'] } })]);
    await desk.settle();
    expect(await named('MessageTransferredIn')).toHaveLength(1);
    expect((await customers()).at(-1)).toBe((await customers())[0]);
  });

  it('arrives there when the command is repeated, and when another command meets it half way', async () => {
    const [, sami] = await customers();
    await halfDone();
    await expect(
      desk.commands.execute('move', ali, {
        kind: 'MoveMessage',
        messageId: String((await named('MessageReceived'))[1]?.clear['messageId']),
        fromConversationId: `${sami}.c1`,
      }),
    ).rejects.toMatchObject({ code: 'MESSAGE.TRANSFERRED_AWAY' });
    expect(await named('MessageTransferredIn')).toHaveLength(1);
    expect(await transferTo(0, 'transfer', `${sami}.c1`)).toMatchObject({ facts: ['MessageTransferredOut'] });
    expect(await named('MessageTransferredIn')).toHaveLength(1);
  });

  it('may come back, and go again', async () => {
    const [lina, sami] = await customers();
    await transferTo(0, 'there', `${sami}.c1`);
    const [there] = await named('MessageTransferredIn');
    await transferTo(1, 'back', String(there?.clear['conversationId']));
    const back = (await named('MessageTransferredIn')).at(-1);
    await transferTo(0, 'again', String(back?.clear['conversationId']));
    expect((await named('MessageTransferredIn')).map(({ stream }) => stream)).toEqual(
      [lina, sami, lina].map((customerId) => `customer-${customerId}`),
    );
  });

  it('is not followed by answers into the file it left', async () => {
    const [lina, sami] = await customers();
    await transferTo(0, 'there', `${sami}.c1`);
    await desk.push('help', [message({ by: [email('sami@example.com')], id: 'm3', thread: { inReplyTo: ['m2'] } })]);
    await desk.settle();
    expect((await customers()).at(-1)).toBe(lina);
  });

  it('keeps no other from arriving when its own file is damaged', async () => {
    await halfDone();
    const readStream = stores.log.readStream.bind(stores.log);
    const [, sami] = await customers();
    // The file says it let go of a message that nobody can find in it.
    stores.log.readStream = async (stream, after, limit) =>
      (await readStream(stream, after, limit)).filter(({ type }) => stream !== `customer-${sami}` || type !== 'MessageReceived'); // prettier-ignore
    await foldAnew();
    expect(faults).toMatchObject([{ code: 'TRANSFER.INCOMPLETE' }]);
  });
});
