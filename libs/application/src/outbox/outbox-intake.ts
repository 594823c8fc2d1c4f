import type { Checkpoint, EarlyStatus, OutboxIntake, OutgoingNote } from '#desk-store';
import type { Instant } from '#domain';
import type { RecordedEvent } from '#event-log';
import { isNamed } from '../recording/fact-of.js';
import { idIn } from '../streams.js';

/** What a stretch of the log holds for the outbox; at least one event. What was imported is history, and never leaves. */
export function outboxIntakeOf(events: readonly RecordedEvent[], now: Instant): OutboxIntake {
  const last = events.at(-1);
  if (!last) throw new RangeError('a stretch without events leads nowhere');
  const upTo: Checkpoint = { position: last.position, hash: last.hash };
  return {
    replies: events.flatMap((event) => noteOf(event, now)),
    statuses: events.flatMap((event) => earlyStatusOf(event)),
    upTo,
  };
}

function noteOf(event: RecordedEvent, takenAt: Instant): readonly OutgoingNote[] {
  if (!isNamed(event, 'ReplyWritten') || event.clear.lane === 'bulk' || event.clear.envelope !== undefined) return [];
  const { stream, position } = event;
  const { messageId: replyId, conversationId, inbox } = event.clear;
  return [{ replyId, stream, conversationId, inbox, position, takenAt }];
}

/** A status of nobody is mostly one that was quicker than our own fact about the message. */
function earlyStatusOf(event: RecordedEvent): readonly EarlyStatus[] {
  if (!isNamed(event, 'NoticeReceived')) return [];
  const { noticeId: statusId, nativeKey, status, reason = '', envelope, parser, lane } = event.clear;
  if (nativeKey === undefined || status === undefined || lane === 'bulk') return [];
  const { occurredAt, stream } = event;
  return [{ statusId, nativeKey, inbox: idIn(stream), status, reason, occurredAt, envelope, parser }];
}
