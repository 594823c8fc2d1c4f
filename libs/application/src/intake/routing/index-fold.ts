import type { FactNamed } from '#domain';
import type { IndexChange } from '#desk-store';
import type { ClearEvent } from '#event-log';
import { factOf } from '../../recording/fact-of.js';
import { customerIn, idIn } from '../../streams.js';
import type { IntakeKeys } from '../keys.js';

interface Growing {
  readonly handles: Map<string, string>;
  readonly threads: Map<string, string>;
  readonly items: Map<string, string>;
}

/** What must be known before a run of events can be folded. */
export interface FoldContext {
  readonly keys: IntakeKeys;
  /** Conversations the run's thread keys lead to already: an id keeps leading where it led first. */
  readonly known: ReadonlyMap<string, string>;
  /** Own thread keys of the messages that were moved: these lead elsewhere from now on. */
  readonly moved: ReadonlyMap<string, string>;
  /** Everything that may lead into the files erased in this run, by stream: see `leadsInto`. Known keys are among `known`. */
  readonly erased: ReadonlyMap<string, readonly string[]>;
}

/**
 * What a run of recorded events changes in the look-up index: handle → customer, message id → conversation, item → stream.
 * Errors: `EventTypeUnknown`.
 */
export function foldIntoIndex(events: readonly ClearEvent[], context: FoldContext): IndexChange {
  const change: Growing = { handles: new Map(), threads: new Map(), items: new Map() };
  for (const event of events) foldOne(event, change, context);
  return change;
}

/** The thread keys of a run: what must be looked up before it is folded. */
export const threadKeysOf = (events: readonly ClearEvent[]): readonly string[] =>
  events.flatMap((event): readonly string[] => {
    const { type, clear } = factOf(event);
    const names = type === 'MessageReceived' || type === 'MessageTransferredIn' || type === 'ReplyWritten';
    if (names) return clear.threadKeys;
    if (type === 'CallLogged') return clear.callKey === undefined ? [] : [clear.callKey];
    if (type === 'TicketOpened') return clear.nativeKey === undefined ? [] : [clear.nativeKey];
    return type === 'ReplySent' && clear.conversationId !== undefined ? [clear.nativeKey] : [];
  });

/** Everything by which a file's conversations may be found because of these events of it. */
export const leadsInto = (events: readonly ClearEvent[], keys: IntakeKeys): readonly string[] => [
  ...threadKeysOf(events),
  ...events.flatMap((event) => {
    const { type, clear } = factOf(event);
    return type === 'TicketOpened' ? ticketKeys(clear, keys) : [];
  }),
];

function foldOne(event: ClearEvent, change: Growing, context: FoldContext): void {
  const { type, clear, stream } = factOf(event);
  switch (type) {
    case 'MessageReceived':
    case 'ReplyWritten':
      change.items.set(clear.messageId, stream);
      return firstWins(clear.threadKeys, clear.conversationId, change, context);
    case 'MessageTransferredIn':
      change.items.set(clear.messageId, stream);
      firstWins(clear.threadKeys, clear.conversationId, change, context);
      return lastWins(clear.nativeKey, clear.conversationId, change);
    case 'MessageMoved':
      return lastWins(context.moved.get(clear.messageId) ?? '', clear.conversationId, change);
    case 'CallLogged':
      change.items.set(clear.messageId, stream);
      return clear.callKey === undefined
        ? undefined
        : firstWins([clear.callKey], clear.conversationId, change, context);
    case 'CallLegLogged':
      return void change.items.set(clear.legId, stream);
    case 'ReplySent':
      change.items.set(clear.statusId, stream);
      return clear.conversationId === undefined
        ? undefined
        : firstWins([clear.nativeKey], clear.conversationId, change, context);
    case 'ReplyDelivered':
    case 'ReplyRead':
    case 'ReplyFailed':
      return void change.items.set(clear.statusId, stream);
    case 'NoticeReceived':
      return void change.items.set(clear.noticeId, stream);
    case 'EnvelopeQuarantined':
      return foldRefusal(stream, clear, change, context);
    case 'TicketOpened':
      return foldTicket(clear, change, context);
    case 'HandleClaimed':
      return void change.handles.set(idIn(stream), clear.customerId);
    case 'HandleReleased':
      return void change.handles.set(idIn(stream), '');
    case 'CustomerErased':
      return leadNowhere(stream, change, context);
    // These say nothing about where things are.
    case 'NoteAdded':
    case 'MessageTransferredOut':
    case 'TicketReopened':
    case 'TicketWoken':
    case 'TicketClosed':
    case 'TicketAssigned':
    case 'TicketUnassigned':
    case 'TicketHandedOver':
    case 'TicketPrioritised':
    case 'TicketClassified':
    case 'SurveyAnswered':
    case 'TicketTagged':
    case 'TicketUntagged':
    case 'TicketPending':
    case 'TicketSnoozed':
    case 'TicketResolved':
    case 'MarkedAsSpam':
    case 'SpamMarkRemoved':
    case 'CustomersMerged':
    case 'CustomersUnmerged':
    case 'SuggestionDismissed':
    case 'InboxConnected':
    case 'InboxDisconnected':
    case 'EnvelopeReleased':
    case 'AgentAdded':
    case 'AgentRenamed':
    case 'AgentDeactivated':
    case 'AgentReactivated':
    case 'AgentJoinedTeam':
    case 'AgentLeftTeam':
    case 'TeamCreated':
    case 'TeamRenamed':
    case 'TeamDeactivated':
    case 'TeamReactivated':
    case 'ParkedEventsRetried':
    case 'ParkedEventDropped':
      return;
  }
}

function firstWins(
  threadKeys: readonly string[],
  conversationId: string,
  { threads }: Growing,
  { known }: FoldContext,
): void {
  for (const key of threadKeys) if ((threads.get(key) ?? known.get(key) ?? '') === '') threads.set(key, conversationId);
}

/** Nothing leads into an erased file any more: who writes again is somebody new. */
function leadNowhere(stream: string, { threads }: Growing, { known, erased }: FoldContext): void {
  for (const key of erased.get(stream) ?? []) {
    const conversationId = threads.get(key) ?? known.get(key) ?? '';
    if (customerIn(conversationId) === idIn(stream)) threads.set(key, '');
  }
}

function lastWins(nativeKey: string, conversationId: string, { threads }: Growing): void {
  if (nativeKey !== '') threads.set(nativeKey, conversationId);
}

/**
 * A ticket is found by its number, and its conversation by the token in the address that answers come back to; one that a
 * system outside states also by the number it has there.
 */
function foldTicket({ number, conversationId, nativeKey }: TicketOpened, change: Growing, context: FoldContext): void {
  for (const key of ticketKeys({ number, conversationId }, context.keys)) change.threads.set(key, conversationId);
  if (nativeKey !== undefined) firstWins([nativeKey], conversationId, change, context);
}

type TicketOpened = FactNamed<'TicketOpened'>['clear'];

const ticketKeys = (
  { number, conversationId }: Pick<TicketOpened, 'number' | 'conversationId'>,
  keys: IntakeKeys,
): readonly string[] => [keys.ticketNumber(number), keys.plus(keys.plusToken(conversationId))];

/** What was refused once is not refused again when its envelope comes by again, after a crash or a restore. */
function foldRefusal(
  stream: string,
  { envelope, item, parser }: FactNamed<'EnvelopeQuarantined'>['clear'],
  { items }: Growing,
  { keys }: FoldContext,
): void {
  items.set(keys.refusal(BigInt(envelope), item, parser), stream);
}
