import type { EarlyStatus, OutboxIntake, OutgoingNote } from '#desk-store';
import type { AnyFact, Instant } from '#domain';
import type { ClearEvent, Stretch } from '#event-log';
import { isNamed } from '../recording/fact-of.js';
import { idIn } from '../streams.js';

/** The facts the outbox works on. */
export const outboxTypes: readonly AnyFact['type'][] = ['ReplyWritten', 'NoticeReceived'];

/** What a stretch of the log holds for the outbox. What was imported is history, and never leaves. */
export const outboxIntakeOf = ({ events, upTo }: Stretch, now: Instant): OutboxIntake => ({
  replies: events.flatMap((event) => noteOf(event, now)),
  statuses: events.flatMap((event) => earlyStatusOf(event)),
  upTo,
});

function noteOf(event: ClearEvent, takenAt: Instant): readonly OutgoingNote[] {
  if (!isNamed(event, 'ReplyWritten') || event.clear.lane === 'bulk' || event.clear.envelope !== undefined) return [];
  const { stream, position } = event;
  const { messageId: replyId, conversationId, inbox } = event.clear;
  return [{ replyId, stream, conversationId, inbox, position, takenAt }];
}

/** A status of nobody is mostly one that was quicker than our own fact about the message. */
function earlyStatusOf(event: ClearEvent): readonly EarlyStatus[] {
  if (!isNamed(event, 'NoticeReceived')) return [];
  const { noticeId: statusId, nativeKey, status, reason = '', envelope, parser, lane } = event.clear;
  if (nativeKey === undefined || status === undefined || lane === 'bulk') return [];
  const { occurredAt, stream } = event;
  return [{ statusId, nativeKey, inbox: idIn(stream), status, reason, occurredAt, envelope, parser }];
}
