import type { Instant } from '#domain';
import { statement } from '#postgres';
import { webhookLease } from '../webhook-room.port.js';
import type {
  NewWebhook,
  Webhook,
  WebhookChange,
  WebhookPause,
  WebhookProgress,
  WebhookRoom,
  WebhookSettings,
} from '../webhook-room.port.js';
import type { DeskDatabase } from './desk-database.js';

const columns = `
  id, revision, url, secret_name AS "secretName", types, streams, with_text AS "withText", max_records AS "maxRecords",
  created_at AS "createdAt", paused_by AS "pausedBy", pause_reason AS "pauseReason", paused_at AS "pausedAt", epoch,
  position, hash, failures, failing_since AS "failingSince", next_try_at AS "nextTryAt", records_tried AS "recordsTried",
  last_outcome AS "lastOutcome", delivered_at AS "deliveredAt", deliveries, records_delivered AS "recordsDelivered",
  failed_tries AS "failedTries"`;

const all = statement(`SELECT ${columns} FROM webhooks ORDER BY id`);
const byId = statement(`SELECT ${columns} FROM webhooks WHERE id = $1`);
const add = statement(`
  INSERT INTO webhooks
    (id, revision, url, secret_name, types, streams, with_text, max_records, created_at, epoch, position, hash)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
  ON CONFLICT (id) DO UPDATE SET revision = excluded.revision WHERE webhooks.revision = excluded.revision
  RETURNING id`);
// What is NULL stays as it was; $9 says whether the pause changes, which may end.
const change = statement(`
  UPDATE webhooks SET
    revision = $2, failures = 0, failing_since = NULL, next_try_at = NULL, records_tried = 0,
    url = coalesce($3, url), secret_name = coalesce($4, secret_name), types = coalesce($5, types),
    streams = coalesce($6, streams), with_text = coalesce($7, with_text), max_records = coalesce($8, max_records),
    paused_by = CASE WHEN $9 THEN $10 ELSE paused_by END,
    pause_reason = CASE WHEN $9 THEN $11 ELSE pause_reason END,
    paused_at = CASE WHEN $9 THEN $12 ELSE paused_at END,
    epoch = coalesce($13, epoch), position = coalesce($14, position), hash = coalesce($15, hash)
  WHERE id = $1 RETURNING id`);
const remove = statement('DELETE FROM webhooks WHERE id = $1 RETURNING id');
const note = statement(`
  WITH noted AS (
    UPDATE webhooks SET
      epoch = $4, position = $5, hash = $6, failures = $7, failing_since = $8, next_try_at = $9, records_tried = $10,
      last_outcome = $11, delivered_at = $12, deliveries = $13, records_delivered = $14, failed_tries = $15,
      paused_by = $16, pause_reason = $17, paused_at = $18
    WHERE id = $2 AND revision = $3 RETURNING id
  )
  SELECT hold_lease('${webhookLease}', $1), EXISTS (SELECT FROM noted) AS noted`);
const pauseAll = statement(`
  UPDATE webhooks SET paused_by = $1, pause_reason = $2, paused_at = $3 WHERE paused_at IS NULL`);

/** Webhooks in the desk's schema. */
export class PostgresWebhookRoom implements WebhookRoom {
  constructor(private readonly database: DeskDatabase) {}

  async list(): Promise<readonly Webhook[]> {
    return (await this.database.rows<WebhookRow>(all)).map(webhookIn);
  }

  async find(id: string): Promise<Webhook | undefined> {
    const row = await this.database.row<WebhookRow>(byId, [id]);
    return row && webhookIn(row);
  }

  async add({ id, revision, settings, createdAt, cursor }: NewWebhook): Promise<boolean> {
    const { epoch, position, hash } = cursor;
    const values = [id, revision, ...settingsIn(settings), createdAt, epoch, position, Buffer.from(hash)];
    return (await this.database.inTurn(add, values)) !== undefined;
  }

