import type { AnyFact } from '#domain';
import type { DeskCommand } from '../src/commands/desk-command.js';
import { email, message } from './items.js';
import { inboxSettings, TestDesk } from './test-desk.js';
import type { TestStores } from './test-desk.js';

/** Two customers who wrote one mail each to the inbox `help`: their ids, and the key of the first one's mail. */
export interface Scene {
  readonly lina: string;
  readonly sami: string;
  readonly messageId: string;
}

/** Opens a desk over empty stores and lets the two write. */
export async function openScene(stores: TestStores): Promise<{ readonly desk: TestDesk; readonly scene: Scene }> {
  const desk = await TestDesk.open(stores);
  await desk.connect('help', 'email');
  await desk.push('help', [message({ by: [email('lina@example.com')], id: 'm1' })]);
  await desk.push('help', [message({ by: [email('sami@example.com')], id: 'm2' })]);
  await desk.settle();
  const received = (await desk.events()).filter(({ type }) => type === 'MessageReceived');
  const [lina = '', sami = ''] = received.map(({ stream }) => stream.slice('customer-'.length));
  return { desk, scene: { lina, sami, messageId: String(received[0]?.clear['messageId']) } };
}

/** One kind of command: what was asked before it, itself, and the facts it brings about. */
export interface CommandStory {
  readonly what: string;
  readonly given: (scene: Scene) => readonly DeskCommand[];
  readonly when: (scene: Scene) => DeskCommand;
  readonly then: readonly AnyFact['type'][];
}

const onTicket = (kind: 'SetPending' | 'WakeTicket' | 'ResolveTicket' | 'ReopenTicket' | 'CloseTicket' | 'MarkAsSpam' | 'RemoveSpamMark') => ({ lina }: Scene) => ({ kind, ticketId: `${lina}.1` }) as const; // prettier-ignore
const claimed = ({ lina }: Scene) => ({ kind: 'ClaimTicket', ticketId: `${lina}.1`, agentId: 'ali' }) as const;
const resolved = onTicket('ResolveTicket');
const snoozed = ({ lina }: Scene) => ({ kind: 'SnoozeTicket', ticketId: `${lina}.1`, until: '2026-04-01T08:00:00.000Z' }) as const; // prettier-ignore
const tagged = ({ lina }: Scene) => ({ kind: 'TagTicket', ticketId: `${lina}.1`, tag: 'parcel' }) as const;
const merged = ({ lina, sami }: Scene) => ({ kind: 'MergeCustomers', customerIds: [lina, sami] }) as const;
const work = { handleKind: 'email', handle: 'lina@work.example' } as const;
const handleClaimed = ({ lina }: Scene) => ({ kind: 'ClaimHandle', customerId: lina, ...work }) as const;

type Row = readonly [
  what: string,
  given: readonly ((scene: Scene) => DeskCommand)[],
  when: (scene: Scene) => DeskCommand,
  then: readonly AnyFact['type'][],
];
const rows: readonly Row[] = [
  ['claiming a ticket', [], claimed, ['TicketAssigned']],
  ['assigning it', [claimed], ({ lina }) => ({ kind: 'AssignTicket', ticketId: `${lina}.1`, agentId: 'mona' }), ['TicketAssigned']], // prettier-ignore
  ['letting go of it', [claimed], ({ lina }) => ({ kind: 'ReleaseTicket', ticketId: `${lina}.1`, agentId: 'ali' }), ['TicketUnassigned']], // prettier-ignore
  ['handing it over', [claimed], ({ lina }) => ({ kind: 'HandOverTicket', ticketId: `${lina}.1`, teamId: 'returns' }), ['TicketHandedOver']], // prettier-ignore
  ['recording what the customer answered', [], ({ lina }) => ({ kind: 'RecordSurveyAnswer', ticketId: `${lina}.1`, solved: true, rating: 4, scale: 5 }), ['SurveyAnswered']], // prettier-ignore
  ['prioritising it', [], ({ lina }) => ({ kind: 'PrioritiseTicket', ticketId: `${lina}.1`, priority: 'urgent' }), ['TicketPrioritised']], // prettier-ignore
  ['tagging it', [], tagged, ['TicketTagged']],
  ['taking the tag off', [tagged], ({ lina }) => ({ kind: 'UntagTicket', ticketId: `${lina}.1`, tag: 'parcel' }), ['TicketUntagged']], // prettier-ignore
  ['waiting for the customer', [], onTicket('SetPending'), ['TicketPending']],
  ['snoozing it', [], snoozed, ['TicketSnoozed']],
  ['waking it', [snoozed], onTicket('WakeTicket'), ['TicketWoken']],
  ['resolving it', [], resolved, ['TicketResolved']],
  ['reopening it', [resolved], onTicket('ReopenTicket'), ['TicketReopened']],
  ['closing it', [resolved], onTicket('CloseTicket'), ['TicketClosed']],
  ['marking it as spam', [], onTicket('MarkAsSpam'), ['MarkedAsSpam']],
  ['taking the mark off', [onTicket('MarkAsSpam')], onTicket('RemoveSpamMark'), ['SpamMarkRemoved']],
  ['answering and resolving', [], ({ lina }) => ({ kind: 'WriteReply', ticketId: `${lina}.1`, text: 'Here it is.', then: 'resolved' }), ['ReplyWritten', 'TicketResolved']], // prettier-ignore
  ['leaving a note', [], ({ lina }) => ({ kind: 'AddNote', ticketId: `${lina}.1`, text: 'called the carrier' }), ['NoteAdded']], // prettier-ignore
  ['moving a message', [], ({ lina, messageId }) => ({ kind: 'MoveMessage', messageId, fromConversationId: `${lina}.c1` }), ['MessageMoved', 'TicketOpened']], // prettier-ignore
  ['transferring a message', [], ({ lina, sami, messageId }) => ({ kind: 'TransferMessage', messageId, fromConversationId: `${lina}.c1`, toCustomerId: sami }), ['MessageTransferredOut', 'MessageTransferredIn', 'TicketOpened']], // prettier-ignore
  ['merging two customers', [], merged, ['CustomersMerged']],
  ['parting them', [merged], ({ lina, sami }) => ({ kind: 'UnmergeCustomers', customerIds: [sami, lina] }), ['CustomersUnmerged']], // prettier-ignore
  ['dismissing that they are one', [], ({ lina, sami }) => ({ kind: 'DismissSuggestion', customerIds: [sami, lina], likenesses: ['same-name'] }), ['SuggestionDismissed']], // prettier-ignore
  ['claiming a handle', [], handleClaimed, ['HandleClaimed']],
  ['releasing it', [handleClaimed], ({ lina }) => ({ kind: 'ReleaseHandle', customerId: lina, ...work }), ['HandleReleased']], // prettier-ignore
  ['connecting an inbox', [], () => ({ kind: 'ConnectInbox', inbox: 'sales', settings: inboxSettings('email') }), ['InboxConnected']], // prettier-ignore
  ['disconnecting it', [], () => ({ kind: 'DisconnectInbox', inbox: 'help' }), ['InboxDisconnected']],
];

/** Every kind of command there is. */
export const commandStories: readonly CommandStory[] = rows.map(([what, given, when, then]) => ({
  what,
  given: (scene) => given.map((command) => command(scene)),
  when,
  then,
}));
