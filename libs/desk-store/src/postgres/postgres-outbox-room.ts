import type { Instant } from '#domain';
import { statement } from '#postgres';
import type { Statement } from '#postgres';
import type { Checkpoint } from '../checkpoints.port.js';
import { outboxLease } from '../outbox-room.port.js';
import type {
  EarlyStatus,
  Hold,
  OutboxFigures,
  OutboxIntake,
  OutboxRoom,
  PutOff,
  WaitingInbox,
  WaitingReply,
} from '../outbox-room.port.js';
import type { DeskDatabase } from './desk-database.js';
import type { SharedBell } from './shared-bell.js';

const expiredAtOnce = 1000;

/** `change` under the lease `$1` of the epoch `$2`: fails, and changes nothing, where that is not held. */
const judged = (change: string): Statement =>
  statement(`
    WITH changed AS (${change} RETURNING 1)
    SELECT hold_lease($1, $2), (SELECT count(*) FROM changed)::integer AS count`);
/** What the lease is of. */
const isOfLease = `'${outboxLease}/' || inbox = $1`;

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
  WHERE next_try_at <= $1 AND sending_since IS NULL AND inbox = ANY ($2::text[]) AND NOT EXISTS (
    SELECT FROM outbox_replies AS earlier
    WHERE earlier.conversation_id = reply.conversation_id AND earlier.position < reply.position)
  ORDER BY position LIMIT $3`);
/** From one inbox to the next, by the index. */
const inboxes = statement(`
  WITH RECURSIVE waiting (inbox) AS (
    SELECT min(inbox) FROM outbox_replies
    UNION ALL SELECT (SELECT min(inbox) FROM outbox_replies WHERE inbox > waiting.inbox) FROM waiting
    WHERE inbox IS NOT NULL)
  SELECT inbox, (
    SELECT min(next_try_at) FROM outbox_replies AS reply
    WHERE reply.inbox = waiting.inbox AND sending_since IS NULL) AS "nextDueAt"
  FROM waiting WHERE inbox IS NOT NULL`);
const begun = statement(`
  SELECT ${columns} FROM outbox_replies
  WHERE sending_since IS NOT NULL AND inbox = ANY ($1::text[]) ORDER BY position`);
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
  UPDATE outbox_replies SET sending_since = $4, attempts = attempts + 1 WHERE reply_id = ANY ($3::text[]) AND ${isOfLease}`);
const putOff = judged(`
  UPDATE outbox_replies
  SET sending_since = NULL, next_try_at = $4, last_reason = $5, awaits = $6, maybe_sent = maybe_sent OR $7
  WHERE reply_id = $3 AND ${isOfLease}`);
const doubt = judged(`
  UPDATE outbox_replies SET sending_since = NULL, next_try_at = $4, maybe_sent = true
  WHERE reply_id = ANY ($3::text[]) AND ${isOfLease}`);
const settle = judged(`DELETE FROM outbox_replies WHERE reply_id = $3 AND ${isOfLease}`);
const bring = judged(`
  UPDATE outbox_replies SET next_try_at = $4, awaits = '' WHERE awaits = $3 AND awaits <> ''`);
const drop = judged('DELETE FROM outbox_statuses WHERE status_id = $3');
const expire = judged(`
  DELETE FROM outbox_statuses WHERE status_id IN
    (SELECT status_id FROM outbox_statuses WHERE occurred_at < $3 LIMIT ${expiredAtOnce})`);
const beginAgain = statement(`
  WITH doubted AS (UPDATE outbox_replies SET maybe_sent = true, sending_since = NULL) ${moveOutbox('$1', '$2')}`);

/** The outbox in the desk's schema. */
export class PostgresOutboxRoom implements OutboxRoom {
  constructor(
    private readonly database: DeskDatabase,
    private readonly bell: SharedBell,
  ) {}

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
    if (replies.length > 0) await this.bell.ring();
  }

  async due(now: Instant, limit: number, ofInboxes: readonly string[]): Promise<readonly WaitingReply[]> {
    return (await this.database.rows<ReplyRow>(ready, [now, ofInboxes, limit])).map(replyIn);
  }

  async waiting(): Promise<readonly WaitingInbox[]> {
    const rows = await this.database.rows<{ readonly inbox: string; readonly nextDueAt: Instant | null }>(inboxes);
    return rows.map(({ inbox, nextDueAt }) => ({ inbox, ...(nextDueAt !== null && { nextDueAt }) }));
  }

  async cutOff(ofInboxes: readonly string[]): Promise<readonly WaitingReply[]> {
    return (await this.database.rows<ReplyRow>(begun, [ofInboxes])).map(replyIn);
  }

  async begin(hold: Hold, replyIds: readonly string[], at: Instant): Promise<void> {
    await this.#change(begin, hold, [replyIds, at]);
  }

  async putOff(hold: Hold, replyId: string, { nextTryAt, reason, awaits, maybeSent }: PutOff): Promise<void> {
    await this.#change(putOff, hold, [replyId, nextTryAt, reason, awaits, maybeSent]);
  }

  async doubt(hold: Hold, replyIds: readonly string[], now: Instant): Promise<void> {
    await this.#change(doubt, hold, [replyIds, now]);
  }

  async settle(hold: Hold, replyId: string): Promise<void> {
    await this.#change(settle, hold, [replyId]);
  }

  /** Visitors come often and mostly nothing waits for them: that costs a look, no commit. */
  async bringForward(hold: Hold, awaited: string, now: Instant): Promise<number> {
    if (!(await this.database.row(awaiting, [awaited]))) return 0;
    const brought = await this.#change(bring, hold, [awaited, now]);
    if (brought > 0) await this.bell.ring();
    return brought;
  }

  statusesOf(nativeKey: string): Promise<readonly EarlyStatus[]> {
    return this.database.rows<EarlyStatus>(early, [nativeKey]);
  }

  oldestStatuses(limit: number): Promise<readonly EarlyStatus[]> {
    return this.database.rows<EarlyStatus>(oldest, [limit]);
  }

  async dropStatus(hold: Hold, statusId: string): Promise<void> {
    await this.#change(drop, hold, [statusId]);
  }

  expireStatuses(hold: Hold, before: Instant): Promise<number> {
    return this.#change(expire, hold, [before]);
  }

  async beginAgain({ position, hash }: Checkpoint): Promise<void> {
    await this.database.inTurn(beginAgain, [position, Buffer.from(hash)]);
  }

  async figures(): Promise<OutboxFigures> {
    const row = await this.database.row<FiguresRow>(counted);
    const { oldestTakenAt, ...counts } = row ?? { waiting: 0, sending: 0, putOff: 0, oldestTakenAt: null };
    return { ...counts, ...(oldestTakenAt !== null && { oldestTakenAt }) };
  }

  news(signal: AbortSignal): Promise<void> {
    return this.bell.rung(signal);
  }

  /** Answers how many rows it changed. */
  async #change(change: Statement, { name, epoch }: Hold, values: readonly unknown[]): Promise<number> {
    return (await this.database.inTurn<{ readonly count: number }>(change, [name, epoch, ...values]))?.count ?? 0;
  }
}

type FiguresRow = Omit<OutboxFigures, 'oldestTakenAt'> & { readonly oldestTakenAt: Instant | null };
type ReplyRow = Omit<WaitingReply, 'sendingSince'> & { readonly sendingSince: Instant | null };

const replyIn = ({ sendingSince, ...reply }: ReplyRow): WaitingReply => ({
  ...reply,
  ...(sendingSince !== null && { sendingSince }),
});