  async change(id: string, revision: string, { settings, pause, cursor }: WebhookChange): Promise<boolean> {
    const values = [
      ...[id, revision, ...(settings ? settingsIn(settings) : Array<null>(6).fill(null))],
      ...[pause !== undefined, ...pauseIn(pause)],
      ...[cursor?.epoch ?? null, cursor?.position ?? null, cursor ? Buffer.from(cursor.hash) : null],
    ];
    return (await this.database.inTurn(change, values)) !== undefined;
  }

  async remove(id: string): Promise<boolean> {
    return (await this.database.inTurn(remove, [id])) !== undefined;
  }

  async note(
    epoch: number,
    { id, revision }: Pick<Webhook, 'id' | 'revision'>,
    { cursor, tries, pause }: WebhookProgress,
  ): Promise<boolean> {
    const row = await this.database.inTurn<{ readonly noted: boolean }>(note, [
      ...[epoch, id, revision, cursor.epoch, cursor.position, Buffer.from(cursor.hash)],
      ...[tries.failures, tries.failingSince ?? null, tries.nextTryAt ?? null, tries.recordsTried, tries.lastOutcome],
      ...[tries.deliveredAt ?? null, tries.deliveries, tries.recordsDelivered, tries.failedTries, ...pauseIn(pause)],
    ]);
    return row?.noted ?? false;
  }

  async pauseAll(pause: WebhookPause): Promise<void> {
    await this.database.inTurn(pauseAll, pauseIn(pause));
  }
}

/** Names of types and streams hold no blank. */
const settingsIn = ({ url, secretName, types, streams, withText, maxRecords }: WebhookSettings): readonly unknown[] => [
  ...[url, secretName, types.join(' '), streams.join(' ')],
  ...[withText, maxRecords],
];

const pauseIn = (pause: WebhookPause | null | undefined): readonly (string | null)[] =>
  pause ? [pause.by, pause.reason, pause.at] : [null, null, null];

interface WebhookRow
  extends Pick<Webhook, 'id' | 'revision' | 'createdAt'>, Omit<WebhookSettings, 'types' | 'streams'> {
  readonly types: string;
  readonly streams: string;
  readonly pausedBy: string | null;
  readonly pauseReason: string | null;
  readonly pausedAt: Instant | null;
  readonly epoch: number;
  readonly position: bigint;
  readonly hash: Buffer;
  readonly failures: bigint;
  readonly failingSince: Instant | null;
  readonly nextTryAt: Instant | null;
  readonly recordsTried: bigint;
  readonly lastOutcome: string;
  readonly deliveredAt: Instant | null;
  readonly deliveries: bigint;
  readonly recordsDelivered: bigint;
  readonly failedTries: bigint;
}

function webhookIn(row: WebhookRow): Webhook {
  const { id, revision, createdAt, url, secretName, types, streams, withText, maxRecords, epoch, position } = row;
  const settings = { url, secretName, types: namesIn(types), streams: namesIn(streams), withText, maxRecords };
  const cursor = { epoch, position, hash: new Uint8Array(row.hash) };
  const { pausedBy: by, pauseReason: reason, pausedAt: at } = row;
  const pause = by !== null && reason !== null && at !== null ? { by, reason, at } : undefined;
  return { id, revision, settings, createdAt, cursor, tries: triesIn(row), ...(pause && { pause }) };
}

const namesIn = (text: string): readonly string[] => (text === '' ? [] : text.split(' '));

function triesIn({ failingSince, nextTryAt, deliveredAt, ...row }: WebhookRow): Webhook['tries'] {
  return {
    failures: Number(row.failures),
    recordsTried: Number(row.recordsTried),
    lastOutcome: row.lastOutcome,
    deliveries: Number(row.deliveries),
    recordsDelivered: Number(row.recordsDelivered),
    failedTries: Number(row.failedTries),
    ...(failingSince !== null && { failingSince }),
    ...(nextTryAt !== null && { nextTryAt }),
    ...(deliveredAt !== null && { deliveredAt }),
  };
}
