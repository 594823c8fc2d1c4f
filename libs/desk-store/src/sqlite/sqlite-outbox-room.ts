import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Instant } from '#domain';
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
import type { DeskWriter } from './desk-writer.js';

const columns = `
  reply_id AS replyId, stream, conversation_id AS conversationId, inbox, position, taken_at AS takenAt, attempts,
  next_try_at AS nextTryAt, last_reason AS lastReason, maybe_sent AS maybeSent, sending_since AS sendingSince`;

const statusColumns =
  'status_id AS statusId, native_key AS nativeKey, inbox, status, reason, occurred_at AS occurredAt, envelope, parser';

/** The outbox on desk.db: written by the writer thread, read here. */
export class SqliteOutboxRoom implements OutboxRoom {
  private readonly ready: StatementSync;
  private readonly inboxes: StatementSync;
  private readonly begun: StatementSync;
  private readonly awaiting: StatementSync;
  private readonly early: StatementSync;
  private readonly oldest: StatementSync;
  private readonly counted: StatementSync;

  constructor(
    db: DatabaseSync,
    private readonly writer: DeskWriter,
  ) {
    this.ready = db.prepare(`
      SELECT ${columns} FROM outbox_replies AS reply
      WHERE next_try_at <= ? AND sending_since IS NULL
        AND inbox IN (SELECT value FROM json_each(?)) AND NOT EXISTS (
        SELECT 1 FROM outbox_replies AS earlier
        WHERE earlier.conversation_id = reply.conversation_id AND earlier.position < reply.position)
      ORDER BY position LIMIT ?`);
    this.begun = db.prepare(`
      SELECT ${columns} FROM outbox_replies
      WHERE sending_since IS NOT NULL AND inbox IN (SELECT value FROM json_each(?)) ORDER BY position`);
    for (const statement of [this.ready, this.begun]) statement.setReadBigInts(true);
    this.inboxes = db.prepare(`
      WITH RECURSIVE waiting (inbox) AS (
        SELECT min(inbox) FROM outbox_replies
        UNION ALL SELECT (SELECT min(inbox) FROM outbox_replies WHERE inbox > waiting.inbox) FROM waiting
        WHERE inbox IS NOT NULL)
      SELECT inbox, (
        SELECT min(next_try_at) FROM outbox_replies AS reply
        WHERE reply.inbox = waiting.inbox AND sending_since IS NULL) AS nextDueAt
      FROM waiting WHERE inbox IS NOT NULL`);
    this.awaiting = db.prepare("SELECT 1 FROM outbox_replies WHERE awaits = ? AND awaits <> '' LIMIT 1");
    this.early = db.prepare(`SELECT ${statusColumns} FROM outbox_statuses WHERE native_key = ? ORDER BY occurred_at`);
    this.oldest = db.prepare(`SELECT ${statusColumns} FROM outbox_statuses ORDER BY occurred_at LIMIT ?`);
    this.counted = db.prepare(`
      SELECT count(*) AS waiting, count(sending_since) AS sending,
        count(*) FILTER (WHERE sending_since IS NULL AND last_reason <> '') AS putOff, min(taken_at) AS oldestTakenAt
      FROM outbox_replies`);
  }

  take(epoch: number, { replies, statuses, upTo }: OutboxIntake): Promise<void> {
    // A hash may be a view into a page of events; a copy keeps the page on this side of the thread.
    const hash = new Uint8Array(upTo.hash);
    const taken = { replies, statuses, upTo: { position: upTo.position, hash } };
    return this.writer.write('takeReplies', [{ name: outboxLease, epoch }, taken]);
  }

  async due(now: Instant, limit: number, inboxes: readonly string[]): Promise<readonly WaitingReply[]> {
    return this.ready.all(now, JSON.stringify(inboxes), limit).map(replyIn);
  }

  async waiting(): Promise<readonly WaitingInbox[]> {
    return this.inboxes.all().map(({ inbox, nextDueAt }) => ({
      inbox: String(inbox),
      ...(nextDueAt !== null && { nextDueAt: String(nextDueAt) }),
    }));
  }

  async cutOff(inboxes: readonly string[]): Promise<readonly WaitingReply[]> {
    return this.begun.all(JSON.stringify(inboxes)).map(replyIn);
  }

  begin(hold: Hold, replyIds: readonly string[], at: Instant): Promise<void> {
    return this.writer.write('beginReplies', [hold, replyIds, at]);
  }

  putOff(hold: Hold, replyId: string, until: PutOff): Promise<void> {
    return this.writer.write('putOffReply', [hold, replyId, until]);
  }

  doubt(hold: Hold, replyIds: readonly string[], now: Instant): Promise<void> {
    return this.writer.write('doubtReplies', [hold, replyIds, now]);
  }

  settle(hold: Hold, replyId: string): Promise<void> {
    return this.writer.write('settleReply', [hold, replyId]);
  }

  /** Visitors come often and mostly nothing waits for them: that costs a look, no write. */
  async bringForward(hold: Hold, awaited: string, now: Instant): Promise<number> {
    if (!this.awaiting.get(awaited)) return 0;
    return this.writer.write('bringReplies', [hold, awaited, now]);
  }

  async statusesOf(nativeKey: string): Promise<readonly EarlyStatus[]> {
    return this.early.all(nativeKey).map(statusIn);
  }

  async oldestStatuses(limit: number): Promise<readonly EarlyStatus[]> {
    return this.oldest.all(limit).map(statusIn);
  }

  dropStatus(hold: Hold, statusId: string): Promise<void> {
    return this.writer.write('dropStatus', [hold, statusId]);
  }

  expireStatuses(hold: Hold, before: Instant): Promise<number> {
    return this.writer.write('expireStatuses', [hold, before]);
  }

  beginAgain({ position, hash }: Checkpoint): Promise<void> {
    return this.writer.write('beginOutboxAgain', [{ position, hash: new Uint8Array(hash) }]);
  }

  async figures(): Promise<OutboxFigures> {
    const { oldestTakenAt, ...counts } = { ...this.counted.get() } as unknown as OutboxFigures & {
      readonly oldestTakenAt: Instant | null;
    };
    return { ...counts, ...(oldestTakenAt !== null && { oldestTakenAt }) };
  }
}

type Row = Readonly<Record<string, unknown>>;

const statusIn = (row: Row): EarlyStatus => ({ ...row }) as unknown as EarlyStatus;

function replyIn({ attempts, maybeSent, sendingSince, ...row }: Row): WaitingReply {
  return {
    ...(row as unknown as Omit<WaitingReply, 'attempts' | 'maybeSent' | 'sendingSince'>),
    attempts: Number(attempts),
    maybeSent: maybeSent === 1n,
    ...(typeof sendingSince === 'string' && { sendingSince }),
  };
}
