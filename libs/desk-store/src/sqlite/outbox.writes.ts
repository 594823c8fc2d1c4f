import type { DatabaseSync } from 'node:sqlite';
import { WriteRefused } from '#sqlite';
import type { Instant } from '#domain';
import type { Checkpoint } from '../checkpoints.port.js';
import { outboxLease } from '../outbox-room.port.js';
import type { EarlyStatus, Hold, OutboxIntake, OutgoingNote, PutOff } from '../outbox-room.port.js';

/** The refusal of a write under a lease of the outbox that is no longer held; the message names it. */
export const outboxLeaseLost = 'outbox-lease-lost';

const expiredAtOnce = 1000;

/** Writes of the outbox; each but the last is judged against the lease in the transaction that writes. */
export interface OutboxWrites {
  takeReplies(hold: Hold, intake: OutboxIntake): void;
  beginReplies(hold: Hold, replyIds: readonly string[], at: Instant): void;
  putOffReply(hold: Hold, replyId: string, until: PutOff): void;
  doubtReplies(hold: Hold, replyIds: readonly string[], now: Instant): void;
  settleReply(hold: Hold, replyId: string): void;
  bringReplies(hold: Hold, awaited: string, now: Instant): number;
  dropStatus(hold: Hold, statusId: string): void;
  expireStatuses(hold: Hold, before: Instant): number;
  beginOutboxAgain(from: Checkpoint): void;
}

export function outboxWrites(db: DatabaseSync): OutboxWrites {
  const judged = judging(db);
  return { ...takingWrites(db, judged), ...tryWrites(db, judged), ...statusWrites(db, judged) };
}

type Judged = <Given extends readonly unknown[], Result>(
  write: (hold: Hold, ...given: Given) => Result,
) => (hold: Hold, ...given: Given) => Result;

function judging(db: DatabaseSync): Judged {
  const epochInForce = db.prepare("SELECT epoch FROM leases WHERE name = ? AND holder <> ''");
  return (write) =>
    (hold, ...given) => {
      if (epochInForce.get(hold.name)?.['epoch'] !== hold.epoch) throw new WriteRefused(outboxLeaseLost, hold.name);
      return write(hold, ...given);
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
    takeReplies: judged((_hold, { replies, statuses, upTo }: OutboxIntake) => {
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

/** What the lease named last is of. */
const isOfLease = `'${outboxLease}/' || inbox = ?`;

type TryWrites = Pick<OutboxWrites, 'beginReplies' | 'putOffReply' | 'doubtReplies' | 'settleReply' | 'bringReplies'>;

function tryWrites(db: DatabaseSync, judged: Judged): TryWrites {
  const begin = db.prepare(`
    UPDATE outbox_replies SET sending_since = ?, attempts = attempts + 1 WHERE reply_id = ? AND ${isOfLease}`);
  const putOff = db.prepare(`
    UPDATE outbox_replies
    SET sending_since = NULL, next_try_at = ?, last_reason = ?, awaits = ?, maybe_sent = max(maybe_sent, ?)
    WHERE reply_id = ? AND ${isOfLease}`);
  const doubt = db.prepare(`
    UPDATE outbox_replies SET sending_since = NULL, next_try_at = ?, maybe_sent = 1 WHERE reply_id = ? AND ${isOfLease}`);
  const settle = db.prepare(`DELETE FROM outbox_replies WHERE reply_id = ? AND ${isOfLease}`);
  const bring = db.prepare(`
    UPDATE outbox_replies SET next_try_at = :now, awaits = '' WHERE awaits = :awaited AND awaits <> ''`);
  return {
    beginReplies: judged(({ name }, replyIds: readonly string[], at: Instant) => {
      for (const replyId of replyIds) begin.run(at, replyId, name);
    }),
    putOffReply: judged(({ name }, replyId: string, { nextTryAt, reason, awaits, maybeSent }: PutOff) => {
      putOff.run(nextTryAt, reason, awaits, maybeSent ? 1 : 0, replyId, name);
    }),
    doubtReplies: judged(({ name }, replyIds: readonly string[], now: Instant) => {
      for (const replyId of replyIds) doubt.run(now, replyId, name);
    }),
    settleReply: judged(({ name }, replyId: string) => {
      settle.run(replyId, name);
    }),
    bringReplies: judged((_hold, awaited: string, now: Instant) => Number(bring.run({ awaited, now }).changes)),
  };
}

function statusWrites(db: DatabaseSync, judged: Judged): Pick<OutboxWrites, 'dropStatus' | 'expireStatuses'> {
  const drop = db.prepare('DELETE FROM outbox_statuses WHERE status_id = ?');
  const expire = db.prepare(`
    DELETE FROM outbox_statuses WHERE status_id IN
      (SELECT status_id FROM outbox_statuses WHERE occurred_at < ? LIMIT ${expiredAtOnce})`);
  return {
    dropStatus: judged((_hold, statusId: string) => {
      drop.run(statusId);
    }),
    expireStatuses: judged((_hold, before: Instant) => Number(expire.run(before).changes)),
  };
}
