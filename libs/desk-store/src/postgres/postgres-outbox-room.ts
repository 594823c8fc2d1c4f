import type { Instant } from '#domain';
import { statement } from '#postgres';
import type { Statement } from '#postgres';
import type { Checkpoint } from '../checkpoints.port.js';
import { outboxLease } from '../outbox-room.port.js';
import type {
  EarlyStatus,
  OutboxFigures,
  OutboxIntake,
  OutboxRoom,
  PutOff,
  WaitingReply,
} from '../outbox-room.port.js';
import type { DeskDatabase } from './desk-database.js';

const expiredAtOnce = 1000;

/** `change` under the epoch `$1`: fails, and changes nothing, where that is not in force. */
const judged = (change: string): Statement =>
  statement(`
    WITH changed AS (${change} RETURNING 1)
    SELECT hold_lease('${outboxLease}', $1), (SELECT count(*) FROM changed)::integer AS count`);

const columns = `
  reply_id AS "replyId", stream, conversation_id AS "conversationId", inbox, position, taken_at AS "takenAt", attempts,
  next_try_at AS "nextTryAt", last_reason AS "lastReason", maybe_sent AS "maybeSent", sending_since AS "sendingSince"`;
const statusColumns = `
  status_id AS "statusId", native_key AS "nativeKey", inbox, status, reason, occurred_at AS "occurredAt", envelope,
  parser`;
const moveOutbox = (position: string, hash: string) => `
  INSERT INTO checkpoints (processor, position, hash) VALUES ('${outboxLease}', ${position}::bigint, ${hash}::bytea)
  ON CONFLICT (processor) DO UPDATE SET position = excluded.position, hash = excluded.hash`;

const ready = statement(`
  SELECT ${columns} FROM outbox_replies AS reply
  WHERE next_try_at <= $1 AND sending_since IS NULL AND inbox <> ALL ($2::text[]) AND NOT EXISTS (
    SELECT FROM outbox_replies AS earlier
    WHERE earlier.conversation_id = reply.conversation_id AND earlier.position < reply.position)
  ORDER BY position LIMIT $3`);
const next = statement(`
  SELECT min(next_try_at) AS "nextDueAt" FROM outbox_replies WHERE sending_since IS NULL`);
const begun = statement(`SELECT ${columns} FROM outbox_replies WHERE sending_since IS NOT NULL ORDER BY position`);
const awaiting = statement("SELECT FROM outbox_replies WHERE awaits = $1 AND awaits <> '' LIMIT 1");
const early = statement(`SELECT ${statusColumns} FROM outbox_statuses WHERE native_key = $1 ORDER BY occurred_at`);
const oldest = statement(`SELECT ${statusColumns} FROM outbox_statuses ORDER BY occurred_at LIMIT $1`);
const counted = statement(`
  SELECT count(*)::integer AS waiting, count(sending_since)::integer AS sending,
    (count(*) FILTER (WHERE sending_since IS NULL AND last_reason <> ''))::integer AS "putOff",
    min(taken_at) AS "oldestTakenAt"
  FROM outbox_replies`);

const take = statement(`
  WITH replies AS (
    INSERT INTO outbox_replies (reply_id, stream, conversation_id, inbox, position, taken_at, next_try_at)
    SELECT reply_id, stream, conversation_id, inbox, position, taken_at, taken_at
    FROM unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::bigint[], $7::text[])
      AS given (reply_id, stream, conversation_id, inbox, position, taken_at)
    ON CONFLICT DO NOTHING
  ), statuses AS (
    INSERT INTO outbox_statuses (status_id, native_key, inbox, status, reason, occurred_at, envelope, parser)
    SELECT * FROM unnest($8::text[], $9::text[], $10::text[], $11::text[], $12::text[], $13::text[], $14::text[], $15::text[])
    ON CONFLICT DO NOTHING
  ), moved AS (${moveOutbox('$16', '$17')})
  SELECT hold_lease('${outboxLease}', $1)`);
const begin = judged(`
  UPDATE outbox_replies SET sending_since = $3, attempts = attempts + 1 WHERE reply_id = ANY ($2::text[])`);
const putOff = judged(`
  UPDATE outbox_replies
  SET sending_since = NULL, next_try_at = $3, last_reason = $4, awaits = $5, maybe_sent = maybe_sent OR $6
  WHERE reply_id = $2`);
const doubt = judged(`
  UPDATE outbox_replies SET sending_since = NULL, next_try_at = $3, maybe_sent = true WHERE reply_id = ANY ($2::text[])`);
const settle = judged('DELETE FROM outbox_replies WHERE reply_id = $2');
const bring = judged(`
  UPDATE outbox_replies SET next_try_at = $3, awaits = '' WHERE awaits = $2 AND awaits <> ''`);
