import type { RecordedEvent } from '#event-log';
import { commandStories, email, message, openScene, phone, TestDesk, testStores } from '../../testing/index.js';
import type { TestStores } from '../../testing/index.js';
import { CommandIdReused, IdMalformed, MessageNotInFile } from './command.errors.js';
import type { DeskCommand } from './desk-command.js';

const ali = { class: 'agent', id: 'ali' } as const;
const nobody = 'z'.repeat(20);

describe('what people ask of the desk', () => {
  let stores: TestStores;
  let desk: TestDesk;
  let lina: string;
  let sami: string;
  let messageId: string;
  beforeEach(async () => {
    stores = await testStores();
    ({
      desk,
      scene: { lina, sami, messageId },
    } = await openScene(stores));
  });
  const ticketId = () => `${lina}.1`;
  const conversationId = () => `${lina}.c1`;
  let asked = 0;
  const ask = (command: DeskCommand, commandId = `command ${++asked}`) =>
    desk.commands.execute(commandId, ali, command);
  /** Facts that came about since. */
  const since = async (position: number) => (await desk.events()).slice(position);

  const onTicket = (kind: 'CloseTicket' | 'ResolveTicket') => ({ kind, ticketId: ticketId() }) as const;
  const tagged = () => ({ kind: 'TagTicket', ticketId: ticketId(), tag: 'parcel' }) as const;
  const claimed = () => ({ kind: 'ClaimTicket', ticketId: ticketId(), agentId: 'ali' }) as const;
  const handle = { handleKind: 'email', handle: 'lina@work.example' } as const;

  it.each(commandStories)('$what is told once, however often it is asked, also after a restart', async (story) => {
    const when = () => story.when({ lina, sami, messageId });
    for (const command of story.given({ lina, sami, messageId })) await ask(command);
    const { length } = await desk.events();
    const answer = await ask(when(), 'the command');
    expect((await since(length)).map(({ type }) => type)).toEqual(story.then);
    expect(await ask(when(), 'the command')).toEqual(answer);
    desk = await TestDesk.open(stores);
    expect(await ask(when(), 'the command')).toEqual(answer);
    expect(await since(length)).toHaveLength(story.then.length);
  });

  it('refuses another request under the same id, also while the first is under way', async () => {
    const [first, second] = await Promise.allSettled([
      ask({ kind: 'AddNote', ticketId: ticketId(), text: 'one' }, 'same'),
      ask({ kind: 'AddNote', ticketId: `${sami}.1`, text: 'two' }, 'same'),
    ]);
    expect(first).toMatchObject({ status: 'fulfilled', value: { facts: ['NoteAdded'] } });
    expect(second).toMatchObject({ status: 'rejected', reason: expect.any(CommandIdReused) as unknown });
    await expect(desk.commands.execute('same', { class: 'agent', id: 'mona' }, claimed())).rejects.toThrow(
      CommandIdReused,
    );
  });

  it('gives the same answer to one command that comes five times at once', async () => {
    const answers = await Promise.all(Array.from({ length: 5 }, () => ask(tagged(), 'tag')));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]).toMatchObject({ facts: ['TicketTagged'] });
  });

  it('does not keep a refusal: the same command is judged anew', async () => {
    await expect(ask(onTicket('CloseTicket'), 'close')).rejects.toMatchObject({ code: 'TICKET.NOT_RESOLVED' });
    await ask(onTicket('ResolveTicket'));
    expect(await ask(onTicket('CloseTicket'), 'close')).toMatchObject({ facts: ['TicketClosed'] });
  });

  it('opens no file for a customer nobody heard of, and lets no message go that never came', async () => {
    const { length } = await desk.events();
    const from = { fromConversationId: conversationId() };
    const refused: readonly (readonly [DeskCommand, new (id: string) => Error])[] = [
      [{ kind: 'TransferMessage', messageId, ...from, toCustomerId: nobody }, IdMalformed],
      [{ kind: 'TransferMessage', messageId: 'never-came', ...from, toCustomerId: sami }, MessageNotInFile],
      [{ kind: 'MoveMessage', messageId: 'never-came', ...from }, MessageNotInFile],
      [{ kind: 'MergeCustomers', customerIds: [lina, nobody] }, IdMalformed],
      [{ kind: 'MergeCustomers', customerIds: [lina, 'no-id'] }, IdMalformed],
      [{ kind: 'ClaimHandle', customerId: nobody, ...handle }, IdMalformed],
    ];
    for (const [command, reason] of refused) await expect(ask(command)).rejects.toThrow(reason);
    expect(await since(length)).toEqual([]);
  });

  it('seals what was written for the customer whose it is', async () => {
    await ask({ kind: 'WriteReply', ticketId: ticketId(), text: 'وصلت الشحنة' });
    const reply = (await desk.events()).find(({ type }) => type === 'ReplyWritten');
    expect(reply?.clear).toMatchObject({ language: 'ar' });
    expect(await opened(reply)).toEqual({ text: 'وصلت الشحنة', html: '' });
    expect(reply?.sealed['content']?.owner).toBe(lina);
  });

  it('makes two files one person where the agent claimed a handle before its owner wrote from it', async () => {
    await ask({ kind: 'ClaimHandle', customerId: lina, handleKind: 'phone', handle: '+966500000009' });
    await desk.push('help', [message({ by: [email('sami@example.com'), phone('+966500000009')], id: 'm3' })]);
    await desk.settle();
    expect((await desk.events()).filter(({ type }) => type === 'CustomersMerged')).toHaveLength(1);
  });

  const opened = async (event: RecordedEvent | undefined): Promise<unknown> => {
    const part = event?.sealed['content'];
    return JSON.parse(String(part && (await stores.sealer.open(part, 'content'))));
  };
});
