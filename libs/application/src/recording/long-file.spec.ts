import { setImmediate } from 'node:timers/promises';
import type { WaitingReply } from '#desk-store';
import type { RecordedEvent } from '#event-log';
import { email, message, TestDesk, testStores } from '../../testing/index.js';
import type { TestStores } from '../../testing/index.js';
import { InboxRegister } from '../inboxes/inbox-register.js';
import { TicketNumbers } from '../intake/ticket-numbers.js';
import { ReplyStories } from '../outbox/reply-stories.js';
import { TransferFinisher } from '../transfers/transfer-finisher.js';
import { Transfers } from '../transfers/transfers.js';
import { backFrom, backFromEnd, versionAt } from './events-about.js';
import { recordersOver } from './recorders.js';
import { StreamSnapshots } from './stream-snapshots.js';

const ali = { class: 'agent', id: 'ali' } as const;
const messages = 3_000;
/** A snapshot, what stands behind it, and a portion or two: however long the file is. */
const fewEvents = 2_600;

describe('a file of thousands of events, to somebody who never met it', () => {
  let stores: TestStores;
  let desk: TestDesk;
  let lina: string;
  let sami: string;
  let tip: number;
  let read = 0;

  beforeAll(async () => {
    stores = await testStores();
    desk = await TestDesk.open(stores);
    await desk.connect('help', 'email');
    await desk.push('help', [message({ by: [email('sami@example.com')], id: 'sami' })]);
    await desk.settle();
    for (let first = 0; first < messages; first += 500) {
      const more = Array.from({ length: 500 }, (_, n) => message({ by: [email('lina@example.com')], id: `m${first + n}` })); // prettier-ignore
      await desk.push('help', more);
      await desk.settle();
      const received = (await desk.events()).filter(({ type }) => type === 'MessageReceived');
      [sami, lina] = [received[0], received[1]].map((event) => event?.stream.slice('customer-'.length)) as [string, string]; // prettier-ignore
      tip = (await inFile()).length;
      // A snapshot is kept in its own time: nothing in memory waits for it.
      while (tip - ((await stores.store.snapshots.find(`customer-${lina}`))?.version ?? 0) > 1_500)
        await setImmediate();
    }
    expect(tip).toBeGreaterThan(2 * fewEvents);
    const readStream = stores.log.readStream.bind(stores.log);
    stores.log.readStream = async (...asked) => {
      const events = await readStream(...asked);
      read += events.length;
      return events;
    };
  }, 120_000);

  beforeEach(async () => {
    desk = await TestDesk.open(stores);
    read = 0;
  });
  afterEach(() => expect(read).toBeLessThan(fewEvents));

  const inFile = async (customerId = lina) =>
    (await desk.events()).filter(({ stream }) => stream === `customer-${customerId}`);
  const told = async (type: string, customerId?: string) =>
    (await inFile(customerId)).filter((event) => event.type === type);
  const nthMessage = async (nth: number) => String((await told('MessageReceived'))[nth - 1]?.clear['messageId']);
  const recorders = () =>
    recordersOver(stores.log, stores.sealer, new StreamSnapshots(stores.log, stores.store.snapshots));

  it('tells the story of a reply to a message that came long ago', async () => {
    const answers = await nthMessage(10);
    const writing = { kind: 'WriteReply', ticketId: `${lina}.10`, text: 'On its way', answers } as const;
    const { made: replyId = '' } = await desk.commands.execute('reply', ali, writing);
    const [written] = await told('ReplyWritten');
    const reply = { replyId, stream: `customer-${lina}`, conversationId: `${lina}.c10`, inbox: 'help' };
    const stories = new ReplyStories(stores.log, recorders().files);
    const story = await stories.of({ ...reply, position: written?.position } as WaitingReply);
    for await (const message of story.answerable) {
      expect(message.clear.messageId).toBe(answers);
      break;
    }
    expect(story).toMatchObject({ written: { id: written?.id }, sent: undefined, isOver: false });
  });

  it('lets a message that came long ago go to another file', async () => {
    const goes = { kind: 'TransferMessage', messageId: await nthMessage(15), fromConversationId: `${lina}.c15`, toCustomerId: sami } as const; // prettier-ignore
    await desk.commands.execute('old out', ali, goes);
    expect((await told('MessageTransferredIn', sami)).map(({ clear }) => clear['messageId'])).toEqual([goes.messageId]);
  });

  it('moves a message that came long ago', async () => {
    const moving = { kind: 'MoveMessage', messageId: await nthMessage(10), fromConversationId: `${lina}.c10`, toConversationId: `${lina}.c20` } as const; // prettier-ignore
    expect(await desk.commands.execute('move', ali, moving)).toMatchObject({ facts: ['MessageMoved'] });
  });

  it('answers a command that comes again, and one that has nothing to say', async () => {
    const note = { kind: 'AddNote', ticketId: `${lina}.1`, text: 'called the carrier' } as const;
    const first = await desk.commands.execute('note', ali, note);
    const claim = { kind: 'ClaimTicket', ticketId: `${lina}.2`, agentId: 'ali' } as const;
    await desk.commands.execute('claim', ali, claim).catch(() => undefined);
    const again = await TestDesk.open(stores);
    expect(await again.commands.execute('note', ali, note)).toEqual(first);
  });

  it('lets a message go to another file, and takes one in', async () => {
    const goes = { kind: 'TransferMessage', messageId: await nthMessage(messages), fromConversationId: `${lina}.c${messages}`, toCustomerId: sami } as const; // prettier-ignore
    expect(await desk.commands.execute('out', ali, goes)).toMatchObject({ facts: ['MessageTransferredOut'] });
    expect(await told('MessageTransferredIn', sami)).toHaveLength(2);
    const comes = String((await told('MessageReceived', sami))[0]?.clear['messageId']);
    const back = { kind: 'TransferMessage', messageId: comes, fromConversationId: `${sami}.c1`, toCustomerId: lina } as const; // prettier-ignore
    await desk.commands.execute('in', ali, back);
    expect(await told('MessageTransferredIn')).toHaveLength(1);
  });

  it('is not looked through for transfers that arrived, when the log is folded again', async () => {
    const inboxes = new InboxRegister(stores.store.inboxes);
    await inboxes.load();
    const transfers = new Transfers(stores.log, recorders(), inboxes, new TicketNumbers(stores.store.numbers));
    const faults: unknown[] = [];
    await new TransferFinisher(transfers, (fault) => faults.push(fault)).finish(await desk.events());
    expect([faults, await told('MessageTransferredIn')]).toMatchObject([[], [{}]]);
  });

  it('is read back from its end, newest first, and from where it stood at a position', async () => {
    const stream = `customer-${lina}`;
    const newest: number[] = [];
    for await (const { version } of backFromEnd(stores.log, stream)) if (newest.push(version) === 1_050) break;
    const last = newest[0] ?? 0;
    expect(newest).toEqual(Array.from({ length: 1_050 }, (_, at) => last - at));
    const fromThird: RecordedEvent[] = [];
    for await (const event of backFrom(stores.log, stream, 3)) fromThird.push(event);
    expect(fromThird.map(({ version }) => version)).toEqual([3, 2, 1]);
    const [event] = await stores.log.readStream(stream, 1_233, 1);
    expect(await versionAt(stores.log, { stream, version: tip }, event?.position ?? 0n)).toBe(1_234);
    expect(await versionAt(stores.log, { stream, version: tip }, (event?.position ?? 0n) - 1n)).toBe(1_233);
  });
});