const drop = judged('DELETE FROM outbox_statuses WHERE status_id = $2');
const expire = judged(`
  DELETE FROM outbox_statuses WHERE status_id IN
    (SELECT status_id FROM outbox_statuses WHERE occurred_at < $2 LIMIT ${expiredAtOnce})`);
const beginAgain = statement(`
  WITH doubted AS (UPDATE outbox_replies SET maybe_sent = true, sending_since = NULL) ${moveOutbox('$1', '$2')}`);

/** The outbox in the desk's schema. */
export class PostgresOutboxRoom implements OutboxRoom {
  constructor(private readonly database: DeskDatabase) {}

  async take(epoch: number, { replies, statuses, upTo }: OutboxIntake): Promise<void> {
    await this.database.inTurn(take, [
      epoch,
      ...(['replyId', 'stream', 'conversationId', 'inbox', 'position', 'takenAt'] as const).map((field) =>
        replies.map((reply) => reply[field]),
      ),
      ...(['statusId', 'nativeKey', 'inbox', 'status', 'reason', 'occurredAt', 'envelope', 'parser'] as const).map(
        (field) => statuses.map((status) => status[field]),
      ),
      ...[upTo.position, Buffer.from(upTo.hash)],
    ]);
  }

  async due(now: Instant, limit: number, without: readonly string[] = []): Promise<readonly WaitingReply[]> {
    return (await this.database.rows<ReplyRow>(ready, [now, without, limit])).map(replyIn);
  }

  async nextDueAt(): Promise<Instant | undefined> {
    return (await this.database.row<{ readonly nextDueAt: Instant | null }>(next))?.nextDueAt ?? undefined;
  }

  async cutOff(): Promise<readonly WaitingReply[]> {
    return (await this.database.rows<ReplyRow>(begun)).map(replyIn);
  }

  async begin(epoch: number, replyIds: readonly string[], at: Instant): Promise<void> {
    await this.#change(begin, [epoch, replyIds, at]);
  }

  async putOff(epoch: number, replyId: string, { nextTryAt, reason, awaits, maybeSent }: PutOff): Promise<void> {
    await this.#change(putOff, [epoch, replyId, nextTryAt, reason, awaits, maybeSent]);
  }

  async doubt(epoch: number, replyIds: readonly string[], now: Instant): Promise<void> {
    await this.#change(doubt, [epoch, replyIds, now]);
  }

  async settle(epoch: number, replyId: string): Promise<void> {
    await this.#change(settle, [epoch, replyId]);
  }

  /** Visitors come often and mostly nothing waits for them: that costs a look, no commit. */
  async bringForward(epoch: number, awaited: string, now: Instant): Promise<number> {
    if (!(await this.database.row(awaiting, [awaited]))) return 0;
    return this.#change(bring, [epoch, awaited, now]);
  }

  statusesOf(nativeKey: string): Promise<readonly EarlyStatus[]> {
    return this.database.rows<EarlyStatus>(early, [nativeKey]);
  }

  oldestStatuses(limit: number): Promise<readonly EarlyStatus[]> {
    return this.database.rows<EarlyStatus>(oldest, [limit]);
  }

  async dropStatus(epoch: number, statusId: string): Promise<void> {
    await this.#change(drop, [epoch, statusId]);
  }

  expireStatuses(epoch: number, before: Instant): Promise<number> {
    return this.#change(expire, [epoch, before]);
  }

  async beginAgain({ position, hash }: Checkpoint): Promise<void> {
    await this.database.inTurn(beginAgain, [position, Buffer.from(hash)]);
  }

  async figures(): Promise<OutboxFigures> {
    const row = await this.database.row<FiguresRow>(counted);
    const { oldestTakenAt, ...counts } = row ?? { waiting: 0, sending: 0, putOff: 0, oldestTakenAt: null };
    return { ...counts, ...(oldestTakenAt !== null && { oldestTakenAt }) };
  }

  /** Answers how many rows it changed. */
  async #change(change: Statement, values: readonly unknown[]): Promise<number> {
    return (await this.database.inTurn<{ readonly count: number }>(change, values))?.count ?? 0;
  }
}

type FiguresRow = Omit<OutboxFigures, 'oldestTakenAt'> & { readonly oldestTakenAt: Instant | null };
type ReplyRow = Omit<WaitingReply, 'sendingSince'> & { readonly sendingSince: Instant | null };

const replyIn = ({ sendingSince, ...reply }: ReplyRow): WaitingReply => ({
  ...reply,
  ...(sendingSince !== null && { sendingSince }),
});
