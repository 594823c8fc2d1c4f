import type { AnyFact } from '#domain';
import type { RecordedEvent } from '#event-log';
import { email, inboxSettings, message, phone, TestDesk, testStores } from '../../testing/index.js';
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
    desk = await TestDesk.open(stores);
    await desk.connect('help', 'email');
    await desk.push('help', [message({ by: [email('lina@example.com')], id: 'm1' })]);
    await desk.push('help', [message({ by: [email('sami@example.com')], id: 'm2' })]);
    await desk.settle();
    const received = (await desk.events()).filter(({ type }) => type === 'MessageReceived');
    [lina = '', sami = ''] = received.map(({ stream }) => stream.slice('customer-'.length));
    messageId = String(received[0]?.clear['messageId']);
  });
  const ticketId = () => `${lina}.1`;
  const conversationId = () => `${lina}.c1`;
  let asked = 0;
  const ask = (command: DeskCommand, commandId = `command ${++asked}`) =>
    desk.commands.execute(commandId, ali, command);
  /** Facts that came about since. */
  const since = async (position: number) => (await desk.events()).slice(position);

  type Story = readonly [
    what: string,
    given: () => readonly DeskCommand[],
    when: () => DeskCommand,
    then: readonly AnyFact['type'][],
  ];
  const onTicket = (kind: 'SetPending' | 'WakeTicket' | 'ResolveTicket' | 'ReopenTicket' | 'CloseTicket' | 'MarkAsSpam' | 'RemoveSpamMark') => () => ({ kind, ticketId: ticketId() }) as const; // prettier-ignore
  const claimed = () => ({ kind: 'ClaimTicket', ticketId: ticketId(), agentId: 'ali' }) as const;
  const resolved = onTicket('ResolveTicket');
  const snoozed = () => ({ kind: 'SnoozeTicket', ticketId: ticketId(), until: '2026-04-01T08:00:00.000Z' }) as const;
  const tagged = () => ({ kind: 'TagTicket', ticketId: ticketId(), tag: 'parcel' }) as const;
  const merged = () => ({ kind: 'MergeCustomers', customerIds: [lina, sami] }) as const;
  const handle = { handleKind: 'email', handle: 'lina@work.example' } as const;
  const handleClaimed = () => ({ kind: 'ClaimHandle', customerId: lina, ...handle }) as const;

  const stories: readonly Story[] = [
    ['claiming a ticket', () => [], claimed, ['TicketAssigned']],
    ['assigning it', () => [claimed()], () => ({ kind: 'AssignTicket', ticketId: ticketId(), agentId: 'mona' }), ['TicketAssigned']], // prettier-ignore
    ['letting go of it', () => [claimed()], () => ({ kind: 'ReleaseTicket', ticketId: ticketId(), agentId: 'ali' }), ['TicketUnassigned']], // prettier-ignore
    ['handing it over', () => [claimed()], () => ({ kind: 'HandOverTicket', ticketId: ticketId(), teamId: 'returns' }), ['TicketHandedOver']], // prettier-ignore
    ['prioritising it', () => [], () => ({ kind: 'PrioritiseTicket', ticketId: ticketId(), priority: 'urgent' }), ['TicketPrioritised']], // prettier-ignore
    ['tagging it', () => [], tagged, ['TicketTagged']],
    ['taking the tag off', () => [tagged()], () => ({ kind: 'UntagTicket', ticketId: ticketId(), tag: 'parcel' }), ['TicketUntagged']], // prettier-ignore
    ['waiting for the customer', () => [], onTicket('SetPending'), ['TicketPending']],
    ['snoozing it', () => [], snoozed, ['TicketSnoozed']],
    ['waking it', () => [snoozed()], onTicket('WakeTicket'), ['TicketWoken']],
    ['resolving it', () => [], resolved, ['TicketResolved']],
    ['reopening it', () => [resolved()], onTicket('ReopenTicket'), ['TicketReopened']],
    ['closing it', () => [resolved()], onTicket('CloseTicket'), ['TicketClosed']],
    ['marking it as spam', () => [], onTicket('MarkAsSpam'), ['MarkedAsSpam']],
    ['taking the mark off', () => [onTicket('MarkAsSpam')()], onTicket('RemoveSpamMark'), ['SpamMarkRemoved']],
    ['answering and resolving', () => [], () => ({ kind: 'WriteReply', ticketId: ticketId(), text: 'Here it is.', then: 'resolved' }), ['ReplyWritten', 'TicketResolved']], // prettier-ignore
    ['leaving a note', () => [], () => ({ kind: 'AddNote', ticketId: ticketId(), text: 'called the carrier' }), ['NoteAdded']], // prettier-ignore
    ['moving a message', () => [], () => ({ kind: 'MoveMessage', messageId, fromConversationId: conversationId() }), ['MessageMoved', 'TicketOpened']], // prettier-ignore
    ['transferring a message', () => [], () => ({ kind: 'TransferMessage', messageId, fromConversationId: conversationId(), toCustomerId: sami }), ['MessageTransferredOut', 'MessageTransferredIn', 'TicketOpened']], // prettier-ignore
    ['merging two customers', () => [], merged, ['CustomersMerged']],
    ['parting them', () => [merged()], () => ({ kind: 'UnmergeCustomers', customerIds: [sami, lina] }), ['CustomersUnmerged']], // prettier-ignore
    ['claiming a handle', () => [], handleClaimed, ['HandleClaimed']],
    ['releasing it', () => [handleClaimed()], () => ({ kind: 'ReleaseHandle', customerId: lina, ...handle }), ['HandleReleased']], // prettier-ignore
    ['connecting an inbox', () => [], () => ({ kind: 'ConnectInbox', inbox: 'sales', settings: inboxSettings('email') }), ['InboxConnected']], // prettier-ignore
    ['disconnecting it', () => [], () => ({ kind: 'DisconnectInbox', inbox: 'help' }), ['InboxDisconnected']],
  ];

  it.each(stories)('%s is told once, however often it is asked, also after a restart', async (_, given, when, then) => {
    for (const command of given()) await ask(command);
    const { length } = await desk.events();
    const answer = await ask(when(), 'the command');
    expect((await since(length)).map(({ type }) => type)).toEqual(then);
    expect(await ask(when(), 'the command')).toEqual(answer);
    desk = await TestDesk.open(stores);
    expect(await ask(when(), 'the command')).toEqual(answer);
    expect(await since(length)).toHaveLength(then.length);
  });

  it('adds nothing when a command comes again whose answer was lost in a crash', async () => {
    const note = { kind: 'AddNote', ticketId: ticketId(), text: 'called the carrier' } as const;
    const keep = stores.store.results.keep.bind(stores.store.results);
    stores.store.results.keep = () => Promise.reject(new Error('the process died'));
    await expect(ask(note, 'note')).rejects.toThrow('the process died');
    stores.store.results.keep = keep;
    desk = await TestDesk.open(stores);
    expect(await ask(note, 'note')).toMatchObject({ facts: [] });
    expect((await desk.events()).filter(({ type }) => type === 'NoteAdded')).toHaveLength(1);
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
    await expect(ask(onTicket('CloseTicket')(), 'close')).rejects.toMatchObject({ code: 'TICKET.NOT_RESOLVED' });
    await ask(resolved());
    expect(await ask(onTicket('CloseTicket')(), 'close')).toMatchObject({ facts: ['TicketClosed'] });
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
