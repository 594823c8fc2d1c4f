import type { DatabaseSync } from 'node:sqlite';
import { WriteRefused } from '#sqlite';
import { webhookLease } from '../webhook-room.port.js';
import type { NewWebhook, Webhook, WebhookChange, WebhookPause, WebhookProgress } from '../webhook-room.port.js';

/** The refusal of a delivery's write under an epoch that is no longer in force. */
export const webhookLeaseLost = 'webhook-lease-lost';

/** Writes about webhooks; a delivery's is judged against the lease in the transaction that writes. */
export interface WebhookWrites {
  addWebhook(webhook: NewWebhook): boolean;
  changeWebhook(id: string, revision: string, change: WebhookChange): boolean;
  removeWebhook(id: string): boolean;
  noteDelivery(epoch: number, webhook: Pick<Webhook, 'id' | 'revision'>, progress: WebhookProgress): boolean;
  pauseWebhooks(pause: WebhookPause): void;
}

export function webhookWrites(db: DatabaseSync): WebhookWrites {
  return { ...changes(db), ...deliveryWrites(db) };
}

function changes(db: DatabaseSync): Omit<WebhookWrites, 'noteDelivery'> {
  const add = db.prepare(`
    INSERT INTO webhooks (id, revision, url, secret_name, types, streams, with_text, max_records, created_at, epoch, position, hash)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET revision = revision WHERE revision = excluded.revision`);
  const begin = db.prepare(`
    UPDATE webhooks SET revision = ?, failures = 0, failing_since = NULL, next_try_at = NULL, records_tried = 0
    WHERE id = ?`);
  const set = db.prepare(`
    UPDATE webhooks SET url = ?, secret_name = ?, types = ?, streams = ?, with_text = ?, max_records = ? WHERE id = ?`);
  const pause = db.prepare('UPDATE webhooks SET paused_by = ?, pause_reason = ?, paused_at = ? WHERE id = ?');
  const move = db.prepare('UPDATE webhooks SET epoch = ?, position = ?, hash = ? WHERE id = ?');
  const remove = db.prepare('DELETE FROM webhooks WHERE id = ?');
  const pauseAll = db.prepare(`
    UPDATE webhooks SET paused_by = ?, pause_reason = ?, paused_at = ? WHERE paused_at IS NULL`);
  return {
    addWebhook({ id, revision, settings, createdAt, cursor }) {
      const where = [cursor.epoch, cursor.position, cursor.hash] as const;
      return add.run(id, revision, ...settingsIn(settings), createdAt, ...where).changes === 1;
    },
    changeWebhook(id, revision, change) {
      if (begin.run(revision, id).changes === 0) return false;
      if (change.settings) set.run(...settingsIn(change.settings), id);
      if (change.pause !== undefined) pause.run(...pauseIn(change.pause), id);
      if (change.cursor) move.run(change.cursor.epoch, change.cursor.position, change.cursor.hash, id);
      return true;
    },
    removeWebhook: (id) => remove.run(id).changes === 1,
    pauseWebhooks(all) {
      pauseAll.run(...pauseIn(all));
    },
  };
}

function deliveryWrites(db: DatabaseSync): Pick<WebhookWrites, 'noteDelivery'> {
  const epochInForce = db.prepare(`SELECT epoch FROM leases WHERE name = '${webhookLease}' AND holder <> ''`);
  const note = db.prepare(`
    UPDATE webhooks SET
      epoch = :epoch, position = :position, hash = :hash, failures = :failures, failing_since = :failingSince,
      next_try_at = :nextTryAt, records_tried = :recordsTried, last_outcome = :lastOutcome, delivered_at = :deliveredAt,
      deliveries = :deliveries, records_delivered = :recordsDelivered, failed_tries = :failedTries,
      paused_by = :pausedBy, pause_reason = :pauseReason, paused_at = :pausedAt
    WHERE id = :id AND revision = :revision`);
  return {
    noteDelivery(epoch, { id, revision }, { cursor, tries, pause = null }) {
      if (epochInForce.get()?.['epoch'] !== epoch) throw new WriteRefused(webhookLeaseLost, 'another process delivers');
      const { failingSince = null, nextTryAt = null, deliveredAt = null, ...counted } = tries;
      const [pausedBy, pauseReason, pausedAt] = pauseIn(pause);
      const paused = { pausedBy, pauseReason, pausedAt };
      return note.run({ id, revision, ...cursor, ...counted, failingSince, nextTryAt, deliveredAt, ...paused }).changes === 1; // prettier-ignore
    },
  };
}

/** Names of types and streams hold no blank. */
const settingsIn = ({ url, secretName, types, streams, withText, maxRecords }: Webhook['settings']) =>
  [url, secretName, types.join(' '), streams.join(' '), Number(withText), maxRecords] as const;

const pauseIn = (pause: WebhookPause | null) =>
  pause ? ([pause.by, pause.reason, pause.at] as const) : ([null, null, null] as const);
