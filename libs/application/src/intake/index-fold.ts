import type { AnyFact } from '#domain';
import type { RecordedEvent } from '#event-log';
import type { IndexChange } from '#desk-store';
import type { IntakeKeys } from './keys.js';

interface Growing {
  readonly handles: Map<string, string>;
  readonly threads: Map<string, string>;
  readonly items: Map<string, string>;
}

/**
 * What a run of recorded events changes in the look-up index: handle → customer, message id → conversation, item → stream.
 * An id that already leads to a conversation keeps leading there (`known`), unless its message was moved.
 */
export function foldIntoIndex(
  events: readonly RecordedEvent[],
  known: ReadonlyMap<string, string>,
  keys: IntakeKeys,
): IndexChange {
  const change: Growing = { handles: new Map(), threads: new Map(), items: new Map() };
  for (const event of events) foldOne(event, change, known, keys);
  return change;
}

/** The thread keys of a run: what must be looked up before it is folded. */
export const threadKeysOf = (events: readonly RecordedEvent[]): readonly string[] =>
  events.flatMap(({ clear }) => (Array.isArray(clear['threadKeys']) ? (clear['threadKeys'] as readonly string[]) : []));

function foldOne(event: RecordedEvent, change: Growing, known: ReadonlyMap<string, string>, keys: IntakeKeys): void {
  const { type, clear } = event as unknown as AnyFact;
  const firstWins = (threadKeys: readonly string[], conversationId: string) => {
    for (const key of threadKeys)
      if (!known.has(key) && !change.threads.has(key)) change.threads.set(key, conversationId);
  };
  switch (type) {
    case 'MessageReceived':
    case 'MessageTransferredIn':
    case 'ReplyWritten':
      change.items.set(clear.messageId, event.stream);
      firstWins([...clear.threadKeys, keys.plus(keys.plusToken(clear.conversationId))], clear.conversationId);
      return;
    case 'CallLogged':
      change.items.set(clear.messageId, event.stream);
      return;
    case 'ReplySent':
    case 'ReplyDelivered':
    case 'ReplyRead':
    case 'ReplyFailed':
      change.items.set(clear.statusId, event.stream);
      return;
    case 'NoticeReceived':
      change.items.set(clear.noticeId, event.stream);
      return;
    case 'TicketOpened':
      change.threads.set(keys.ticketNumber(clear.number), clear.conversationId);
      return;
    case 'HandleClaimed':
      change.handles.set(digestOf(event.stream), clear.customerId);
      return;
    case 'HandleReleased':
      change.handles.set(digestOf(event.stream), '');
      return;
    default:
      return;
  }
}

const digestOf = (handleStream: string): string => handleStream.slice('handle-'.length);
