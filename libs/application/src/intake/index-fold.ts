import type { AnyFact, EnvelopeQuarantined, FactOf } from '#domain';
import type { RecordedEvent } from '#event-log';
import type { IndexChange } from '#desk-store';
import type { IntakeKeys } from './keys.js';

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
}

/**
 * What a run of recorded events changes in the look-up index: handle → customer, message id → conversation, item → stream.
 */
export function foldIntoIndex(events: readonly RecordedEvent[], context: FoldContext): IndexChange {
  const change: Growing = { handles: new Map(), threads: new Map(), items: new Map() };
  for (const event of events) foldOne(event, change, context);
  return change;
}

/** The thread keys of a run: what must be looked up before it is folded. */
export const threadKeysOf = (events: readonly RecordedEvent[]): readonly string[] =>
  events.flatMap(({ clear }) => (Array.isArray(clear['threadKeys']) ? (clear['threadKeys'] as readonly string[]) : []));

function foldOne(event: RecordedEvent, change: Growing, context: FoldContext): void {
  const { type, clear } = event as unknown as AnyFact;
  switch (type) {
    case 'MessageReceived':
    case 'ReplyWritten':
      change.items.set(clear.messageId, event.stream);
      return firstWins(clear.threadKeys, clear.conversationId, change, context);
    case 'MessageTransferredIn':
      change.items.set(clear.messageId, event.stream);
      firstWins(clear.threadKeys, clear.conversationId, change, context);
      return lastWins(clear.nativeKey, clear.conversationId, change);
    case 'MessageMoved':
      return lastWins(context.moved.get(clear.messageId) ?? '', clear.conversationId, change);
    case 'CallLogged':
      return void change.items.set(clear.messageId, event.stream);
    case 'ReplySent':
    case 'ReplyDelivered':
    case 'ReplyRead':
    case 'ReplyFailed':
      return void change.items.set(clear.statusId, event.stream);
    case 'NoticeReceived':
      return void change.items.set(clear.noticeId, event.stream);
    case 'EnvelopeQuarantined':
      return foldRefusal(event, clear, change, context);
    case 'TicketOpened':
      return foldTicket(clear.number, clear.conversationId, change, context);
    case 'HandleClaimed':
      return void change.handles.set(digestOf(event.stream), clear.customerId);
    case 'HandleReleased':
      return void change.handles.set(digestOf(event.stream), '');
    default:
      return;
  }
}

function firstWins(
  threadKeys: readonly string[],
  conversationId: string,
  { threads }: Growing,
  { known }: FoldContext,
): void {
  for (const key of threadKeys) if (!known.has(key) && !threads.has(key)) threads.set(key, conversationId);
}

function lastWins(nativeKey: string, conversationId: string, { threads }: Growing): void {
  if (nativeKey !== '') threads.set(nativeKey, conversationId);
}

/** A ticket is found by its number, and its conversation by the token in the address that answers come back to. */
function foldTicket(number: number, conversationId: string, { threads }: Growing, { keys }: FoldContext): void {
  threads.set(keys.ticketNumber(number), conversationId);
  threads.set(keys.plus(keys.plusToken(conversationId)), conversationId);
}

/** What was refused once is not refused again when its envelope comes by again, after a crash or a restore. */
function foldRefusal(
  { stream }: RecordedEvent,
  { envelope, item, parser }: FactOf<typeof EnvelopeQuarantined>['clear'],
  { items }: Growing,
  { keys }: FoldContext,
): void {
  items.set(keys.refusal(BigInt(envelope), item, parser), stream);
}

const digestOf = (handleStream: string): string => handleStream.slice('handle-'.length);
