import type { StatusItem } from '#channels';
import type { Clue, CustomerFileCommand, JoinReason, LogCall, ReceiveMessage, ReportStatus } from '#domain';
import type { IntakeKeys } from '../keys.js';
import { channelOf } from '../reading/arrival.js';
import type { Incoming, Lead } from '../reading/incoming.js';
import type { CallOutline, MessageOutline } from '../reading/outline.js';
import { basisOf, came, writerOf } from './command-basis.js';
import { intakeActor, occurredAt } from './occasion.js';
import { recordChange, recordOpening, recordReply } from './past-commands.js';

/** Turns an item into the command its file decides. Errors: `TypeError` for a notice, which belongs to no file. */
export function commandOf(
  incoming: Incoming,
  clues: readonly Clue[],
  ticketNumber: number,
  keys: IntakeKeys,
): CustomerFileCommand {
  const { item } = incoming;
  switch (item.kind) {
    case 'message':
      return receiveMessage(incoming, item, clues, ticketNumber, keys);
    case 'call':
      return logCall(incoming, item, clues, ticketNumber, keys);
    case 'status':
      return reportStatus(incoming, item);
    case 'opening':
      return recordOpening(incoming, item, clues, ticketNumber, keys);
    case 'change':
      return recordChange(incoming, item, clues);
    case 'reply':
      return recordReply(incoming, item, clues, keys);
    case 'notice':
      throw new TypeError('a notice belongs to no customer’s file');
  }
}

const keysBy = (reason: JoinReason, leads: readonly Lead[]): readonly string[] =>
  leads.filter((lead) => lead.reason === reason).map(({ key }) => key);

function receiveMessage(
  incoming: Incoming,
  item: MessageOutline,
  clues: readonly Clue[],
  ticketNumber: number,
  keys: IntakeKeys,
): ReceiveMessage {
  const { arrival, inbox, key, leads } = incoming;
  const [own, given] = [keysBy('message-id', leads), keysBy('given', leads)];
  const parents = [...keysBy('in-reply-to', leads), ...keysBy('references', leads).toReversed()];
  return {
    kind: 'ReceiveMessage',
    ...basisOf(incoming, clues, ticketNumber),
    newConversationKey: conversationKeyOf(incoming, item, keys),
    message: {
      messageId: key,
      inbox: inbox.id,
      channel: channelOf(inbox, item),
      ...writerOf(incoming, item, keys),
      body: item.body,
      automatic: item.automatic,
      language: item.language,
      attachments: item.attachments,
      nativeKey: own[0] ?? '',
      threadKeys: [...new Set([...own, ...given, ...parents])],
      ...came(arrival),
    },
  };
}

/** Mail threads by its ids alone, history by the names of its conversations; chat has its sessions; other roads keep one conversation a handle. */
function conversationKeyOf({ inbox }: Incoming, item: MessageOutline | CallOutline, keys: IntakeKeys): string {
  if (inbox.kind === 'email' || inbox.kind === 'history') return '';
  const session = item.kind === 'message' ? item.thread.session : undefined;
  if (session !== undefined) return keys.conversation(inbox.id, session);
  const [writer] = item.handles;
  return writer?.class === 'personal' ? keys.conversation(inbox.id, `${writer.kind}:${writer.value}`) : '';
}

function logCall(
  incoming: Incoming,
  item: CallOutline,
  clues: readonly Clue[],
  ticketNumber: number,
  keys: IntakeKeys,
): LogCall {
  const { arrival, inbox, key, leads } = incoming;
  const { direction, outcome, startedAt, answeredAt, endedAt, waitedSeconds, talkedSeconds, recordOf } = item;
  const [callKey] = keysBy('given', leads);
  return {
    kind: 'LogCall',
    ...basisOf(incoming, clues, ticketNumber),
    newConversationKey: conversationKeyOf(incoming, item, keys),
    ...(recordOf && callKey !== undefined && { recordOf: { callKey, began: recordOf.began } }),
    call: {
      messageId: key,
      inbox: inbox.id,
      ...writerOf(incoming, item, keys),
      nativeKey: item.nativeId === undefined ? '' : keys.thread('phone', item.nativeId),
      direction,
      outcome,
      startedAt,
      ...(answeredAt === undefined ? {} : { answeredAt }),
      endedAt,
      waitedSeconds,
      talkedSeconds,
      ...came(arrival),
    },
  };
}

function reportStatus({ key, inbox, arrival, leads }: Incoming, item: StatusItem): ReportStatus {
  const at = arrival.envelope.receivedAt;
  const nativeKey = leads[0]?.key ?? '';
  const report = { statusId: key, nativeKey, inbox: inbox.id, ...came(arrival) };
  const { status, reason } = item;
  return {
    kind: 'ReportStatus',
    commandId: key,
    at,
    occurredAt: occurredAt(item, at),
    actor: intakeActor,
    status,
    report,
    reason,
  };
}
