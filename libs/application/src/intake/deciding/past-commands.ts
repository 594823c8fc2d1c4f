import type { ChangeItem } from '#channels';
import type { Clue, RecordChange, RecordOpening, RecordReply } from '#domain';
import type { IntakeKeys } from '../keys.js';
import type { Incoming } from '../reading/incoming.js';
import type { OpeningOutline, ReplyOutline } from '../reading/outline.js';
import { basisOf, came, writerOf } from './command-basis.js';

/** What is told of the past, as the command its file decides. */
export function recordOpening(
  incoming: Incoming,
  item: OpeningOutline,
  clues: readonly Clue[],
  ticketNumber: number,
  keys: IntakeKeys,
): RecordOpening {
  const { arrival, inbox } = incoming;
  const { channel, teamId } = item;
  return {
    kind: 'RecordOpening',
    ...basisOf(incoming, clues, ticketNumber),
    newConversationKey: '',
    opening: {
      inbox: inbox.id,
      channel,
      ...writerOf(incoming, item, keys),
      nativeKey: outsideKeyOf(incoming),
      ...(teamId !== undefined && { teamId }),
      ...came(arrival),
    },
  };
}

export function recordChange(incoming: Incoming, { now }: ChangeItem, clues: readonly Clue[]): RecordChange {
  const { policy: _, ticketNumber: __, ...basis } = basisOf(incoming, clues, 0);
  return { kind: 'RecordChange', ...basis, nativeKey: outsideKeyOf(incoming), now };
}

export function recordReply(
  incoming: Incoming,
  item: ReplyOutline,
  clues: readonly Clue[],
  keys: IntakeKeys,
): RecordReply {
  const { key, inbox, arrival } = incoming;
  const { policy: _, ticketNumber: __, ...basis } = basisOf(incoming, clues, 0);
  const { channel, ownId, nativeId = '', language, resolves } = item;
  return {
    kind: 'RecordReply',
    ...basis,
    reply: {
      messageId: key,
      inbox: inbox.id,
      threadKeys: ownId === undefined ? [] : [keys.thread(channel, ownId)],
      language,
      nativeKey: keys.outside(inbox.id, nativeId),
      ...came(arrival),
    },
    resolves,
  };
}

/** The conversation or ticket by its name outside: the one lead of what is told of the past. */
const outsideKeyOf = ({ leads }: Incoming): string => leads[0]?.key ?? '';
