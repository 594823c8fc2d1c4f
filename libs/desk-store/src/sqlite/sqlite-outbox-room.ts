import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Instant } from '#domain';
import type { Checkpoint } from '../checkpoints.port.js';
import type {
  EarlyStatus,
  OutboxFigures,
  OutboxIntake,
  OutboxRoom,
  PutOff,
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
  private readonly next: StatementSync;
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
        AND inbox NOT IN (SELECT value FROM json_each(?)) AND NOT EXISTS (
        SELECT 1 FROM outbox_replies AS earlier
        WHERE earlier.conversation_id = reply.conversation_id AND earlier.position < reply.position)
      ORDER BY position LIMIT ?`);
    this.begun = db.prepare(`SELECT ${columns} FROM outbox_replies WHERE sending_since IS NOT NULL ORDER BY position`);
    for (const statement of [this.ready, this.begun]) statement.setReadBigInts(true);
    this.next = db.prepare('SELECT min(next_try_at) AS nextDueAt FROM outbox_replies WHERE sending_since IS NULL');
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
    return this.writer.write('takeReplies', [epoch, { replies, statuses, upTo: { position: upTo.position, hash } }]);
  }

  async due(now: Instant, limit: number, without: readonly string[] = []): Promise<readonly WaitingReply[]> {
    return this.ready.all(now, JSON.stringify(without), limit).map(replyIn);
  }

  async nextDueAt(): Promise<Instant | undefined> {
    return (this.next.get()?.['nextDueAt'] as Instant | null) ?? undefined;
  }

  async cutOff(): Promise<readonly WaitingReply[]> {
    return this.begun.all().map(replyIn);
  }

  begin(epoch: number, replyIds: readonly string[], at: Instant): Promise<void> {
    return this.writer.write('beginReplies', [epoch, replyIds, at]);
  }

  putOff(epoch: number, replyId: string, until: PutOff): Promise<void> {
    return this.writer.write('putOffReply', [epoch, replyId, until]);
  }

  doubt(epoch: number, replyIds: readonly string[], now: Instant): Promise<void> {
    return this.writer.write('doubtReplies', [epoch, replyIds, now]);
  }

  settle(epoch: number, replyId: string): Promise<void> {
    return this.writer.write('settleReply', [epoch, replyId]);
  }

  /** Visitors come often and mostly nothing waits for them: that costs a look, no write. */
  async bringForward(epoch: number, awaited: string, now: Instant): Promise<number> {
    if (!this.awaiting.get(awaited)) return 0;
    return this.writer.write('bringReplies', [epoch, awaited, now]);
  }

  async statusesOf(nativeKey: string): Promise<readonly EarlyStatus[]> {
    return this.early.all(nativeKey).map(statusIn);
  }

  async oldestStatuses(limit: number): Promise<readonly EarlyStatus[]> {
    return this.oldest.all(limit).map(statusIn);
  }

  dropStatus(epoch: number, statusId: string): Promise<void> {
    return this.writer.write('dropStatus', [epoch, statusId]);
  }

  expireStatuses(epoch: number, before: Instant): Promise<number> {
    return this.writer.write('expireStatuses', [epoch, before]);
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
