import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type {
  NewWebhook,
  Webhook,
  WebhookChange,
  WebhookCursor,
  WebhookPause,
  WebhookProgress,
  WebhookRoom,
} from '../webhook-room.port.js';
import type { DeskWriter } from './desk-writer.js';

/** Webhooks on desk.db: written by the writer thread, read here. */
export class SqliteWebhookRoom implements WebhookRoom {
  private readonly all: StatementSync;
  private readonly byId: StatementSync;

  constructor(
    db: DatabaseSync,
    private readonly writer: DeskWriter,
  ) {
    this.all = db.prepare('SELECT * FROM webhooks ORDER BY id');
    this.byId = db.prepare('SELECT * FROM webhooks WHERE id = ?');
    for (const statement of [this.all, this.byId]) statement.setReadBigInts(true);
  }

  async list(): Promise<readonly Webhook[]> {
    return this.all.all().map((row) => webhookIn(row as unknown as WebhookRow));
  }

  async find(id: string): Promise<Webhook | undefined> {
    const row = this.byId.get(id);
    return row && webhookIn(row as unknown as WebhookRow);
  }

  add(webhook: NewWebhook): Promise<boolean> {
    return this.writer.write('addWebhook', [{ ...webhook, cursor: ownCursor(webhook.cursor) }]);
  }

  change(id: string, revision: string, change: WebhookChange): Promise<boolean> {
    const { cursor } = change;
    return this.writer.write('changeWebhook', [id, revision, { ...change, ...(cursor && { cursor: ownCursor(cursor) }) }]); // prettier-ignore
  }

  remove(id: string): Promise<boolean> {
    return this.writer.write('removeWebhook', [id]);
  }

  note(
    epoch: number,
    { id, revision }: Pick<Webhook, 'id' | 'revision'>,
    { cursor, tries, pause }: WebhookProgress,
  ): Promise<boolean> {
    const progress = { cursor: ownCursor(cursor), tries, ...(pause && { pause }) };
    return this.writer.write('noteDelivery', [epoch, { id, revision }, progress]);
  }

  pauseAll(pause: WebhookPause): Promise<void> {
    return this.writer.write('pauseWebhooks', [pause]);
  }
}

/** A hash may be a view into a page of events; a copy keeps the page on this side of the thread. */
const ownCursor = ({ epoch, position, hash }: WebhookCursor): WebhookCursor => ({
  epoch,
  position,
  hash: new Uint8Array(hash),
});

interface WebhookRow {
  readonly id: string;
  readonly revision: string;
  readonly url: string;
  readonly secret_name: string;
  readonly types: string;
  readonly streams: string;
  readonly with_text: bigint;
  readonly max_records: bigint;
  readonly created_at: string;
  readonly paused_by: string | null;
  readonly pause_reason: string | null;
  readonly paused_at: string | null;
  readonly epoch: bigint;
  readonly position: bigint;
  readonly hash: Uint8Array;
  readonly failures: bigint;
  readonly failing_since: string | null;
  readonly next_try_at: string | null;
  readonly records_tried: bigint;
  readonly last_outcome: string;
  readonly delivered_at: string | null;
  readonly deliveries: bigint;
  readonly records_delivered: bigint;
  readonly failed_tries: bigint;
}

function webhookIn(row: WebhookRow): Webhook {
  const { id, revision, epoch, position, hash } = row;
  const pause = pauseIn(row);
  return {
    ...{ id, revision, settings: settingsIn(row), createdAt: row.created_at },
    cursor: { epoch: Number(epoch), position, hash },
    tries: triesIn(row),
    ...(pause && { pause }),
  };
}

const namesIn = (text: string): readonly string[] => (text === '' ? [] : text.split(' '));

function settingsIn({ url, secret_name, types, streams, with_text, max_records }: WebhookRow): Webhook['settings'] {
  const filter = { types: namesIn(types), streams: namesIn(streams) };
  return { url, secretName: secret_name, ...filter, withText: with_text === 1n, maxRecords: Number(max_records) };
}

function pauseIn({ paused_by: by, pause_reason: reason, paused_at: at }: WebhookRow): WebhookPause | undefined {
  return by === null || reason === null || at === null ? undefined : { by, reason, at };
}

function triesIn(row: WebhookRow): Webhook['tries'] {
  const { failing_since, next_try_at, delivered_at } = row;
  return {
    failures: Number(row.failures),
    recordsTried: Number(row.records_tried),
    lastOutcome: row.last_outcome,
    deliveries: Number(row.deliveries),
    recordsDelivered: Number(row.records_delivered),
    failedTries: Number(row.failed_tries),
    ...(failing_since !== null && { failingSince: failing_since }),
    ...(next_try_at !== null && { nextTryAt: next_try_at }),
    ...(delivered_at !== null && { deliveredAt: delivered_at }),
  };
}
