import type { DatabaseSync } from 'node:sqlite';
import { WriteRefused } from '#sqlite';
import type { Instant } from '#domain';
import type { Checkpoint } from '../checkpoints.port.js';
import { outboxLease } from '../outbox-room.port.js';
import type { EarlyStatus, OutboxIntake, OutgoingNote, PutOff } from '../outbox-room.port.js';

/** The refusal of a write under an epoch of the outbox that is no longer in force. */
export const outboxLeaseLost = 'outbox-lease-lost';

const expiredAtOnce = 1000;

/** Writes of the outbox; each but the last is judged against the lease in the transaction that writes. */
export interface OutboxWrites {
  takeReplies(epoch: number, intake: OutboxIntake): void;
  beginReplies(epoch: number, replyIds: readonly string[], at: Instant): void;
  putOffReply(epoch: number, replyId: string, until: PutOff): void;
  doubtReplies(epoch: number, replyIds: readonly string[], now: Instant): void;
  settleReply(epoch: number, replyId: string): void;
  bringReplies(epoch: number, awaited: string, now: Instant): number;
  dropStatus(epoch: number, statusId: string): void;
  expireStatuses(epoch: number, before: Instant): number;
  beginOutboxAgain(from: Checkpoint): void;
}

export function outboxWrites(db: DatabaseSync): OutboxWrites {
  const judged = judging(db);
  return { ...takingWrites(db, judged), ...tryWrites(db, judged), ...statusWrites(db, judged) };
}

type Judged = <Given extends readonly unknown[], Result>(
  write: (...given: Given) => Result,
) => (epoch: number, ...given: Given) => Result;

function judging(db: DatabaseSync): Judged {
  const epochInForce = db.prepare(`SELECT epoch FROM leases WHERE name = '${outboxLease}' AND holder <> ''`);
  return (write) =>
    (epoch, ...given) => {
      if (epochInForce.get()?.['epoch'] !== epoch) throw new WriteRefused(outboxLeaseLost, 'another outbox is at work');
      return write(...given);
    };
}

function takingWrites(db: DatabaseSync, judged: Judged): Pick<OutboxWrites, 'takeReplies' | 'beginOutboxAgain'> {
  const addReply = db.prepare(`
    INSERT INTO outbox_replies (reply_id, stream, conversation_id, inbox, position, taken_at, next_try_at)
    VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`);
  const addStatus = db.prepare(`
    INSERT INTO outbox_statuses (status_id, native_key, inbox, status, reason, occurred_at, envelope, parser)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`);
  const move = db.prepare('INSERT OR REPLACE INTO checkpoints (processor, position, hash) VALUES (?, ?, ?)');
  const doubtAll = db.prepare('UPDATE outbox_replies SET maybe_sent = 1, sending_since = NULL');
  const keepReply = ({ replyId, stream, conversationId, inbox, position, takenAt }: OutgoingNote) =>
    addReply.run(replyId, stream, conversationId, inbox, position, takenAt, takenAt);
  const keepStatus = ({ statusId, nativeKey, inbox, status, reason, occurredAt, envelope, parser }: EarlyStatus) =>
    addStatus.run(statusId, nativeKey, inbox, status, reason, occurredAt, envelope, parser);
  return {
    takeReplies: judged(({ replies, statuses, upTo }: OutboxIntake) => {
      replies.forEach(keepReply);
      statuses.forEach(keepStatus);
      move.run(outboxLease, upTo.position, upTo.hash);
    }),
    beginOutboxAgain({ position, hash }) {
      doubtAll.run();
      move.run(outboxLease, position, hash);
    },
  };
}

type TryWrites = Pick<OutboxWrites, 'beginReplies' | 'putOffReply' | 'doubtReplies' | 'settleReply' | 'bringReplies'>;

function tryWrites(db: DatabaseSync, judged: Judged): TryWrites {
  const begin = db.prepare('UPDATE outbox_replies SET sending_since = ?, attempts = attempts + 1 WHERE reply_id = ?');
  const putOff = db.prepare(`
    UPDATE outbox_replies
    SET sending_since = NULL, next_try_at = ?, last_reason = ?, awaits = ?, maybe_sent = max(maybe_sent, ?)
    WHERE reply_id = ?`);
  const doubt = db.prepare(`
    UPDATE outbox_replies SET sending_since = NULL, next_try_at = ?, maybe_sent = 1 WHERE reply_id = ?`);
  const settle = db.prepare('DELETE FROM outbox_replies WHERE reply_id = ?');
  const bring = db.prepare(`
    UPDATE outbox_replies SET next_try_at = :now, awaits = '' WHERE awaits = :awaited AND awaits <> ''`);
  return {
    beginReplies: judged((replyIds: readonly string[], at: Instant) => {
      for (const replyId of replyIds) begin.run(at, replyId);
    }),
    putOffReply: judged((replyId: string, { nextTryAt, reason, awaits, maybeSent }: PutOff) => {
      putOff.run(nextTryAt, reason, awaits, maybeSent ? 1 : 0, replyId);
    }),
    doubtReplies: judged((replyIds: readonly string[], now: Instant) => {
      for (const replyId of replyIds) doubt.run(now, replyId);
    }),
    settleReply: judged((replyId: string) => {
      settle.run(replyId);
    }),
    bringReplies: judged((awaited: string, now: Instant) => Number(bring.run({ awaited, now }).changes)),
  };
}

function statusWrites(db: DatabaseSync, judged: Judged): Pick<OutboxWrites, 'dropStatus' | 'expireStatuses'> {
  const drop = db.prepare('DELETE FROM outbox_statuses WHERE status_id = ?');
  const expire = db.prepare(`
    DELETE FROM outbox_statuses WHERE status_id IN
      (SELECT status_id FROM outbox_statuses WHERE occurred_at < ? LIMIT ${expiredAtOnce})`);
  return {
    dropStatus: judged((statusId: string) => {
      drop.run(statusId);
    }),
    expireStatuses: judged((before: Instant) => Number(expire.run(before).changes)),
  };
}
